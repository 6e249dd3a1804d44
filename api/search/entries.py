"""Writes an object's entry into the index in the database, and no other entry.

After each entry, Wagtail's index reads the titles of all others for their mean length and updates every entry without a
norm. In the transaction of a change, the former would slow each save down as the number of pages grows, and the latter
would make editors wait for each other's commits. Here an entry's norm is estimated from a sample of other entries;
``manage.py update_index`` computes all of them exactly.
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

# A norm is the mean length of titles, divided by the length of this one; the sample size to estimate the mean.
SAMPLE = 20


def write_entry(instance: Model) -> None:
    """Write the object's current values into each index in the database that is updated automatically."""
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
    """Wagtail's index for the project's database; those for others cannot even be imported."""
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
        """Called after each entry; see the module's docstring."""
