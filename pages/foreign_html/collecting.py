"""The state of the parser: the current formatting, and the parts that it has read so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from .left_out import LeftOut
from .parts import Heading, Line, Paragraph, Part, Run, paragraphs, plain


class Look(NamedTuple):
    """The formatting of the current text."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    keeps_lines: bool = False


@dataclass
class Document:
    """The result: parts, what was left out, and what needs review."""

    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The paragraph with a title style."""
        return next((plain(part.line) for part in self.parts if isinstance(part, Heading) and not part.level), "")


class Collector:
    """Collects the parts of one element, and the current line."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.line: Line = []

    def add(self, part: Part) -> None:
        self.end_line()
        self.parts.append(part)

    def end_line(self) -> None:
        self.parts += [Paragraph(line) for line in paragraphs(self.line)]
        self.line = []


def join_lines(lines: Iterable[Line], between: Run) -> Line:
    joined: Line = []
    for line in lines:
        joined += [between, *line] if joined else line
    return joined
