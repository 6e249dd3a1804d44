"""Plain text: blank lines separate paragraphs; short lines without a full stop are headings."""

from __future__ import annotations

import re
from html import escape

from ..errors import ArticleImportError
from ..outline import Outline, outline_of
from .encoding import decode

HEADING_MAX_LENGTH = 110
HEADING_MAX_WORDS = 16
_BULLET = re.compile(r"\s*[-–•*·▪◦●○‣]\s+")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]\s+")


def read(content: bytes) -> Outline:
    """The article in a text file. Its first line is the title.

    :raises ArticleImportError: if it is not text, or has no title.
    """
    text = re.sub(r"[\v\f]", "\n\n", decode(content))
    blocks = [[line for line in block.split("\n") if line.strip()] for block in re.split(r"\n[^\S\n]*\n", text)]
    blocks = [block for block in blocks if block]
    if not blocks:
        raise ArticleImportError("The file is empty.")
    lines = blocks[0]
    if len(lines) > 1 and _is_heading([lines[0]]):
        blocks[:1] = [[lines[0]], lines[1:]]
    if not _is_heading(blocks[0]):
        raise ArticleImportError(
            "No title was found. Put the article's title in the first line, with a blank line below it."
        )
    return outline_of("".join(_html(block) for block in blocks))


def _html(lines: list[str]) -> str:
    if _is_heading(lines):
        return f"<h2>{escape(lines[0].strip())}</h2>"
    if all(_BULLET.match(line) for line in lines):
        return f"<ul>{_items(_BULLET, lines)}</ul>"
    if all(_NUMBER.match(line) for line in lines):
        return f'<ol start="{int(_NUMBER.match(lines[0])[1])}">{_items(_NUMBER, lines)}</ol>'
    return f"<p>{escape(' '.join(line.strip() for line in lines))}</p>"


def _items(marker: re.Pattern[str], lines: list[str]) -> str:
    return "".join(f"<li>{escape(marker.sub('', line, count=1).strip())}</li>" for line in lines)


def _is_heading(lines: list[str]) -> bool:
    line = lines[0].strip()
    return (
        len(lines) == 1
        and len(line) <= HEADING_MAX_LENGTH
        and len(line.split()) <= HEADING_MAX_WORDS
        and line[-1] not in ".,;:!…。，；：！؛،۔"
        and not _BULLET.match(line)
        and any(char.isalpha() for char in line)
    )
