"""Schemas of whole objects as endpoints send them, and of listings.

The shapes are those of responses without ``fields``, by which a client selects the members itself.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from wagtail.models import Page

from ..contract.configuration import ObjectConfiguration
from ..contract.serializer_classes import serializer_class
from ..contract.serializers import DetailUrlField, NestedObjectField, NestedRowsField, ObjectSerializer, TypeField
from ..endpoints.served_models import served_models
from ..json_schema import NULL, Schema, array, closed_object, constant, nullable
from ..represent.representations import type_name
from ..router import router
from .fields import field_schema
from .references import names_of
from .shapes import PREFIX, Shapes, summary_of

COUNTED: Schema = closed_object(
    {"total_count": {"type": "integer", "minimum": 0}}, description="Counts all objects that match."
)
CONTINUED: Schema = closed_object(
    {"next_cursor": {"anyOf": [{"type": "string"}, NULL]}}, description="Leads on to the next objects; null at the end."
)


def detail_schema(shapes: Shapes, endpoint: Any) -> Schema:
    """The schema of one object: one for each type that the endpoint serves, with ``meta.type`` as the discriminator."""
    models = served_models(endpoint)
    found = [object_schema(shapes, endpoint, model, "detail", [model]) for model in models]
    if len(found) == 1:
        return found[0]
    # Not ``oneOf``: linters and generators look for the discriminator on the first level only.
    choice = {"description": "One of the types, told apart by `meta.type`.", "anyOf": found}
    return {"$ref": PREFIX + shapes.add(choice, names_of(endpoint.get_model(), prefix="Any"))}


def listing_schema(shapes: Shapes, endpoint: Any) -> Schema:
    """The schema of a listing: its ``meta``, and the objects."""
    model = endpoint.get_model()
    item = object_schema(shapes, endpoint, model, "listing", served_models(endpoint))
    listing = closed_object({"meta": _listing_meta(shapes), "items": array(item)})
    return {"$ref": PREFIX + shapes.add(listing, names_of(model, "List"))}


def _listing_meta(shapes: Shapes) -> Schema:
    kinds = (("CountedListingMeta", COUNTED), ("CursorListingMeta", CONTINUED))
    choice = {
        "description": "`total_count` counts all objects that match; with `cursor`, `next_cursor` leads on instead.",
        "oneOf": [{"$ref": PREFIX + shapes.add(schema, [name, f"Api{name}"])} for name, schema in kinds],
    }
    return {"$ref": PREFIX + shapes.add(choice, ["ListingMeta", "ApiListingMeta"])}


def object_schema(shapes: Shapes, endpoint: Any, model: type[Model], level: str, types: list[type[Model]]) -> Schema:
    """An object of ``model`` with the fields that are sent by default.

    :param level: ``"detail"``, ``"listing"`` or ``"nested"``.
    :param types: the possible values of ``meta.type``.
    """
    prefix = {"detail": "", "listing": "Listed", "nested": "Nested"}[level]
    serializer = serializer_class(endpoint, model, (), level)
    names = names_of(model, prefix=prefix)
    key = (endpoint.base_serializer_class, model, level, tuple(serializer.Meta.fields))
    return shapes.once(key, names, lambda: _object(shapes, endpoint, serializer, level, types))


def _object(shapes: Shapes, endpoint: Any, serializer_class: Any, level: str, types: list[type[Model]]) -> Schema:
    serializer = serializer_class(context={})
    model = serializer.Meta.model
    rows = set(endpoint.row_fields)
    unstored = endpoint.get_unstored_fields(model)
    members: dict[str, Schema] = {}
    meta: dict[str, Schema] = {}
    for name, field in serializer.fields.items():
        if (isinstance(field, DetailUrlField) and router.endpoint_for(model) is None) or (
            level == "detail" and name in rows
        ):
            continue
        target = meta if name in serializer.meta_fields else members
        schema = _member(shapes, field, model, types)
        if level == "nested" and getattr(field, "may_be_null_when_nested", False):
            schema = nullable(schema)
        target[name] = _with_note(schema, "Worked out for each answer.") if name in unstored else schema
    extra = getattr(endpoint, "optional_meta", {}) if level != "nested" else {}
    meta |= {name: shapes.of_type(shape, f"{type_name(model)}.meta.{name}") for name, shape in extra.items()}
    first = {"id": members.pop("id")} if "id" in members else {}
    described = {"meta": closed_object(meta, optional=set(extra))} if meta else {}
    return closed_object({**first, **described, **members}, optional=rows, description=summary_of(model))


def _member(shapes: Shapes, field: Any, model: type[Model], types: list[type[Model]]) -> Schema:
    if isinstance(field, TypeField):
        names = [type_name(each) for each in types]
        return constant(names[0]) if len(names) == 1 else {"type": "string", "enum": names}
    if isinstance(field, NestedObjectField):
        return nullable(_nested(shapes, field.serializer))
    if isinstance(field, NestedRowsField):
        return array(_nested(shapes, field.serializer))
    schema = field_schema(shapes, field, model)
    own = type(field)
    description = summary_of(own) if not own.__module__.startswith("rest_framework.") else ""
    return {**schema, "description": description} if description and "description" not in schema else schema


def _with_note(schema: Schema, note: str) -> Schema:
    return {**schema, "description": f"{schema['description']} {note}" if "description" in schema else note}


def _nested(shapes: Shapes, serializer: ObjectSerializer) -> Schema:
    model = serializer.Meta.model
    found = router.endpoint_for(model)
    endpoint: Any = found[1] if found else ObjectConfiguration
    types = served_models(endpoint) if issubclass(model, Page) else [model]
    key = ("nested", model, tuple(serializer.Meta.fields))
    return shapes.once(
        key,
        names_of(model, prefix="Nested"),
        lambda: _object(shapes, endpoint, lambda context: serializer, "nested", types),
    )
