"""Ensures that serializer fields, whoever wrote them, read only what is public.

This app's own fields do so themselves. Those of Django REST Framework, Wagtail and projects do not: an
``ImageRenditionField(source="picture")`` would show a private image.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Manager, Model, QuerySet
from rest_framework.fields import Field
from rest_framework.relations import RelatedField
from rest_framework.serializers import BaseSerializer

from ..model_fields import model_field
from ..represent.blocks.values import without_hidden
from ..represent.fields import ReadOnlyField
from ..represent.references import References, get_references
from ..represent.withholding import can_be_hidden, withhold


def show_public_only(field: Field) -> None:
    """Make ``field``, and all fields inside it, read only what is public. It must belong to one serializer alone."""
    for inner in _inner(field):
        show_public_only(inner)
    if _is_ours(field):
        return
    if isinstance(field, RelatedField):
        # Else it would take the key without loading the object.
        field.use_pk_only_optimization = lambda: False
    field.get_attribute = partial(_public_attribute, field, field.get_attribute)


def reads_freely(field: Field, model: type[Model]) -> bool:
    """Whether ``field`` may read more of an object of ``model`` than one of its columns: through a property of the
    model, a dotted source, or a project's own code that gets the whole object.
    """
    if _is_ours(field) and type(field).__name__ != "PartField":
        return False
    column = model_field(model, str(getattr(field, "source", None) or field.field_name))
    return column is None or bool(column.is_relation) or not type(field).__module__.startswith("rest_framework.")


def _is_ours(field: Field) -> bool:
    """Whether the field is one of this app's, which check what is public themselves."""
    return type(field).__module__.partition(".")[0] == __name__.partition(".")[0]


def _inner(field: Field) -> Iterator[Field]:
    if isinstance(field, BaseSerializer) and hasattr(field, "fields"):
        yield from field.fields.values()
    for name in ("child", "child_relation", "field"):
        if isinstance(inner := getattr(field, name, None), Field):
            yield inner


def _public_attribute(field: Field, read: Callable[[Any], Any], instance: Any) -> Any:
    references = get_references(field.context)
    _withhold_on_the_way(field, instance, references)
    attribute = read(instance)
    if attribute is instance:
        return attribute
    if isinstance(attribute, Manager | QuerySet):
        # A field derived from ours queries the rows itself, and only sends public ones.
        return attribute if isinstance(field, ReadOnlyField) else _public_rows(attribute, references)
    return without_hidden(attribute, field.context)


def _withhold_on_the_way(field: Field, instance: Any, references: References) -> None:
    """Objects that a dotted ``source`` passes through are checked as well."""
    passed = instance
    for name in getattr(field, "source_attrs", [])[:-1]:
        passed = getattr(passed, name, None)
        if not isinstance(passed, Model):
            return
        withhold(passed, references)


def _public_rows(rows: Manager | QuerySet, references: References) -> list[Any]:
    found = rows.all()
    if not issubclass(found.model, Model) or getattr(found, "_fields", None) is not None:
        return list(found)
    objects = list(found)
    if can_be_hidden(found.model):
        visible = {obj.pk for obj in references.public_many(objects)}
        objects = [obj for obj in objects if obj.pk in visible]
    for obj in objects:
        withhold(obj, references)
    return objects
