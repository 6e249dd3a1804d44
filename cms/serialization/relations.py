from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.core.serializers.base import DeserializedObject
from django.db import transaction
from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField

from cms.serialization.keys import reserve_keys_of_what_is_gone


class WholeObject(DeserializedObject):
    """An object from a fixture whose parental relations to many are stored with it."""

    def save(self, save_m2m: bool = True, using: str | None = None, **kwargs: Any) -> None:
        parental = self._take_parental_relations() if save_m2m else {}
        super().save(save_m2m=save_m2m, using=using, **kwargs)
        for field, targets in parental.items():
            _store(self.object, field, targets, using)

    def _take_parental_relations(self) -> dict[ParentalManyToManyField, list[Any]]:
        fields = [field for field in self.object._meta.many_to_many if isinstance(field, ParentalManyToManyField)]
        values = self.m2m_data or {}
        return {field: list(values.pop(field.name)) for field in fields if field.name in values}


def whole(objects: Iterable[DeserializedObject], using: str) -> Iterator[WholeObject]:
    """The same objects, each of which stores all that was read of it.

    :param using: the alias of the database that they are stored in.
    """
    for found in objects:
        yield WholeObject(found.object, found.m2m_data, found.deferred_fields)
    # After the commit: ``loaddata`` lets keys go on after the last that is there, at its end.
    transaction.on_commit(partial(reserve_keys_of_what_is_gone, using), using=using)


def _store(instance: Model, field: ParentalManyToManyField, targets: list[Any], using: str | None) -> None:
    """Writes the rows as they are: what they refer to may come later in the fixture."""
    through = field.remote_field.through
    names = (field.m2m_field_name(), field.m2m_reverse_field_name())
    here, there = (through._meta.get_field(name).attname for name in names)
    rows = through._base_manager.using(using)
    rows.filter(**{here: instance.pk}).delete()
    pks = dict.fromkeys(getattr(target, "pk", target) for target in targets)
    rows.bulk_create(through(**{here: instance.pk, there: pk}) for pk in pks)
