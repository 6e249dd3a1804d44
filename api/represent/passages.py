"""The text of a response as readers see it, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from .rich_text.scripts import with_signs

_INLINE = frozenset(["a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "u"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class Passage(NamedTuple):
    """A paragraph in plain text.

    :param anchor: that of the heading above it, if there is one.
    """

    text: str
    anchor: str | None = None


def html_passages(html: str, anchor: str | None = None) -> list[Passage]:
    """The paragraphs, list items, headings and cells of HTML, as plain text.

    :param anchor: that of the heading above.
    """
    reader = _Reader(anchor)
    reader.feed(with_signs(html))
    reader.close()
    reader.end_passage()
    return reader.passages


def below_headings(parts: Iterable[Iterable[Passage]]) -> Iterator[Passage]:
    """The passages of consecutive parts: those without a heading get the last one before them."""
    anchor: str | None = None
    for part in parts:
        for passage in part:
            anchor = passage.anchor or anchor
            yield passage._replace(anchor=anchor)


class _Reader(HTMLParser):
    def __init__(self, anchor: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._anchor = anchor
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.end_passage()
        if tag in _HEADINGS:
            self._anchor = dict(attrs).get("id") or self._anchor

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_passage()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def end_passage(self) -> None:
        text, self._words = "".join(self._words), []
        if text.strip():
            self.passages.append(Passage(text, self._anchor))
