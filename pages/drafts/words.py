"""Input that fields cannot store, kept with the object and in its revisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations

#: The key of that input in the content of a revision and of its rows: input by the name of the field.
MEMBER = "as_typed"
_ATTRIBUTE = "_words_as_typed"

Words = dict[str, str | list[str]]


def words_of(instance: models.Model) -> Words:
    """The unstorable input for one object or row; empty if its fields store all of it."""
    return instance.__dict__.get(_ATTRIBUTE, {})


def set_words(instance: models.Model, words: Words) -> None:
    instance.__dict__[_ATTRIBUTE] = words


def rows_in_memory(instance: models.Model) -> Iterator[tuple[str, list[models.Model]]]:
    """The rows that were loaded with a revision or set by a form, by relation; not those that are only in the
    database.
    """
    loaded = instance.__dict__.get("_cluster_related_objects") or {}
    for relation in get_all_child_relations(type(instance)):
        name = relation.get_accessor_name()
        if name in loaded:
            yield name, loaded[name]


def write_words(instance: models.Model, content: dict[str, Any]) -> None:
    """Add the input to the content of a revision of ``instance``."""
    if words := words_of(instance):
        content[MEMBER] = words
    for relation, rows in rows_in_memory(instance):
        for row, row_content in zip(rows, content.get(relation, ()), strict=False):
            if words := words_of(row):
                row_content[MEMBER] = words


def read_words(instance: models.Model, content: dict[str, Any]) -> None:
    """Restore the input to ``instance``, which was made from the content of a revision."""
    set_words(instance, content.get(MEMBER, {}))
    for relation, rows in rows_in_memory(instance):
        typed = {_key(row): row[MEMBER] for row in content.get(relation, ()) if MEMBER in row}
        for row in rows if typed else ():
            set_words(row, typed.get((row.pk, getattr(row, "sort_order", None)), {}))


def _key(row: dict[str, Any]) -> tuple[Any, Any]:
    """What identifies a row: rows whose target is deleted are not loaded, so that positions do not."""
    return row.get("pk"), row.get("sort_order")
