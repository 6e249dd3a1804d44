"""Writes an object's entry into the index in the database, and touches no other entry.

Wagtail's index, after each entry that it writes, reads the titles of all others for their mean length and updates
every entry that has no norm yet. In the transaction of a change, the first would make each save slower with the number
of pages, and the second would make one editor wait for another's commit. Here an entry gets its norm from a sample of
its neighbours; ``manage.py update_index`` computes all of them exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import F, FloatField, Model, Value
from django.db.models.functions import Cast, Length
from modelsearch.backends import get_search_backends_with_name
from modelsearch.utils import get_content_type_pk
from wagtail.search import index

# A norm is the mean length of titles, divided by the length of this one: so many entries tell what the mean was.
SAMPLE = 20


def write_entry(instance: Model) -> None:
    """Writes what the object holds now into each index in the database that follows the content."""
    indexed = index.get_indexed_instance(instance)
    if indexed is None:
        return
    for _, backend in get_search_backends_with_name(with_auto_update=True):
        if hasattr(backend.index_class, "_refresh_title_norms"):
            _entries_of(backend.index_class)(backend).add_item(indexed)
        else:
            backend.add(indexed)


@cache
def _entries_of(index_class: type) -> type:
    """Wagtail's index in the database that the project has; those of others cannot even be imported there."""
    return type("Entries", (_NormOfItsOwn, index_class), {})


class _NormOfItsOwn:
    entries: Any

    def add_items(self, model: type[Model], objs: Iterable[Model]) -> None:
        objs = list(objs)
        super().add_items(model, objs)  # type: ignore[misc]
        if mean := self._mean_title_length():
            written = self.entries.filter(
                content_type_id=get_content_type_pk(model), object_id__in=[str(obj.pk) for obj in objs]
            )
            written.annotate(title_length=Length("title")).filter(title_length__gt=0).update(
                title_norm=Cast(Value(mean), FloatField()) / F("title_length")
            )

    def _mean_title_length(self) -> float | None:
        others = self.entries.annotate(title_length=Length("title")).filter(title_length__gt=0).exclude(title_norm=1.0)
        lengths = [norm * length for norm, length in others.values_list("title_norm", "title_length")[:SAMPLE]]
        return sum(lengths) / len(lengths) if lengths else None

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Called after each entry; see the module."""
