"""The query parameters of endpoints, as OpenAPI describes them.

Views and filters declare them in ``query_parameters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from taggit.managers import TaggableManager

from ..endpoints.filters import MAX_TAGS
from ..endpoints.model_filters import declared_parameters
from ..json_schema import Schema
from ..model_fields import model_field
from ..parameters import SITE_PARAMETER, QueryParameter
from ..represent.representations import type_name
from .objects import served_models

TEXT: Schema = {"type": "string"}


def listing_parameters(endpoint: Any) -> list[Schema]:
    """The parameters of a listing: its own, those of its filters, and equality with its fields."""
    known: dict[str, QueryParameter] = {}
    for parameter in endpoint.listing_query_parameters():
        known.setdefault(parameter.name, parameter)
    declared = [each for each in declared_parameters(endpoint.get_model()) if each.name not in known]
    described = [*known.values(), *declared]
    described += _field_filters(endpoint, frozenset(each.name for each in described))
    return _described(endpoint, described)


def detail_parameters(endpoint: Any) -> list[Schema]:
    return _described(endpoint, (*endpoint.detail_query_parameters, *getattr(endpoint, "translation_parameters", ())))


def find_parameters(endpoint: Any) -> list[Schema]:
    return _described(endpoint, (*endpoint.detail_query_parameters, *endpoint.find_query_parameters))


def view_parameters(view: Any) -> list[Schema]:
    """The parameters of a view that is not an endpoint of a model."""
    return [as_openapi(parameter, view) for parameter in getattr(view, "query_parameters", ())]


def as_openapi(parameter: QueryParameter, view: Any) -> Schema:
    """A Parameter Object. Several values go into one parameter, separated by commas."""
    described = parameter.described_for(view)
    schema: Schema = dict(described.schema)  # type: ignore[arg-type]
    made: Schema = {"name": parameter.name, "in": "query", "description": described.description, "schema": schema}
    if parameter.required:
        made["required"] = True
    if schema.get("type") == "array":
        made |= {"style": "form", "explode": False}
    return made


def _described(endpoint: Any, parameters: Iterable[QueryParameter]) -> list[Schema]:
    """Parameters without ``site`` for endpoints of objects that belong to no site: they accept it, but it has no
    effect.
    """
    is_of_site = hasattr(endpoint, "site")
    return [as_openapi(each, endpoint) for each in parameters if is_of_site or each.name != SITE_PARAMETER.name]


def _field_filters(endpoint: Any, known: frozenset[str]) -> Iterator[QueryParameter]:
    """Equality with a field; fields of some page types are only available together with ``type``."""
    model = endpoint.get_model()
    general = _database_fields(endpoint, model)
    models_of: dict[str, list[type[models.Model]]] = {}
    for each in served_models(endpoint):
        for name in _database_fields(endpoint, each):
            models_of.setdefault(name, []).append(each)
    for name in sorted({*models_of, *general} - known):
        owner = model if name in general else models_of[name][0]
        field = model_field(owner, name)
        if field is None:
            continue
        where = "" if name in general else f", with {_types(models_of[name])}"
        yield QueryParameter(name, f"Objects whose `{name}` is this{where}.", _filter_schema(field))


def _types(found: list[type[models.Model]]) -> str:
    return " or ".join(f"`type={type_name(model)}`" for model in found)


def _database_fields(endpoint: Any, model: type[models.Model]) -> list[str]:
    return [name for name in endpoint.get_available_fields(model, db_fields_only=True) if name != "locale"]


def _filter_schema(field: Any) -> Schema:
    if isinstance(field, TaggableManager):
        return {"type": "array", "items": TEXT, "minItems": 1, "maxItems": MAX_TAGS}
    if isinstance(field, models.BooleanField):
        return {"title": "BooleanFilter", "anyOf": [{"type": "boolean"}, {"type": "integer", "enum": [0, 1]}]}
    if field.is_relation or isinstance(field, models.IntegerField):
        return {"type": "integer"}
    if isinstance(field, models.DateTimeField):
        kinds = [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]
        return {"title": "TimestampFilter", "anyOf": kinds}
    if isinstance(field, models.DateField):
        return {"type": "string", "format": "date"}
    return TEXT
