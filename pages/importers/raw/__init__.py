"""All words of a file, read in a second way that shares nothing with the first: to find what got lost in between.

Each reader here goes over the characters of the file itself. It knows no article, no lists and no tables: only where
text begins and ends. What it gives is HTML without any elements but ``sup`` and ``sub``, a text a paragraph.
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
