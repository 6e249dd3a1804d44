"""Whether the content of a document matches its extension: visitors open it with the program for that extension."""

from __future__ import annotations

import zipfile
from pathlib import PurePath
from typing import IO

from . import refusal
from .refusal import UploadRefused

#: Signatures of these extensions. A PDF may have some bytes before it (ISO 32000-1, annex H, 3.4.1).
_BEGINNINGS = {"pdf": (b"%PDF-", 1024), "rtf": (b"{\\rtf", 16)}
#: Members of the ZIP archives with these extensions (ECMA-376; ODF 1.3, part 2).
_PARTS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/", "odt": "content.xml"}
_MACROS = ("vbaproject.bin", "vbadata.xml")
_MOST_PARTS = 10_000
_TEXTS = frozenset(["csv", "txt"])
#: Never in text in any of the usual encodings: all control characters but tab, line feed, carriage return, form feed
#: and escape.
_NOT_IN_TEXTS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
_CHUNK = 1024 * 1024


def check_document(file: IO[bytes], filename: str) -> None:
    """Read as little as necessary, and leave the file at its beginning. Unknown extensions pass.

    :raises UploadRefused: if the content does not match the extension of ``filename``, or contains macros.
    """
    extension = PurePath(filename).suffix.lower().removeprefix(".")
    file.seek(0)
    try:
        if extension in _BEGINNINGS:
            beginning, within = _BEGINNINGS[extension]
            is_right = beginning in file.read(within)
        elif extension in _PARTS:
            is_right = _is_archive_with(file, _PARTS[extension])
        else:
            is_right = extension not in _TEXTS or _is_text(file)
    finally:
        file.seek(0)
    if not is_right:
        raise UploadRefused(refusal.NOT_WHAT_IT_SAYS, "invalid_document", extension=extension.upper())


def _is_archive_with(file: IO[bytes], part: str) -> bool:
    """Read the archive's directory; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if any(name.endswith(_MACROS) for name in names):
        raise UploadRefused(refusal.HAS_MACROS, "invalid_document")
    return len(names) <= _MOST_PARTS and any(name.startswith(part) for name in names)


def _is_text(file: IO[bytes]) -> bool:
    """UTF-16, which contains zeros, begins with a byte order mark."""
    beginning = file.read(2)
    if beginning in (b"\xff\xfe", b"\xfe\xff"):
        return True
    file.seek(0)
    chunks = iter(lambda: file.read(_CHUNK), b"")
    return all(len(chunk) == len(chunk.translate(None, _NOT_IN_TEXTS)) for chunk in chunks)
