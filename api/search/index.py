"""What every index answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Protocol

from .query import SearchQuery
from .sources import Scope


class Hit(NamedTuple):
    """One object that was found, by its content type and its primary key as text."""

    content_type: int
    pk: str


class Found(NamedTuple):
    """How many objects match, by content type, and a part of those of the chosen types, the most relevant first."""

    counts: dict[int, int]
    hits: list[Hit]


class Index(Protocol):
    """An index that can be asked."""

    #: Whether it is always as new as the content, so that answers may be remembered until that changes.
    is_current: bool

    def find(
        self, query: SearchQuery, scopes: Sequence[Scope], chosen: Collection[int], part: slice, *, any_term: bool
    ) -> Found:
        """What matches within ``scopes``.

        :param chosen: the content types of the hits; the counts are of all types.
        :param part: which of the hits.
        :param any_term: one of the query's terms is enough; else all have to match.
        """
