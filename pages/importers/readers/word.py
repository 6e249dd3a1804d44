from __future__ import annotations

import io
import zipfile
from typing import Any

import mammoth

from pages.importers.errors import ArticleImportError
from pages.importers.outline import Outline, outline_of

MAX_UNPACKED_BYTES = 50 * 1024 * 1024
STYLE_MAP = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def read(content: bytes) -> Outline:
    """The article in a Word file (``.docx``); its title has the style “Title”, or is the first heading.

    :raises ArticleImportError: when it is no Word file, or unpacks to more than 50 MB, or has no title.
    """
    _check_archive(content)
    pictures: list[str] = []

    def note(image: Any) -> dict[str, str]:
        pictures.append(f"image: {image.alt_text or image.content_type}")
        return {}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(content), style_map=STYLE_MAP, convert_image=mammoth.images.img_element(note)
        )
    except Exception as error:  # mammoth raises whatever a broken document runs into
        raise ArticleImportError(f"The Word file cannot be read: {error}") from error
    outline = outline_of(result.value.replace("<img />", "").replace("<img/>", ""))
    outline.dropped += pictures
    outline.warnings += sorted({message.message for message in result.messages})
    return outline


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise ArticleImportError("The file is no Word file (.docx). Open it in Word and save it as .docx.") from error
    if "word/document.xml" not in names:
        raise ArticleImportError("The file is no Word file (.docx): it has no document in it.")
    if unpacked > MAX_UNPACKED_BYTES:
        raise ArticleImportError("The Word file unpacks to more than 50 MB. Take out its pictures.")
