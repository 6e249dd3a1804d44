"""JSON Schema as Python dictionaries."""

from __future__ import annotations

from typing import Any

from django.utils.choices import CallableChoiceIterator, flatten_choices

Schema = dict[str, Any]

NULL: Schema = {"type": "null"}
TEXT: Schema = {"type": "string"}


def nullable(schema: Schema) -> Schema:
    """``schema`` or null."""
    if not schema or schema == NULL or NULL in schema.get("anyOf", ()):
        return schema
    if isinstance(schema.get("type"), str) and "enum" not in schema and "const" not in schema:
        return {"anyOf": [schema, NULL]}
    return {"anyOf": [*schema["anyOf"], NULL] if set(schema) == {"anyOf"} else [schema, NULL]}


def union(schemas: list[Schema]) -> Schema:
    """Any of ``schemas``."""
    different = [schema for index, schema in enumerate(schemas) if schema not in schemas[:index]]
    return different[0] if len(different) == 1 else {"anyOf": different}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def constant(text: str) -> Schema:
    """A constant string. Generators need the type, too."""
    return {"type": "string", "const": text}


def closed_object(properties: dict[str, Schema], optional: set[str] | None = None, description: str = "") -> Schema:
    """An object with these members and no others; all but the ``optional`` ones are required."""
    schema: Schema = {"type": "object"}
    if description:
        schema["description"] = description
    schema["properties"] = properties
    if required := [name for name in properties if name not in (optional or set())]:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def choices_schema(choices: Any) -> Schema:
    """A string with fixed choices. Choices from a function may differ between machines."""
    if isinstance(choices, CallableChoiceIterator):
        return TEXT
    values = [value for value, _ in flatten_choices(list(choices))]
    is_text = all(isinstance(value, str) for value in values)
    return {"type": "string" if is_text else "integer", "enum": values}
