"""The passage of a text that matched, with the matching words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from typing_extensions import TypedDict

from ..represent.passages import Passage
from .folding import fold_with_positions
from .query import SearchQuery

LENGTH = 220
BEFORE = 60
ELLIPSIS = "…"
MAX_MATCHES = 100


class ExcerptPart(TypedDict):
    """Plain text: to be shown as text, never as HTML. ``match`` says whether it matches the query."""

    text: str
    match: bool


class Excerpt(TypedDict):
    """``anchor`` is that of the heading above the passage: append it to the result's URL after ``#``."""

    parts: list[ExcerptPart]
    anchor: str | None


class Match(NamedTuple):
    """A match by its positions in the passages, joined by line breaks. ``term`` is the index of the query's term."""

    start: int
    end: int
    term: int | None


class Text:
    """The passages of one document, prepared for matching."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.passages = [
            Passage(words, anchor) for text, anchor in passages if (words := " ".join(text.replace("\0", "").split()))
        ]
        self.folded, self.positions = fold_with_positions("\n".join(passage.text for passage in self.passages))
        self.starts = []
        position = 0
        for passage in self.passages:
            self.starts.append(position)
            position += len(passage.text) + 1

    @property
    def size(self) -> int:
        """Approximate memory use in bytes."""
        positions = 0 if isinstance(self.positions, range) else 8 * len(self.positions)
        return 500 + 4 * len(self.folded) + positions + 200 * len(self.passages)

    def excerpt(self, query: SearchQuery) -> Excerpt:
        """The place where most of the query's terms occur together; without a match, the beginning of the text."""
        found = zip(query.pattern.finditer(self.folded), range(MAX_MATCHES), strict=False)
        matches = [self._match(match) for match, _ in found]
        if not self.passages:
            return Excerpt(parts=[], anchor=None)
        best = self._best(matches)
        number = bisect_right(self.starts, best.start) - 1 if best else 0
        passage, offset = self.passages[number], self.starts[number]
        start, end = _window(passage.text, best.start - offset if best else 0)
        spans = [(match.start - offset, match.end - offset) for match in matches]
        parts = list(_parts(passage.text, start, end, [span for span in spans if start <= span[0] and span[1] <= end]))
        return Excerpt(parts=parts, anchor=passage.anchor)

    def _match(self, match: re.Match[str]) -> Match:
        """The match's position in the passages, including invisible characters after its last letter."""
        last = self.positions[match.end() - 1] + 1 if match.end() > match.start() else 0
        return Match(self.positions[match.start()], max(last, self.positions[match.end()]), match.lastindex)

    def _best(self, matches: list[Match]) -> Match | None:
        """The first of the matches that are followed closely by the most different terms."""
        return max(matches, key=lambda match: self._terms_after(match, matches), default=None)

    def _terms_after(self, first: Match, matches: list[Match]) -> int:
        within = bisect_right(self.starts, first.start)
        end = min(first.start + LENGTH - BEFORE, self.starts[within] if within < len(self.starts) else 10**9)
        return len({match.term for match in matches if first.start <= match.start < end})


def _window(text: str, at: int) -> tuple[int, int]:
    """The part of ``text`` to show around a position in it, in whole words."""
    start = 0 if at <= BEFORE else text.rfind(" ", 0, at - BEFORE) + 1
    if len(text) - start <= LENGTH:
        start = max(0, len(text) - LENGTH)
        start = text.find(" ", start) + 1 if start else 0
        return min(start, at), len(text)
    end = text.rfind(" ", start, start + LENGTH)
    return start, end if end > at else start + LENGTH


def _parts(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[ExcerptPart]:
    before = f"{ELLIPSIS} " if start > 0 else ""
    after = f" {ELLIPSIS}" if end < len(text) else ""
    position = start
    for span_start, span_end in spans:
        if span_start < position:  # Two matches within one character, such as "¼".
            continue
        if plain := before + text[position:span_start]:
            yield ExcerptPart(text=plain, match=False)
        yield ExcerptPart(text=text[span_start:span_end], match=True)
        position, before = span_end, ""
    if plain := before + text[position:end] + after:
        yield ExcerptPart(text=plain, match=False)
