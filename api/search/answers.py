from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from rest_framework.request import Request

from ..builds.building import neutral
from ..delivery.answers import Answer
from ..delivery.listings import next_expiry
from ..delivery.remembered import remembered
from ..rendering import CompactJSONRenderer
from ..represent.representations import type_name
from ..snapshots import memory
from ..snapshots.clock import now_ms
from ..snapshots.surrogate_keys import EVERYTHING, LISTINGS
from .backend import get_backend, is_remote
from .database import DatabaseIndex
from .index import Found, Index
from .query import SearchQuery
from .remote import RemoteIndex
from .results import Facet, SearchAnswer, SearchMeta, results
from .sources import Scope, SearchContext


def get_index() -> Index:
    """The project's index.

    :raises SearchUnavailable: if its backend cannot be used.
    """
    backend = get_backend()
    return RemoteIndex(backend) if is_remote() else DatabaseIndex(backend.config)


@dataclass(frozen=True)
class SearchInput:
    """The parsed search request.

    :param types: the requested models, by the id of their content type.
    :param operator: ``and``, ``or``, or empty.
    """

    query: SearchQuery
    part: slice
    operator: str
    types: Mapping[int, type[Model]]
    scopes: Sequence[Scope]
    context: SearchContext


def search_answer(request: Request, name: Hashable, read: Callable[[int | None], SearchInput]) -> Answer:
    """The search results: cached for this version of the content if the index is always as fresh as that.

    :param name: all that the response depends on besides the content and the host of the request.
    :param read: parses the request; takes the version of the content.
    :raises Problem: if a parameter is invalid.
    :raises Throttled: if too many responses were computed for this client.
    """
    index = get_index()
    make = partial(_make, index, read)
    return remembered(memory.answers, name, request, make, may_be_kept=index.is_current)


def _make(index: Index, read: Callable[[int | None], SearchInput], version: int | None) -> Answer:
    began = now_ms()
    asked = read(version)
    found, operator = _find(index, asked)
    items, expiries = results(found.hits, asked.scopes, asked.query, asked.context)
    total = sum(count for pk, count in found.counts.items() if pk in asked.types)
    meta = SearchMeta(total_count=total, facets=list(_facets(found.counts, asked.scopes)), operator=operator)
    return Answer.of(
        CompactJSONRenderer().render(SearchAnswer(meta=meta, items=items)),
        modified_at=began if index.is_current else None,
        expires_at=min([*expiries, *next_expiry(version)], default=None),
        surrogate_keys=f"{EVERYTHING} {LISTINGS}",
        # Caches are purged before an index on another server is updated.
        is_passing=not index.is_current,
    )


def _find(index: Index, asked: SearchInput) -> tuple[Found, Any]:
    """What matches all terms; if nothing does, and ``and`` was not required, what matches any."""
    wanted = (asked.query, asked.scopes, asked.types, asked.part)
    found = index.find(*wanted, any_term=asked.operator == "or")
    if asked.operator == "" and not found.counts and len(asked.query.terms) > 1:
        found = index.find(*wanted, any_term=True)
        return found, "or" if found.counts else "and"
    return found, asked.operator or "and"


def _facets(counts: dict[int, int], scopes: Sequence[Scope]) -> Iterable[Facet]:
    """The most frequent type first."""
    sources = {pk: scope.source for scope in scopes for pk in scope.content_types}
    with neutral():
        for pk, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            model = ContentType.objects.get_for_id(pk).model_class()
            if model is not None:
                yield Facet(type=type_name(model), title=sources[pk].get_type_title(model), count=count)
