"""The schemas of serializer fields."""

from __future__ import annotations

from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.functional import cached_property
from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers
from rest_framework.fields import Field
from wagtail.fields import StreamField

from ..json_schema import TEXT, Schema, array, choices_schema, nullable
from ..model_fields import model_field
from ..represent.fields import RepresentationField, RepresentationListField
from ..represent.representations import type_name
from .blocks import stream_schema
from .references import reference, reference_or_null
from .shapes import Shapes, is_declared, may_be_none, return_annotation

# Keywords about values; the rest that drf-spectacular derives from a field are rules for input.
_LOOKS = {"type", "format", "items", "additionalProperties"}
_MAY_BE_EMPTY = (serializers.EmailField, serializers.URLField)
# Staff may type URLs with non-ASCII letters.
_FILLED: dict[str, Schema] = {
    "email": {"type": "string", "format": "email"},
    "uri": {"type": "string", "format": "iri"},
}
# One type with a pattern: generated clients cannot handle a union of a format and the empty string.
_OR_EMPTY: dict[str, Schema] = {
    "email": {"type": "string", "pattern": "^([^@]+@[^@]+)?$", "description": "An email address, or empty."},
    "uri": {"type": "string", "pattern": r"^([A-Za-z][A-Za-z0-9+.\-]*:.+)?$", "description": "A URL, or empty."},
}


def field_schema(shapes: Shapes, field: Field, model: type[Model]) -> Schema:
    """The schema of what a serializer field sends for an object of ``model``."""
    place = f"{type_name(model)}.{field.field_name}"
    shape = getattr(field, "shape", None)
    if shape is not None:
        return shapes.of_type(shape, place)
    if type(field).__module__.startswith("rest_framework."):
        return _with_null(_own_of_drf(shapes, field, model, place), field, model)
    annotation = return_annotation(field.to_representation)
    if is_declared(annotation):
        return _with_null(shapes.of_type(annotation, place), field, model)
    return _undeclared(shapes, field, model, place)


def _undeclared(shapes: Shapes, field: Field, model: type[Model], place: str) -> Schema:
    """The schema derived from the model if the field itself declares no type: streams, and references to objects."""
    column = model_field(model, _source(field))
    if isinstance(column, StreamField):
        return stream_schema(shapes, column.stream_block, f"{model.__name__}{column.name.title().replace('_', '')}")
    if isinstance(field, RepresentationListField) and column is not None:
        rows = column.related_model
        target = rows._meta.get_field(field.through).related_model if field.through else rows
        return array(reference(shapes, target))
    if isinstance(field, RepresentationField) and isinstance(column, ForeignKey):
        return reference_or_null(shapes, column.related_model)
    return shapes.missing(
        place, f"is made by {type(field).__name__}.to_representation, which does not say what it returns"
    )


def _own_of_drf(shapes: Shapes, field: Field, model: type[Model], place: str) -> Schema:
    """The schema of a field of Django REST Framework's own, from drf-spectacular."""
    column = model_field(model, _source(field))
    if type(field) is serializers.ReadOnlyField:
        return _of_property(shapes, model, _source(field), place)
    if isinstance(field, serializers.ChoiceField) and not isinstance(field, serializers.MultipleChoiceField):
        choices = getattr(column, "choices", None) or list(field.choices.items())
        schema = choices_schema(choices)
        return {**schema, "enum": [*schema["enum"], ""]} if "enum" in schema and field.allow_blank else schema
    found = AutoSchema()._map_serializer_field(field, "response")
    looks = {name: value for name, value in found.items() if name in _LOOKS}
    if isinstance(looks.get("type"), list):  # Nullability is declared in one place, for all fields.
        looks["type"] = looks["type"][0]
    if not looks or looks == {"type": "object", "additionalProperties": {}}:
        return shapes.missing(place, f"is sent by {type(field).__name__}, which says nothing of its shape")
    if isinstance(field, _MAY_BE_EMPTY):
        return (_OR_EMPTY if _may_be_blank(field, column) else _FILLED)[looks["format"]]
    return TEXT if looks.get("format") == "time" else looks


def _with_null(schema: Schema, field: Field, model: type[Model]) -> Schema:
    return nullable(schema) if _may_have_nothing(field, model) else schema


def _may_have_nothing(field: Field, model: type[Model]) -> bool:
    """Whether the attribute that the field represents may be None, which is sent as null."""
    own = _owner(type(field), "get_attribute")
    if not own.__module__.startswith("rest_framework."):
        return may_be_none(return_annotation(type(field).get_attribute))
    if field.allow_null:
        return True
    column = model_field(model, _source(field))
    if column is not None:
        return bool(getattr(column, "null", False)) and not column.is_relation
    getter = _getter(model, _source(field))
    return getter is not None and may_be_none(return_annotation(getter))


def _of_property(shapes: Shapes, model: type[Model], name: str, place: str) -> Schema:
    getter = _getter(model, name)
    if getter is None:
        return shapes.missing(place, "is neither a field nor a property of the model, so that its type is not known")
    return shapes.of_result(getter, place)


def _getter(model: type[Model], name: str) -> Any:
    attribute = getattr(model, name, None)
    if isinstance(attribute, cached_property):
        return attribute.func
    return attribute.fget if isinstance(attribute, property) else attribute if callable(attribute) else None


def _may_be_blank(field: Field, column: Any) -> bool:
    return bool(getattr(column, "blank", getattr(field, "allow_blank", False)))


def _source(field: Field) -> str:
    return str(field.source or field.field_name)


def _owner(cls: type, name: str) -> type:
    return next(each for each in cls.__mro__ if name in vars(each))
