from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from ...foreign_html.left_out import LeftOut
from ..errors import ArticleImportError
from ..outline import Outline, outline_of
from .word_package import WordPackage
from .word_xml import MAX_BYTES

MAX_UNPACKED_BYTES = 50 * 1024 * 1024
STYLE_MAP = "p.Title => p.title:fresh\np[style-name='Subtitle'] => p:fresh"

_OLE_MARK = b"\xd0\xcf\x11\xe0"
# What mammoth writes below each footnote, and its messages about things that are not lost.
_LINK_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-\d+">↑</a>')
_HARMLESS = re.compile(r"Unrecognised (paragraph|run) style|style with ID (Heading\d|Title)")


def read(content: bytes) -> Outline:
    """The article in a Word file (``.docx``); its title has the style “Title”, or is the first heading.

    :raises ArticleImportError: if it is not a Word file, is too large, or has no title.
    """
    import mammoth  # Imported here, so that a process that reads no Word file starts sooner.

    package = _open(content)
    pictures: list[LeftOut] = []

    def note(image: Any) -> dict[str, str]:
        pictures.append(LeftOut("image", image.alt_text or image.content_type))
        return {}

    try:
        prepared = package.prepared()
        result = mammoth.convert_to_html(
            io.BytesIO(prepared), style_map=STYLE_MAP, convert_image=mammoth.images.img_element(note)
        )
    except ArticleImportError:
        raise
    except Exception as error:  # mammoth raises many different errors for a broken document
        raise ArticleImportError(
            f"The Word file cannot be read: {error}. Open it in Word and save it again as .docx."
        ) from error
    html = re.sub(r"<img\s*/?>", "", _LINK_BACK.sub("", result.value))
    outline = outline_of(html)
    outline.dropped[:0] = package.left_out
    outline.dropped += pictures
    outline.warnings += package.notes
    messages = {message.message for message in result.messages}
    outline.warnings += sorted(message for message in messages if not _HARMLESS.search(message))
    return outline


def _open(content: bytes) -> WordPackage:
    if content.startswith(_OLE_MARK):
        raise ArticleImportError(
            "The file is an old Word file (.doc) or protected by a password. Open it in Word and save it as .docx, "
            "without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > MAX_UNPACKED_BYTES:
                raise ArticleImportError("The Word file unpacks to more than 50 MB. Remove its images.")
            texts = (member for member in archive.infolist() if _is_text(member.filename))
            if sum(member.file_size for member in texts) > MAX_BYTES:
                raise ArticleImportError(
                    f"The Word file contains more than {MAX_BYTES // 1024**2} MB of text, styles and notes, which is "
                    "too much for one article. Split it."
                )
            package = WordPackage(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise ArticleImportError(
            "The file is not a Word file (.docx). Open it in Word and save it as .docx."
        ) from error
    return package


def _is_text(name: str) -> bool:
    """Whether a part may be text: drawings and the like are in nested folders."""
    return name.endswith((".xml", ".rels")) and name.count("/") <= 1
