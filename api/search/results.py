"""The hits, as they are sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from typing_extensions import TypedDict

from ..delivery.selection import parse
from ..formats import Address, ImageObject, WebAddress
from ..snapshots import memory
from .documents import bodies, documents
from .excerpts import Excerpt, Text
from .index import Hit
from .query import SearchQuery
from .sources import Location, Scope, SearchContext, SearchSource


class SearchResultMeta(TypedDict):
    """``html_url`` and ``html_path`` are where it is on the frontend; null if no page shows it."""

    type: str
    detail_url: Address | None
    html_url: WebAddress | None
    html_path: str | None
    locale: str | None


class SearchResult(TypedDict):
    """``title`` is the question of an FAQ, the name of a person. ``summary`` is plain text. ``image`` is the same as in
    the object's own response.
    """

    id: int | str
    meta: SearchResultMeta
    title: str
    summary: str
    excerpt: Excerpt
    image: ImageObject | None


class Facet(TypedDict):
    """The number of matches of one type, whatever ``type`` asks for. ``title`` is the type's name for people."""

    type: str
    title: str
    count: int


class SearchMeta(TypedDict):
    """``operator`` is ``or`` if nothing matched all of the words, so that partial matches are listed."""

    total_count: int
    facets: list[Facet]
    operator: Literal["and", "or"]


class SearchAnswer(TypedDict):
    meta: SearchMeta
    items: list[SearchResult]


@dataclass(frozen=True)
class Card:
    """What a result shows of a document, whatever the query."""

    pk: Any
    meta: SearchResultMeta
    title: str
    summary: str
    image: Any
    text: Text

    @classmethod
    def of(cls, source: SearchSource, body: bytes) -> Card:
        document = parse(body)
        meta = document.get("meta", {})
        return cls(
            document.get("id"),
            SearchResultMeta(
                type=meta["type"],
                detail_url=meta.get("detail_url"),
                html_url=meta.get("html_url"),
                html_path=meta.get("html_path"),
                locale=meta.get("locale"),
            ),
            source.get_title(document),
            source.get_summary(document),
            source.get_image(document),
            Text(source.get_passages(document)),
        )

    def result(self, query: SearchQuery, location: Location | None) -> SearchResult:
        excerpt, meta = self.text.excerpt(query), self.meta
        if location is not None:
            meta = meta.copy()
            meta["html_url"], meta["html_path"] = location.html_url, location.html_path
            excerpt = Excerpt(parts=excerpt["parts"], anchor=location.anchor)
        return SearchResult(
            id=self.pk, meta=meta, title=self.title, summary=self.summary, excerpt=excerpt, image=self.image
        )


def results(
    hits: Sequence[Hit], scopes: Collection[Scope], query: SearchQuery, context: SearchContext
) -> tuple[list[SearchResult], list[int]]:
    """The hits in their order, and when they expire; those that are no longer public are left out."""
    source_of = {pk: scope.source for scope in scopes for pk in scope.content_types}
    by_source: dict[SearchSource, list[str]] = defaultdict(list)
    for hit in hits:
        by_source[source_of[hit.content_type]].append(hit.pk)
    made: dict[tuple[SearchSource, str], SearchResult] = {}
    expiries: list[int] = []
    for source, pks in by_source.items():
        found = documents(source.model, pks, context.request)
        expiries += [document.expires_at for document in found.values() if document.expires_at is not None]
        locations = source.get_locations(list(found), context)
        for pk, card in _cards(source, found).items():
            made[source, pk] = card.result(query, locations.get(pk))
    keys = [(source_of[hit.content_type], hit.pk) for hit in hits]
    return [made[key] for key in keys if key in made], expiries


def _cards(source: SearchSource, found: dict[str, Any]) -> dict[str, Card]:
    """The documents' cards, each cached by the hash of the bytes that it was made from."""
    kind = type(source)
    cards = {pk: memory.parts.get(("search", kind, document.etag)) for pk, document in found.items()}
    missing = {pk: found[pk] for pk, card in cards.items() if card is None}
    for pk, document in bodies(source.model, missing).items():
        card = cards[pk] = Card.of(source, document.body or b"")
        memory.parts.put(("search", kind, document.etag), card, card.text.size + 4000)
    return {pk: card for pk, card in cards.items() if card is not None}
