from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pages.importers.errors import ArticleImportError
from pages.importers.outline import Outline
from pages.importers.readers import html, markdown, text, word

MAX_BYTES = 5 * 1024 * 1024

READERS: dict[str, Callable[[bytes], Outline]] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": word.read,
}


def read_file(path: Path) -> Outline:
    """The article in a file, by the reader for its ending.

    :raises ArticleImportError: when the file is missing, empty, too large, of an unknown kind or not readable.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(READERS)
        raise ArticleImportError(f"{path.name} is of a kind that cannot be read. Known kinds: {kinds}.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ArticleImportError(
                f"{path.name} is larger than {MAX_BYTES // 1024**2} MB. Split it, or take out its pictures."
            )
        content = path.read_bytes()
    except OSError as error:
        raise ArticleImportError(f"{path} cannot be read: {error.strerror}.") from error
    if not content.strip():
        raise ArticleImportError(f"{path.name} is empty.")
    return reader(content)
