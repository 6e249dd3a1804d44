"""Queries the index that Wagtail keeps in the database: FTS5 in SQLite, text search vectors in PostgreSQL.

Wagtail's own queries go model by model, with another query for the score of each result. Here one query covers all
types in the index, so that scores are comparable, and joins each match with the conditions for being public.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Collection, Sequence
from functools import reduce
from typing import Any, ClassVar

from django.contrib.postgres.search import SearchQuery as TextSearchQuery
from django.contrib.postgres.search import SearchRank
from django.db import connections, router
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    Func,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import In
from modelsearch.conf import get_app_config

from .index import Found, Hit
from .query import SearchQuery, Term
from .sources import Scope

# Up to so many matches, the query that ranks them also counts their types.
FEW = 300


class DatabaseIndex:
    """The index in the database. A change of the content updates it in the same transaction."""

    is_current = True

    def __init__(self, config: str | None) -> None:
        """:param config: PostgreSQL's text search configuration of the index; None for its default."""
        self.entries = get_app_config().get_model("IndexEntry")
        vendor = connections[router.db_for_read(self.entries)].vendor
        self.dialect = PostgreSQL(self.entries, config) if vendor == "postgresql" else SQLite()

    def find(
        self, query: SearchQuery, scopes: Sequence[Scope], chosen: Collection[int], part: slice, *, any_term: bool
    ) -> Found:
        if not query.terms or not scopes:
            return Found({}, [])
        visible = reduce(operator.or_, (_visible(scope, self.dialect.entry_prefix) for scope in scopes))
        matches = self.dialect.matches(query, any_term).filter(visible)
        best = self._ranked(matches, query, any_term, slice(0, FEW + 1))
        if len(best) <= FEW:
            chosen_hits = [hit for hit in best if hit.content_type in chosen]
            return Found(dict(Counter(hit.content_type for hit in best)), chosen_hits[part])
        counts = self._counts(matches)
        if part.stop <= len(best) and counts.keys() <= set(chosen):
            return Found(counts, best[part])
        matches = matches.filter(**{f"{self.dialect.entry_prefix}content_type_id__in": list(chosen)})
        return Found(counts, self._ranked(matches, query, any_term, part) if part.start < part.stop else [])

    def _ranked(self, matches: QuerySet, query: SearchQuery, any_term: bool, part: slice) -> list[Hit]:
        ranked = self.dialect.rank(matches, query, any_term).order_by("score", *self._columns)
        return [Hit(*row) for row in ranked.values_list(*self._columns)[part]]

    def _counts(self, matches: QuerySet) -> dict[int, int]:
        content_type, _ = self._columns
        return dict(matches.order_by().values_list(content_type).annotate(count=Count("pk")))

    @property
    def _columns(self) -> tuple[str, str]:
        return f"{self.dialect.entry_prefix}content_type_id", f"{self.dialect.entry_prefix}object_id"


class SQLite:
    """FTS5 with its tokenizer ``unicode61``, which ignores case and accents, and ranks by BM25."""

    entry_prefix = "index_entry__"

    def matches(self, query: SearchQuery, any_term: bool) -> QuerySet:
        model = get_app_config().get_model("SQLiteFTSIndexEntry")
        glue = " OR " if any_term else " AND "
        text = glue.join(f"({self._term(term)})" for term in query.terms)
        return model.objects.filter(_Match(text, table=model._meta.db_table))

    def rank(self, matches: QuerySet, query: SearchQuery, any_term: bool) -> QuerySet:
        return matches.annotate(score=_BM25(table=matches.model._meta.db_table))

    @staticmethod
    def _term(term: Term) -> str:
        """What FTS5 calls a phrase; within quotes, and without quotes inside, nothing is an operator."""
        forms = ['"' + " ".join(term.words) + '"', *(f'"{prefix}"*' for prefix in term.prefixes)]
        return " OR ".join(forms)


class PostgreSQL:
    """Text search vectors with weights, ranked by ``ts_rank``."""

    entry_prefix = ""
    # Of body, (nothing), summary, and title or question: Wagtail assigns the letters D to A by boost.
    WEIGHTS: ClassVar[list[float]] = [0.1, 0.2, 0.4, 1.0]
    # Divides by the logarithm of the length, so that long texts do not win by their length.
    NORMALIZATION = 1

    def __init__(self, entries: type[Model], config: str | None) -> None:
        self.entries = entries
        self.config = config

    def matches(self, query: SearchQuery, any_term: bool) -> QuerySet:
        # The table's index is on exactly this expression.
        vector = F("title")._combine(F("body"), "||", False)
        return self.entries.objects.annotate(vector=vector).filter(vector=self._query(query, any_term))

    def rank(self, matches: QuerySet, query: SearchQuery, any_term: bool) -> QuerySet:
        rank = SearchRank(
            F("vector"), self._query(query, any_term), weights=self.WEIGHTS, normalization=self.NORMALIZATION
        )
        return matches.annotate(score=-rank)

    def _query(self, query: SearchQuery, any_term: bool) -> TextSearchQuery:
        glue = " | " if any_term else " & "
        text = glue.join(f"({self._term(term)})" for term in query.terms)
        return TextSearchQuery(text, config=self.config, search_type="raw")

    @staticmethod
    def _term(term: Term) -> str:
        """Words have letters, digits and marks only, so that nothing in them is an operator."""
        forms = [" <-> ".join(f"'{word}'" for word in term.words), *(f"'{prefix}':*" for prefix in term.prefixes)]
        return " | ".join(forms)


class _Match(Func):
    """Whether a row of the FTS5 table matches."""

    template = "%(table)s MATCH %(expressions)s"
    output_field = BooleanField()

    def __init__(self, text: str, **extra: Any) -> None:
        super().__init__(Value(text), **extra)


class _BM25(Func):
    """FTS5's rank, the lower the better, with weights for prefixes of title and summary, body, and title."""

    template = "bm25(%(table)s, 2.0, 1.0, 20.0)"
    output_field = FloatField()


def _visible(scope: Scope, prefix: str) -> Q:
    """Whether an entry belongs to a source, and to an object that the request may find."""
    of_source = Q(**{f"{prefix}content_type_id__in": scope.content_types})
    key = scope.source.model._meta.pk
    # Only keys of this source are cast: another's may not be numeric.
    of_source_outside = In(OuterRef(f"{prefix}content_type_id"), sorted(scope.content_types))
    pk = Case(When(of_source_outside, then=Cast(OuterRef(f"{prefix}object_id"), output_field=type(key)())))
    return of_source & Q(Exists(scope.queryset.order_by().filter(pk=pk)))
