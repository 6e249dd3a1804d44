"""Objects that are the last visible one of a required kind, such as the only topic of an article."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from api.visibility import public

from .live import live
from .relations import relations_to


def last_of_needed(target: Model, together: Sequence[Model]) -> int:
    """The number of live objects with ``target`` in a relation of their ``needed_relations``, and no other public one.

    :param together: everything that is removed with ``target``.
    """
    model = type(target)
    keys = [each.pk for each in together if isinstance(each, model)]
    others = public(model._base_manager.exclude(pk__in=keys)).order_by().values("pk")
    return sum(
        live(relation.source_model)
        .filter(pk__in=relation.sources([target.pk]))
        .exclude(pk__in=relation.sources(others))
        .count()
        for relation in relations_to(model)
        if relation.field.name in getattr(relation.source_model, "needed_relations", ())
    )
