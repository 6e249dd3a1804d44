"""Serializer fields for ``APIField(name, serializer=…)``.

>>> api_fields = [APIField("hero_image", serializer=RepresentationField()), UnstoredField("is_open", max_age=60)]
"""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, Manager, Model
from rest_framework.fields import Field
from wagtail.api import APIField

from .representations import represent, represent_key, represent_many
from .rich_text import display_html
from .rich_text.representations import RichText


class UnstoredField(APIField):
    """A field that depends on the time or the request: computed for each response, never stored.

    A serializer finds the request in its context. References to objects do not include it.
    """

    def __init__(self, name: str, serializer: Field | None = None, *, max_age: int = 0) -> None:
        """:param max_age: seconds for which caches may reuse a response with this field. With 0 they revalidate each
        time, and no shared cache stores it: right for everything that depends on the client.
        """
        if max_age < 0:
            raise ValueError(f"max_age of the field {name} is {max_age}: write a number of seconds from 0 on.")
        super().__init__(name, serializer=serializer)
        self.max_age = max_age


class ReadOnlyField(Field):
    """A read-only field. The API never writes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)


class RepresentationField(ReadOnlyField):
    """A foreign key, or an object from a property, as its representation; null if it is not public."""

    def get_attribute(self, instance: Model) -> Any:
        """The object; for a foreign key only its model and key, so that a listing loads the objects in bulk."""
        field = _foreign_key(instance, self.source or "")
        if field is None:
            return super().get_attribute(instance)
        pk = getattr(instance, field.attname)
        return None if pk is None else (field.related_model, pk)

    def to_representation(self, value: Model | tuple[type[Model], Any]) -> Any:
        if isinstance(value, Model):
            return represent(value, self.context)
        return represent_key(*value, self.context)


class RepresentationListField(ReadOnlyField):
    """A to-many relation, or a list of objects, as the representations of those that are public."""

    def __init__(self, *, through: str | None = None, **kwargs: Any) -> None:
        """:param through: the name of the foreign key, if the relation's rows only point to the objects."""
        self.through = through
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> list[Any]:
        rows = value.all() if isinstance(value, Manager) else value
        if self.through is None:
            return represent_many(rows, self.context)
        found = (represent_key(*self._target(row), self.context) for row in rows)
        return [representation for representation in found if representation is not None]

    def _target(self, row: Model) -> tuple[Any, Any]:
        field = row._meta.get_field(self.through or "")
        return field.related_model, getattr(row, field.attname)


class RichTextField(ReadOnlyField):
    """Stored rich text in the format that the client asks for."""

    def to_representation(self, value: str) -> RichText:
        return display_html(value, self.context)


def _foreign_key(instance: Model, name: str) -> ForeignKey | None:
    fields = (field for field in instance._meta.concrete_fields if field.name == name)
    return next((field for field in fields if isinstance(field, ForeignKey)), None)
