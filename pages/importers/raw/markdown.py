from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from api.character_references import unescape

from ..readers.encoding import decode

_SCRIPTS = re.compile(r"&lt;(/?su[bp])\s*&gt;", re.IGNORECASE)
# Each is matched within a line, so that the time is linear. What is not closed in its line is kept.
_SIGNS: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL), ""),  # comments
    # Link targets and footnotes: the article is checked for both as well.
    (re.compile(r"^[^\S\n]*+\[[^\]\n]++\]:[^\S\n]*+(?:\n[^\S\n]*+)?\S.*$", re.MULTILINE), ""),
    (re.compile(r"\]\([^)\n]*+\)?"), lambda found: "] " if found[0].endswith(")") else found[0]),
    (re.compile(r"^[^\S\n]*+(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"^(?:[^\S\n]|>)*+(?:\d{1,9}[.)]|[-*+])\s", re.MULTILINE), ""),
    (re.compile(r"(?<=\w)[*`]+(?=\w)"), ""),
    (re.compile(r"\\(?=[!-/:-@\[-`{-~])"), ""),
    (re.compile(r"</?(?!su[bp]\b)[a-zA-Z][^>\n]*+>?"), lambda found: " " if found[0].endswith(">") else found[0]),
    (re.compile(r"(?<=\S)\^([^\s^]+)\^"), r"<sup>\1</sup>"),
]


def read(content: bytes) -> list[str]:
    """The paragraphs of a Markdown file, without its syntax."""
    text = decode(content)
    if front_matter := re.match(r"\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL):
        text = text[front_matter.end() :]
    for pattern, replacement in _SIGNS:
        text = pattern.sub(replacement, text)
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n|\n(?=\s*[|#>])|\|", text))
    return [_SCRIPTS.sub(r"<\1>", escape(unescape(block), quote=False)) for block in blocks if block]
