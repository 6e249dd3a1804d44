"""Reads all text of a file by a second, independent way, to find out what the import has lost.

Each reader here scans the characters of the file itself. It knows no articles, lists or tables: only where text begins
and ends. It returns HTML with no elements but ``sup`` and ``sub``, one string per paragraph.
"""

from __future__ import annotations

from collections.abc import Callable

from . import html, markdown, text, word

RAW_READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": word.read,
}
