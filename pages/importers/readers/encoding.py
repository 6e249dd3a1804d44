from __future__ import annotations

from bs4.dammit import EncodingDetector

from api.character_references import readable

from ...unicode_text import is_utf8, marked_encoding
from ..errors import ArticleImportError

# What browsers take these labels for (WHATWG Encoding Standard, section 4.2).
_WINDOWS_1252 = {"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "cp1252", "x-cp1252"}


def decode(content: bytes) -> str:
    """Text in UTF-8, or in another Unicode encoding with a byte order mark; its lines end with ``\n``.

    :raises ArticleImportError: for anything else, such as a picture or a legacy encoding.
    """
    encoding = marked_encoding(content) or "utf-8"
    try:
        decoded = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleImportError("The file is not text in UTF-8. Save it again as UTF-8 text.") from error
    return _checked(decoded)


def decode_html(content: bytes) -> str:
    """The same for HTML, which may declare another encoding.

    Valid UTF-8 is decoded as such, whatever is declared: text in a legacy encoding is never valid UTF-8 by chance.
    """
    declared = EncodingDetector.find_declared_encoding(content, is_html=True)
    if not declared or marked_encoding(content) or is_utf8(content):
        return decode(content)
    name = declared.lower().strip()
    try:
        return _checked(content.decode("cp1252" if name in _WINDOWS_1252 else name))
    except LookupError as error:
        raise ArticleImportError(
            f"The file declares the encoding “{declared[:40]}”, which is not known. Save it again as UTF-8."
        ) from error
    except UnicodeError as error:
        raise ArticleImportError(
            f"The file declares the encoding “{declared[:40]}”, but is not written in it. Save it again as UTF-8."
        ) from error


def _checked(decoded: str) -> str:
    if "\x00" in decoded:
        raise ArticleImportError("The file is not text: it contains null characters.")
    decoded = readable(decoded).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return decoded.replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\ufeff", "")
