"""What schemathesis is told of our API: hooks that it loads when ``SCHEMATHESIS_HOOKS`` names this module.

A description cannot say that ``fields`` changes the answer. So the API is searched twice: without ``fields``, when each
answer has exactly the members that are described; and with it (``FUZZ_FIELDS=1``), when it has some of them, or more.
"""

from __future__ import annotations

import os
from typing import Any

import schemathesis

CHOSEN = ["title", "*", "_,title", "*,-title", "_,id", "-detail_url", "title,slug"]
#: Keys that objects of the demo site have.
LIKELY_KEYS = {"type": "integer", "minimum": 0, "maximum": 60}


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    with_fields = os.environ.get("FUZZ_FIELDS") == "1"
    for methods in raw_schema["paths"].values():
        _prepare(methods["get"], with_fields)
    if with_fields:
        raw_schema["components"]["schemas"] = {
            name: _loosened(schema) for name, schema in raw_schema["components"]["schemas"].items()
        }


def _prepare(operation: dict[str, Any], with_fields: bool) -> None:
    kept = []
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path" and parameter["schema"].get("type") == "integer":
            parameter["schema"] = {"anyOf": [LIKELY_KEYS, parameter["schema"]]}
        if parameter["name"] == "fields":
            if not with_fields:
                continue
            parameter["schema"] = {"anyOf": [{"type": "string", "enum": CHOSEN}, {"type": "string"}]}
        kept.append(parameter)
    operation["parameters"] = kept


def _loosened(schema: Any) -> Any:
    """``schema`` with members that may be missing, and others that may be there."""
    if isinstance(schema, list):
        return [_loosened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    loose = {}
    for name, value in schema.items():
        if name == "properties":
            loose[name] = {member: _loosened(each) for member, each in value.items()}
        elif name not in ("required", "discriminator") and value is not False:
            loose["anyOf" if name == "oneOf" else name] = _loosened(value)
    return loose
