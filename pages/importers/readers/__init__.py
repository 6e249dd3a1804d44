from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import ArticleImportError
from ..outline import Outline
from . import html, markdown, text, word

MAX_BYTES = 5 * 1024 * 1024

READERS: dict[str, Callable[[bytes], Outline]] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": word.read,
}


def read_file(path: Path) -> tuple[str, bytes]:
    """The name and the content of a file.

    :raises ArticleImportError: when the file is missing or too large.
    """
    check_name(path.name)
    try:
        check_size(path.name, path.stat().st_size)
        return path.name, path.read_bytes()
    except OSError as error:
        raise ArticleImportError(f"{path} cannot be read: {error.strerror}.") from error


def read(name: str, content: bytes) -> Outline:
    """The article in a file, by the reader for its extension.

    :raises ArticleImportError: if the file is empty, too large, of an unknown type or not readable.
    """
    reader = READERS[check_name(name)]
    check_size(name, len(content))
    if not content.strip():
        raise ArticleImportError(f"{name} is empty.")
    try:
        return reader(content)
    except RecursionError as error:
        raise ArticleImportError(f"{name} is nested too deeply. Use fewer levels.") from error


def check_name(name: str) -> str:
    """The extension of a file, in lower case.

    :raises ArticleImportError: for an unsupported type.
    """
    ending = Path(name).suffix.lower()
    if ending not in READERS:
        kinds = ", ".join(READERS)
        raise ArticleImportError(f"{name} is in a format that cannot be imported. Formats: {kinds}.")
    return ending


def check_size(name: str, size: int) -> None:
    """:raises ArticleImportError: if a file of ``size`` bytes is too large."""
    if size > MAX_BYTES:
        raise ArticleImportError(f"{name} is larger than {MAX_BYTES // 1024**2} MB. Split it, or remove its images.")
