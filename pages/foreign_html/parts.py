"""The parts of a document, without its formatting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from api.represent.rich_text.scripts import SIGNS

_SPACES = re.compile(r"[ \t\n\r\f]+")


class Run(NamedTuple):
    """Text with the same marks and the same link. A line break is a run of ``\n``, which HTML text never contains."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


BREAK = Run("\n")
Line = list[Run]


@dataclass
class Paragraph:
    line: Line


@dataclass
class Heading:
    """``level`` 0 is the title of the document. ``ids`` are the targets of links within the document."""

    level: int
    line: Line
    ids: list[str] = field(default_factory=list)


@dataclass
class ListLine:
    """A paragraph that is marked as a list item, with its level."""

    level: int
    ordered: bool
    line: Line
    number: str = ""


@dataclass
class Item:
    lines: list[Line] = field(default_factory=list)
    lists: list[List] = field(default_factory=list)


@dataclass
class List:
    ordered: bool
    items: list[Item] = field(default_factory=list)


@dataclass
class Table:
    """Each row has one cell per column; a cell has paragraphs and lists. The headings are plain text; those of a table
    without headings are empty.
    """

    caption: str
    headings: list[str]
    rows: list[list[list[Paragraph | List]]]


@dataclass
class Rule:
    """A thematic break."""


Part = Paragraph | Heading | ListLine | List | Table | Rule


def tidy(line: Iterable[Run]) -> Line:
    """The line as a browser renders it: white space collapses, and is removed at its ends and beside a break."""
    runs: Line = []
    after_space = True
    for run in line:
        if run == BREAK:
            _strip_end(runs)
            runs.append(BREAK)
            after_space = True
            continue
        text = _SPACES.sub(" ", run.text)
        if after_space and text.startswith(" "):
            text = text[1:]
        if text:
            runs.append(run._replace(text=text))
            after_space = text.endswith(" ")
    _strip_end(runs)
    while runs and (runs[-1] == BREAK or not runs[-1].text.strip()):
        runs.pop()
        _strip_end(runs)
    while runs and (runs[0] == BREAK or not runs[0].text.strip()):
        runs.pop(0)
    return runs


def paragraphs(line: Iterable[Run]) -> list[Line]:
    """The lines of a text, split at double breaks, without empty ones."""
    found: list[Line] = [[]]
    for run in tidy(line):
        if run == BREAK and found[-1] and found[-1][-1] == BREAK:
            found.append([])
        else:
            found[-1].append(run)
    return [tidied for each in found if (tidied := tidy(each))]


def plain(line: Sequence[Run]) -> str:
    """The text of a line, on one line. Superscripts and subscripts become Unicode characters: 10⁹, B₁₂."""
    words = "".join(_with_signs(run) for run in _join(line))
    return " ".join(words.split())


def plain_parts(parts: Iterable[Part]) -> str:
    """The text of all parts, on one line."""
    return " ".join(words for part in parts if (words := _plain_part(part)))


def _plain_part(part: Part) -> str:
    if isinstance(part, Paragraph | Heading | ListLine):
        return plain(part.line)
    if isinstance(part, List):
        items = ([*map(plain, item.lines), plain_parts(item.lists)] for item in part.items)
        return " ".join(words for item in items for words in item if words)
    if isinstance(part, Table):
        cells = (plain_parts(cell) for row in part.rows for cell in row)
        return " ".join(words for words in (part.caption, *part.headings, *cells) if words)
    return ""


def _join(line: Sequence[Run]) -> Line:
    """Adjacent runs with the same superscript or subscript, as one."""
    joined: Line = []
    for run in line:
        marks = run.marks & SIGNS.keys()
        if joined and joined[-1].marks == marks and run != BREAK and joined[-1] != BREAK:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        else:
            joined.append(Run(run.text, marks))
    return joined


def _with_signs(run: Run) -> str:
    for mark in run.marks:
        return SIGNS[mark](run.text)
    return run.text


def _strip_end(runs: Line) -> None:
    while runs and runs[-1] != BREAK and not (text := runs[-1].text.rstrip(" ")):
        runs.pop()
    if runs and runs[-1] != BREAK:
        runs[-1] = runs[-1]._replace(text=text)
