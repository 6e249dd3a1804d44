"""To-many relations, such as the topics of an article, which Wagtail's reference index does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, Model, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import ReferenceIndex

from api.dependencies.content import is_content


@dataclass(frozen=True)
class Relation:
    """A to-many relation.

    :param owners: the path from its model to the model that staff edit; empty if they are the same.
    """

    field: ManyToManyField
    owners: tuple[ParentalKey, ...]

    @property
    def source_model(self) -> type[Model]:
        return self.owners[-1].related_model if self.owners else self.field.model

    def sources(self, targets: Any) -> QuerySet:
        """The primary keys of the objects that refer to ``targets``, a list of primary keys or a query for them."""
        return self._rows(targets).values(self._steps[-1])

    def references(self, targets: Any, sources: Iterable[Any]) -> Iterator[ReferenceIndex]:
        """The entries for a reference index: the places at which ``sources`` (primary keys) refer to ``targets``."""
        content_type = ContentType.objects.get_for_model(self.source_model)
        rows = self._rows(targets).filter(**{f"{self._steps[-1]}__in": list(sources)})
        names = [owner.remote_field.get_accessor_name() for owner in self.owners]
        for *keys, source in rows.order_by().distinct().values_list(*self._steps):
            way = list(zip(names, keys, strict=True))[::-1]
            yield ReferenceIndex(
                content_type=content_type,
                object_id=str(source),
                model_path=".".join([*(f"{name}.item" for name, _key in way), self.field.name]),
                content_path=".".join([*(f"{name}.{key}" for name, key in way), self.field.name]),
            )

    @property
    def _steps(self) -> list[str]:
        """The lookups from a row of the relation's table to the model of the field, its owner, and so on."""
        names = [self.field.m2m_field_name(), *(owner.name for owner in self.owners)]
        return ["__".join(names[: number + 1]) for number in range(len(names))]

    def _rows(self, targets: Any) -> QuerySet:
        through = self.field.remote_field.through._base_manager
        return through.filter(**{f"{self.field.m2m_reverse_field_name()}__in": targets})


@cache
def relations_to(model: type[Model]) -> tuple[Relation, ...]:
    """All relations of content to objects of ``model``, of its parents, or of its subclasses."""
    return tuple(
        Relation(field, _owners(source))
        for source in apps.get_models()
        if is_content(source)
        for field in source._meta.local_many_to_many
        if isinstance(field, ManyToManyField)
        and (issubclass(model, field.related_model) or issubclass(field.related_model, model))
        # Child rows are indexed with their parent.
        and _parental_key(field.remote_field.through) is None
    )


def _owners(model: type[Model]) -> tuple[ParentalKey, ...]:
    key = _parental_key(model)
    return () if key is None else (key, *_owners(key.related_model))


def _parental_key(model: type[Model]) -> ParentalKey | None:
    return next((field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)), None)
