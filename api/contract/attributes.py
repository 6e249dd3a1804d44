"""What serializer fields read of an object, whoever has written them: nothing that a visitor may not see.

Fields of ours look after that themselves. Those of Django REST Framework, of Wagtail and of projects do not know of
visitors: an ``ImageRenditionField(source="picture")`` would show a private picture.
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
    """Has ``field``, and all fields inside it, read nothing else from then on. It belongs to one serializer alone."""
    for inner in _inner(field):
        show_public_only(inner)
    if _is_ours(field):
        return
    if isinstance(field, RelatedField):
        # It would take a key without asking for the object.
        field.use_pk_only_optimization = lambda: False
    field.get_attribute = partial(_public_attribute, field, field.get_attribute)


def reads_freely(field: Field, model: type[Model]) -> bool:
    """Whether ``field`` may read more of an object of ``model`` than a column of its own: by a property of the model's,
    by a dotted source, or by code of a project's own that is given the whole object.
    """
    if _is_ours(field) and type(field).__name__ != "PartField":
        return False
    column = model_field(model, str(getattr(field, "source", None) or field.field_name))
    return column is None or bool(column.is_relation) or not type(field).__module__.startswith("rest_framework.")


def _is_ours(field: Field) -> bool:
    """Whether it is one of this app's, which heed what a visitor may see."""
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
        # A field that derives from ours asks for the rows itself, and only sends those that are public.
        return attribute if isinstance(field, ReadOnlyField) else _public_rows(attribute, references)
    return without_hidden(attribute, field.context)


def _withhold_on_the_way(field: Field, instance: Any, references: References) -> None:
    """What a dotted ``source`` passes on its way shows nothing hidden, either."""
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
