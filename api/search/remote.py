"""Queries Elasticsearch or OpenSearch, through Wagtail's backends.

The engine decides which objects match, and how well; the database decides which of them are public. So an unpublished
object disappears at once, however far the index lags behind. Counts only cover the best matches,
:data:`CANDIDATES` of each source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.query import Phrase, PlainText

from .folding import fold
from .index import Found, Hit
from .query import SearchQuery, Term
from .sources import Scope

CANDIDATES = 1000
# The field into which the backends copy the text of all fields.
ALL_TEXT = "_all_text"


class RemoteIndex:
    """The index of a search engine. It lags slightly behind the content."""

    is_current = False

    def __init__(self, backend: Any) -> None:
        """:param backend: one of Wagtail's for Elasticsearch or OpenSearch."""
        self.backend = backend

    def find(
        self, query: SearchQuery, scopes: Sequence[Scope], chosen: Collection[int], part: slice, *, any_term: bool
    ) -> Found:
        scored = []
        for scope in scopes if query.terms else ():
            scores = self._candidates(query, scope, any_term)
            scored += [(scores[hit.pk], hit) for hit in _visible(scope, scores)]
        counts = Counter(hit.content_type for _, hit in scored)
        best = sorted((-score, hit) for score, hit in scored if hit.content_type in chosen)
        return Found(dict(counts), [hit for _, hit in best[part]])

    def _candidates(self, query: SearchQuery, scope: Scope, any_term: bool) -> dict[str, float]:
        """The scores of the best matches in the engine's index, by primary key, from one request."""
        model = scope.source.endpoint.get_model()
        queryset = model._default_manager.all()
        compiler = self.backend.query_compiler_class(queryset, PlainText(""))
        clauses = [self._clause(queryset, term) for term in query.terms]
        terms = {"should": clauses, "minimum_should_match": 1} if any_term else {"must": clauses}
        results = self.backend.results_class(self.backend, compiler)
        answer = results._backend_do_search(
            {"query": {"bool": {**terms, "filter": compiler.get_filters()}}},
            index=self.backend.get_index_for_model(model).name,
            _source=False,
            size=CANDIDATES,
            **{results.fields_param_name: "pk"},
        )
        return {str(hit["fields"]["pk"][0]): hit["_score"] for hit in answer["hits"]["hits"]}

    def _clause(self, queryset: Any, term: Term) -> dict[str, Any]:
        """Whether a text contains a phrase, or a word in one of its forms."""
        compiler = self.backend.query_compiler_class
        if len(term.words) > 1:
            return compiler(queryset, Phrase(" ".join(term.words))).get_inner_query()
        forms = [compiler(queryset, PlainText(term.words[0])).get_inner_query()]
        for prefix in term.prefixes:
            beginning = PlainText(fold(prefix))
            forms.append(self.backend.autocomplete_query_compiler_class(queryset, beginning).get_inner_query())
            forms.append({"prefix": {ALL_TEXT: {"value": fold(prefix)}}})
        return {"bool": {"should": forms}}


def _visible(scope: Scope, pks: Collection[str]) -> list[Hit]:
    """Those that the request may find, from one query."""
    found = scope.queryset.order_by().filter(pk__in=list(pks))
    if issubclass(scope.source.model, Page):
        return [Hit(content_type, str(pk)) for pk, content_type in found.values_list("pk", "content_type_id")]
    content_type = ContentType.objects.get_for_model(found.model, for_concrete_model=False).pk
    return [Hit(content_type, str(pk)) for pk in found.values_list("pk", flat=True)]
