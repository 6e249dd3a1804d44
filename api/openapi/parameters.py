"""The query parameters of endpoints, as OpenAPI describes them.

A filter says what it takes in ``query_parameters``, as a view does; what all endpoints take stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from taggit.managers import TaggableManager
from wagtail.models import Page

from .. import conf
from ..endpoints.filters import MAX_TAGS
from ..endpoints.model_filters import declared_parameters
from ..endpoints.ordering import has_one_value
from ..model_fields import model_field
from ..parameters import MAX_INTEGER, SITE_PARAMETER, QueryParameter, language, language_or_all
from ..represent.representations import type_name
from ..represent.rich_text.formats import RICH_TEXT_FORMAT_PARAMETER, RICH_TEXT_PARAMETER
from .objects import served_models
from .shapes import Schema, Shapes

PAGE_KEY: Schema = {"type": "integer", "minimum": 0, "maximum": MAX_INTEGER}
PAGE_KEY_OR_ROOT: Schema = {"anyOf": [PAGE_KEY, {"const": "root"}]}
TEXT: Schema = {"type": "string"}
# "_" defeats caches in jQuery, "format" is DRF's: taken, and not meant to be used.
UNMENTIONED = {"_", "format"}

_FIELDS = (
    "The members to send. `title,body` adds to those that are sent anyway, `-title` leaves one out, `*` sends all, "
    "`_,title` only what is named, `hero_image(url,width)` chooses within an object. The answer then has the members "
    "chosen, in place of those described here."
)
_STATIC = {
    parameter.name: parameter
    for parameter in (
        QueryParameter("offset", "How many objects to skip.", {"type": "integer", "minimum": 0, "default": 0}),
        QueryParameter("search", "Words to search for."),
        QueryParameter(
            "search_operator", "Whether all words must be found, or any.", {"type": "string", "enum": ["and", "or"]}
        ),
        QueryParameter("html_path", "A path on the frontend, such as `/articles/what-is-addiction/`."),
        QueryParameter("child_of", "Pages right below this one.", PAGE_KEY_OR_ROOT),
        QueryParameter("descendant_of", "Pages anywhere below this one. Not with `child_of`.", PAGE_KEY_OR_ROOT),
        QueryParameter("ancestor_of", "Pages above this one.", PAGE_KEY),
        QueryParameter("translation_of", "Translations of this page.", PAGE_KEY_OR_ROOT),
    )
}


def listing_parameters(shapes: Shapes, endpoint: Any, name: str) -> list[Schema]:
    """What a listing takes: the language of API v2, the endpoint's own filters, and equality with its fields."""
    known = (endpoint.known_query_parameters | endpoint.detail_query_parameters) - UNMENTIONED
    declared = [each for each in declared_parameters(endpoint.get_model()) if each.name not in known]
    described = [*_described(shapes, endpoint, known, f"{name}/", "listing"), *declared]
    described += _field_filters(endpoint, known | {each.name for each in declared})
    return [as_openapi(parameter) for parameter in described]


def detail_parameters(shapes: Shapes, endpoint: Any, name: str) -> list[Schema]:
    known = (endpoint.detail_query_parameters | getattr(endpoint, "translation_parameters", frozenset())) - UNMENTIONED
    return [as_openapi(parameter) for parameter in _described(shapes, endpoint, known, f"{name}/<id>/", "detail")]


def find_parameters(shapes: Shapes, endpoint: Any, name: str) -> list[Schema]:
    known = (endpoint.find_query_parameters | endpoint.detail_query_parameters) - UNMENTIONED
    return [as_openapi(parameter) for parameter in _described(shapes, endpoint, known, f"{name}/find/", "detail")]


def as_openapi(parameter: QueryParameter) -> Schema:
    """A Parameter Object. Several values stand in one parameter, separated by commas."""
    schema = dict(parameter.schema() if callable(parameter.schema) else parameter.schema)
    made: Schema = {"name": parameter.name, "in": "query", "description": parameter.description, "schema": schema}
    if parameter.required:
        made["required"] = True
    if schema.get("type") == "array":
        made |= {"style": "form", "explode": False}
    return made


def _described(
    shapes: Shapes, endpoint: Any, names: frozenset[str], place: str, level: str
) -> Iterator[QueryParameter]:
    own = {parameter.name: parameter for parameter in _own_parameters(endpoint)}
    computed = dict(_computed(endpoint, level))
    for name in sorted(names):
        if name == "site" and not hasattr(endpoint, "site"):
            continue
        # A filter says what it takes in listings.
        found = (own | computed if level == "detail" else computed | own).get(name) or _STATIC.get(name)
        if found is None:
            shapes.missing(place, f"takes the parameter {name}, which no query_parameters describe")
        else:
            yield found


def _own_parameters(endpoint: Any) -> Iterator[QueryParameter]:
    yield from getattr(endpoint, "query_parameters", ())
    for backend in endpoint.filter_backends:
        yield from getattr(backend, "query_parameters", ())


def _computed(endpoint: Any, level: str) -> Mapping[str, QueryParameter]:
    """What follows from the endpoint's model and from settings."""
    model = endpoint.get_model()
    choosable = ", ".join(f"`{name}`" for name in sorted(endpoint.get_fields_at(model, level)))
    types = [type_name(each) for each in served_models(endpoint)]
    not_with = _or("offset", *endpoint.ordering_parameters())
    found = [
        QueryParameter("fields", f"{_FIELDS} There are: {choosable}{_and_of_types(model)}.", TEXT),
        QueryParameter("limit", "How many objects to send.", _limit()),
        QueryParameter(
            "cursor",
            "Leads through all objects in the order of their ids, at a cost that stays flat: begin with an empty one, "
            f"go on with `meta.next_cursor` until that is null. Not with {not_with}.",
        ),
        QueryParameter("id", "The id of an object.", PAGE_KEY),
        QueryParameter("locale", "A language of the content, or * for all.", language_or_all)
        if level == "listing"
        else QueryParameter("locale", "A language of the content.", language),
        RICH_TEXT_PARAMETER,
        RICH_TEXT_FORMAT_PARAMETER,
        SITE_PARAMETER,
        QueryParameter(
            "order",
            "Fields to order by, `-` for descending; or `random` on its own, without `offset`.",
            {"type": "array", "items": {"type": "string", "enum": _orders(endpoint)}, "minItems": 1},
        ),
        QueryParameter(
            "type",
            "Page types. One opens that type's own fields and filters, several narrow.",
            {"type": "array", "items": {"type": "string", "enum": types}, "minItems": 1},
        ),
    ]
    return {parameter.name: parameter for parameter in found}


def _or(*names: str) -> str:
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} or {last}" if others else last


def _and_of_types(model: type[models.Model]) -> str:
    return "; with one `type` also those of that type" if model is Page else ""


def _limit() -> Schema:
    most = conf.limit_max()
    default = min(conf.DEFAULT_LIMIT, most or conf.DEFAULT_LIMIT)
    schema = {"type": "integer", "minimum": 0, "default": default}
    return schema if most is None else {**schema, "maximum": most}


def _orders(endpoint: Any) -> list[str]:
    fields = ((model, name) for model in served_models(endpoint) for name in _database_fields(endpoint, model))
    names = sorted({name for model, name in fields if has_one_value(model, name)})
    return [*(sign + name for name in names for sign in ("", "-")), "random"]


def _field_filters(endpoint: Any, known: frozenset[str]) -> Iterator[QueryParameter]:
    """Equality with a field; fields of some page types only are taken together with ``type``."""
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
        return {"anyOf": [{"type": "boolean"}, {"enum": [0, 1]}]}
    if field.is_relation or isinstance(field, models.IntegerField):
        return {"type": "integer"}
    if isinstance(field, models.DateTimeField):
        return {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}]}
    if isinstance(field, models.DateField):
        return {"type": "string", "format": "date"}
    return TEXT
