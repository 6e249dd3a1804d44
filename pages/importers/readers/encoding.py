from __future__ import annotations

import codecs

from pages.importers.errors import ArticleImportError


def decode(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 with its mark.

    :raises ArticleImportError: for anything else, such as a picture or a file in an old encoding.
    """
    has_utf16_mark = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        decoded = content.decode("utf-16" if has_utf16_mark else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleImportError("The file is not text in UTF-8. Save it again as UTF-8 text.") from error
    if "\x00" in decoded:
        raise ArticleImportError("The file is not text: it holds null characters.")
    return decoded
