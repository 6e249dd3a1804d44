"""Results of Wagtail's search in SQLite, ranked by one query.

Wagtail gets the score of each match by another query, each of which scans all matches again: ten times as many take a
hundred times as long. docs/search.md has figures.
"""

from __future__ import annotations

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import SQLiteFTSIndexEntry, SQLiteSearchResults
from modelsearch.utils import get_descendants_content_types_pks

from ..dependencies.keys import root_model


class RankedAtOnce(SQLiteSearchResults):
    """For searches for words, by relevance."""

    def _do_search(self) -> list[Model]:
        pks = list(self._ranked_keys()[self.start : self.stop])
        found = self.query_compiler.queryset.order_by().in_bulk(pks)
        return [found[pk] for pk in pks if pk in found]

    def _ranked_keys(self) -> QuerySet:
        compiler = self.query_compiler
        config = compiler.get_config(self.backend)
        words = compiler.build_search_query(normalize(compiler.query), config=config)
        key = type(root_model(self.model)._meta.pk)()
        pk = Cast(OuterRef("index_entry__object_id"), output_field=key)
        return (
            SQLiteFTSIndexEntry.objects.filter(
                MatchExpression(compiler.FTS_TABLE_FIELDS, words),
                Exists(compiler.queryset.order_by().filter(pk=pk)),
                index_entry__content_type__in=get_descendants_content_types_pks(self.model),
            )
            .annotate(score=compiler._build_rank_expression(compiler.get_search_vectors(), config))
            .annotate(key=Cast("index_entry__object_id", output_field=key))
            .order_by("score", "-key")
            .values_list("key", flat=True)
        )
