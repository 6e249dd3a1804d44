from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend


def search(queryset: QuerySet, words: str, *, operator: str | None, by_relevance: bool) -> Any:
    """What Wagtail's search finds of ``queryset``, in Wagtail's order, as results that can be counted and sliced.

    :param operator: whether all words have to match (``and``), or one is enough (``or``); None for Wagtail's default.
    :param by_relevance: the most relevant first; else in the order of ``queryset``.
    """
    results = get_search_backend().search(words, queryset, operator=operator, order_by_relevance=by_relevance)
    if by_relevance and type(results).__name__ == "SQLiteSearchResults":
        # Cannot be imported with another database.
        from .sqlite import RankedAtOnce

        return RankedAtOnce(results.backend, results.query_compiler)
    return results
