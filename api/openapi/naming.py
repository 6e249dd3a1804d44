"""Names for nested schemas: client generators make a type of each object and each enum, and number those without a
name.

A name depends on the position alone, so that it stays the same when other schemas come and go: the member ``meta`` of
``ArticlePage`` is an ``ArticlePageMeta``, and an item of ``rows`` of ``TableBlock`` a ``TableBlockRowsItem``.
"""

from __future__ import annotations

from typing import Any

from ..json_schema import NULL, Schema
from .shapes import PREFIX, Shapes, pascal_case

_CHOICES = ("oneOf", "anyOf")


def name_nested(document: Schema, shapes: Shapes) -> None:
    """Move objects and enums nested in schemas, responses and parameters to the named schemas.

    An enum in a parameter is named by its ``title``, if it has one, so that all parameters of that kind share it.
    """
    for operations in document["paths"].values():
        for operation in operations.values():
            _name_in_operation(operation, shapes)
    for name in sorted(shapes.schemas):
        shapes.schemas[name] = _with_named_parts(shapes.schemas[name], name, shapes)


def _name_in_operation(operation: Schema, shapes: Shapes) -> None:
    name = pascal_case(operation["operationId"])
    for response in operation["responses"].values():
        for content in response.get("content", {}).values():
            content["schema"] = _named(content["schema"], f"{name}Response", shapes)
    for parameter in operation.get("parameters", ()):
        schema = dict(parameter["schema"])
        title = schema.pop("title", name + pascal_case(parameter["name"]))
        parameter["schema"] = _named(schema, title, shapes)


def _named(schema: Schema, name: str, shapes: Shapes) -> Schema:
    """What replaces ``schema``: a reference if it needs a name, else itself."""
    key = next((key for key in _CHOICES if key in schema), None)
    if key and NULL in schema[key] and _is_choice(schema[key]):
        choice = _component({key: _without_null(schema[key])}, name, shapes)
        return {**schema, key: [choice, NULL]}
    if "properties" in schema or (key and _is_choice(schema[key])):
        return _component(schema, name, shapes)
    return _with_named_parts(schema, name, shapes)


def _component(schema: Schema, name: str, shapes: Shapes) -> Schema:
    named = _with_named_parts(schema, name, shapes)
    return {"$ref": PREFIX + shapes.add(named, [name, f"{name}Part"])}


def _with_named_parts(schema: Schema, name: str, shapes: Shapes) -> Schema:
    """``schema`` with references in place of all parts that need a name."""
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {
            member: _named(part, name + pascal_case(member), shapes) for member, part in schema["properties"].items()
        }
    if isinstance(schema.get("items"), dict):
        made["items"] = _named(schema["items"], f"{name}Item", shapes)
    if isinstance(schema.get("additionalProperties"), dict):
        made["additionalProperties"] = _named(schema["additionalProperties"], f"{name}Value", shapes)
    for key in _CHOICES:
        if key in schema:
            made[key] = _named_choices(schema[key], name, shapes)
    return made


def _named_choices(choices: list[Schema], name: str, shapes: Shapes) -> list[Schema]:
    """The alternatives of a union: a single one with nested schemas is named like the union, several are numbered."""
    several = len([schema for schema in choices if _has_parts(schema)]) > 1
    return [
        _named(schema, f"{name}Option{number}" if several else name, shapes)
        for number, schema in enumerate(choices, start=1)
    ]


def _has_parts(schema: Schema) -> bool:
    return any(key in schema for key in ("properties", "items", "additionalProperties", *_CHOICES))


def _is_choice(choices: list[Schema]) -> bool:
    """Whether these are of several types, which few languages can express without a named type."""
    return len({_type_of(schema) for schema in _without_null(choices) if "const" not in schema}) > 1


def _type_of(schema: Schema) -> Any:
    if "type" in schema:
        return schema["type"], schema.get("format")
    return schema.get("$ref", repr(schema))


def _without_null(choices: list[Schema]) -> list[Schema]:
    return [schema for schema in choices if schema != NULL]
