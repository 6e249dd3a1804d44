from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType

from api.delivery.answers import Answer
from api.delivery.listings import next_expiry
from api.delivery.remembered import remembered
from api.rendering import CompactJSONRenderer
from api.representations import type_name
from api.search.backend import get_backend, is_remote
from api.search.database import DatabaseIndex
from api.search.index import Found, Index
from api.search.query import SearchQuery
from api.search.remote import RemoteIndex
from api.search.results import Facet, SearchAnswer, SearchMeta, results
from api.search.sources import Scope
from api.snapshots import memory
from api.snapshots.building import neutral, now_ms
from api.snapshots.surrogate_keys import EVERYTHING, LISTINGS

if TYPE_CHECKING:
    from api.search.views import SearchView


def get_index() -> Index:
    """The index that the project has.

    :raises SearchUnavailable: when its backend cannot be used.
    """
    backend = get_backend()
    return RemoteIndex(backend) if is_remote() else DatabaseIndex(backend.config)


def search_answer(view: SearchView) -> Answer:
    """What a request finds: remembered for this version of the content, where the index is always as new as that.

    :raises Problem: when the request asks for what there is not.
    :raises Throttled: when too much was made for this client already.
    """
    index = get_index()
    name = (type(view), view.request.META.get("QUERY_STRING", ""))
    return remembered(memory.answers, name, view.request, partial(_make, view, index), may_be_kept=index.is_current)


def _make(view: SearchView, index: Index, version: int | None) -> Answer:
    view.version = version
    began = now_ms()
    part = view.requested_part()
    chosen = view.chosen_types()
    scopes = view.scopes()
    query = view.search_query()
    found, operator = _find(index, query, scopes, chosen, part, view.requested_operator())
    items, expiries = results(found.hits, scopes, query, view.search_context())
    total = sum(count for pk, count in found.counts.items() if pk in chosen)
    meta = SearchMeta(total_count=total, facets=list(_facets(found.counts, scopes)), operator=operator)
    return Answer.of(
        CompactJSONRenderer().render(SearchAnswer(meta=meta, items=items)),
        modified_at=began if index.is_current else None,
        expires_at=min([*expiries, *next_expiry(view.version)], default=None),
        surrogate_keys=f"{EVERYTHING} {LISTINGS}",
    )


def _find(
    index: Index, query: SearchQuery, scopes: Sequence[Scope], chosen: Collection[int], part: slice, operator: str
) -> tuple[Found, Any]:
    """What matches all terms; where nothing does, and nobody insisted on it, what matches any."""
    found = index.find(query, scopes, chosen, part, any_term=operator == "or")
    if operator == "" and not found.counts and len(query.terms) > 1:
        found = index.find(query, scopes, chosen, part, any_term=True)
        return found, "or" if found.counts else "and"
    return found, operator or "and"


def _facets(counts: dict[int, int], scopes: Sequence[Scope]) -> Iterable[Facet]:
    """The most frequent type first."""
    sources = {pk: scope.source for scope in scopes for pk in scope.content_types}
    with neutral():
        for pk, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            model = ContentType.objects.get_for_id(pk).model_class()
            if model is not None:
                yield Facet(type=type_name(model), title=sources[pk].get_type_title(model), count=count)
