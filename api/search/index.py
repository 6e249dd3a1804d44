"""The interface of every index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from .query import SearchQuery
from .sources import Scope


class Hit(NamedTuple):
    """One matching object, by its content type and its primary key as text."""

    content_type: int
    pk: str


class Found(NamedTuple):
    """The number of matches by content type, and some of the matches of the chosen types, the most relevant first."""

    counts: dict[int, int]
    hits: list[Hit]


class Index(Protocol):
    """An index that can be searched."""

    #: Whether it is always as fresh as the content, so that responses may be cached until that changes.
    is_current: bool

    def find(
        self, query: SearchQuery, scopes: Sequence[Scope], chosen: Collection[int], part: slice, *, any_term: bool
    ) -> Found:
        """Find what matches within ``scopes``.

        :param chosen: the content types of the hits; the counts are of all types.
        :param part: the slice of the hits.
        :param any_term: one of the query's terms is enough; else all have to match.
        """
