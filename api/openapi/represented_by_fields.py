"""Schemas of references to objects that are represented by their fields."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db.models import Model
from wagtail.models import TranslatableMixin

from ..contract.represented_by_fields import RepresentedByFields, reference_serializer_class
from ..json_schema import Schema, closed_object
from ..represent.representations import ReferenceMeta, SnippetReferenceMeta, type_name
from .fields import field_schema
from .references import key_schema, names_of
from .shapes import Shapes, summary_of


def represented_by_fields() -> dict[str, Callable[[Shapes], Schema]]:
    """Functions that return the schema of a reference, for each such model by its name (``app_label.ModelName``)."""
    return {type_name(model): _maker(model) for model in apps.get_models() if is_represented_by_fields(model)}


def is_represented_by_fields(model: type[Model]) -> bool:
    """Whether a model does not override how its objects are represented."""
    return getattr(model, "get_api_representation", None) is RepresentedByFields.get_api_representation


def _maker(model: type[Model]) -> Callable[[Shapes], Schema]:
    names = names_of(model, "Representation")
    return lambda shapes: shapes.once(("reference", model), names, lambda: _schema(shapes, model))


def _schema(shapes: Shapes, model: type[Model]) -> Schema:
    meta = SnippetReferenceMeta if issubclass(model, TranslatableMixin) else ReferenceMeta
    members: dict[str, Schema] = {
        "id": key_schema(model),
        "meta": shapes.of_type(meta, f"An object of {type_name(model)}"),
    }
    for name, field in reference_serializer_class(model)(context={}).fields.items():
        members[name] = field_schema(shapes, field, model)
    return closed_object(members, description=summary_of(model))
