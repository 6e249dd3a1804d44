from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.search import index

from api.search.folding import separate


class WordsField(index.SearchField):
    """A field that is searched, indexed by its words alone.

    PostgreSQL takes ``anxiety/depression`` for the path of a file, and ``sleep.Then`` for the name of a host: one word
    each, which is found by neither of the two that a reader sees. SQLite goes by letters and digits; so does this.
    """

    def get_value(self, obj: Model) -> Any:
        value = super().get_value(obj)
        if isinstance(value, str):
            return separate(value)
        if isinstance(value, list):  # As streams and rich text give theirs.
            return [separate(text) if isinstance(text, str) else text for text in value]
        return value


def as_indexed(query: str, model: type[Model]) -> str:
    """A query for Wagtail's own search, in words where objects of ``model`` are indexed by words."""
    return separate(query) if _is_indexed_by_words(model) else query


@cache
def _is_indexed_by_words(model: type[Model]) -> bool:
    return any(
        isinstance(field, WordsField)
        for other in apps.get_models()
        if issubclass(other, model) and issubclass(other, index.Indexed)
        for field in other.get_search_fields()
    )
