"""Schemas of references to objects, as ``api.represent.representations`` makes them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from wagtail.models import Page

from ..json_schema import Schema, closed_object, constant, nullable, union
from ..represent.representations import PageReference, type_name
from ..router import router
from .shapes import Shapes, return_annotation


def reference(shapes: Shapes, model: type[Model]) -> Schema:
    """A public object of ``model``, or of a page type derived from it."""
    models = [model, *page_types_below(model)] if issubclass(model, Page) else [model]
    return union([_reference(shapes, each) for each in models])


def reference_or_null(shapes: Shapes, model: type[Model]) -> Schema:
    """The same, or null if the object is not public."""
    return nullable(reference(shapes, model))


def page_types_below(model: type[Model]) -> list[type[Model]]:
    return [each for each in apps.get_models() if issubclass(each, model) and each is not model]


def key_schema(model: type[Model]) -> Schema:
    """The schema of a model's primary key."""
    return {"type": "integer"} if _is_number(model._meta.pk) else {"type": "string"}


def _reference(shapes: Shapes, model: type[Model]) -> Schema:
    if (of_model := shapes.objects.get(type_name(model))) is not None:
        return of_model(shapes)
    own = getattr(model, "get_api_representation", None)
    if own is not None:
        return shapes.of_result(own, f"An object of {type_name(model)}")
    if issubclass(model, Page):
        return shapes.of_type(PageReference, f"A page of {type_name(model)}")
    return shapes.once(("reference", model), names_of(model, "Reference"), lambda: _plain_reference(model))


def _plain_reference(model: type[Model]) -> Schema:
    meta: dict[str, Schema] = {"type": constant(type_name(model))}
    if router.endpoint_for(model) is not None:
        meta["detail_url"] = {"type": "string", "format": "uri"}
    members = {"id": key_schema(model), "meta": closed_object(meta)}
    if _has_title(model):
        members["title"] = {"type": "string"}
    return closed_object(members)


def _has_title(model: type[Model]) -> bool:
    title = getattr(model, "title", None)
    if isinstance(title, property):
        return title.fget is not None and return_annotation(title.fget) is str
    return title is not None


def _is_number(field: Field | Any) -> bool:
    while field.remote_field:
        field = field.remote_field.model._meta.pk
    return "Integer" in field.get_internal_type() or "Auto" in field.get_internal_type()


def names_of(model: type[Model], suffix: str = "", prefix: str = "") -> list[str]:
    """Names for a schema about a model: its own; with its app's name in front if another model has the same."""
    app = "".join(part.title() for part in model._meta.app_label.split("_"))
    return [f"{prefix}{model.__name__}{suffix}", f"{prefix}{app}{model.__name__}{suffix}"]
