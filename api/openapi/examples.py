"""Examples of responses: JSON files in the folder ``openapi_examples`` of an app, each named after its schema.

A response without a schema of its own is named after its operation. Files that nothing refers to are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from ..delivery.answers import CONTENT_TYPE
from ..json_schema import Schema
from .shapes import PREFIX

FOLDER = "openapi_examples"
EXAMPLES = "#/components/examples/"


def example_files() -> dict[str, Path]:
    """The files of all apps by the names of their schemas; of duplicates, that of the app that is installed first."""
    found: dict[str, Path] = {}
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / FOLDER).glob("*.json")):
            found.setdefault(path.stem, path)
    return found


def add_examples(document: Schema) -> None:
    """Refer to the examples from each response of ``document``, and add them to its components."""
    files = example_files()
    used: set[str] = set()
    for operations in document["paths"].values():
        for operation in operations.values():
            content = operation["responses"]["200"]["content"].get(CONTENT_TYPE)
            if content is None:
                continue
            names = [operation["operationId"], *_names(content["schema"], document["components"]["schemas"])]
            if present := [name for name in names if name in files]:
                content["examples"] = {name: {"$ref": EXAMPLES + name} for name in present}
                used.update(present)
    document["components"]["examples"] = {
        name: {"value": json.loads(files[name].read_text(encoding="utf-8"))} for name in sorted(used)
    }


def _names(schema: Schema, schemas: dict[str, Schema]) -> Iterator[str]:
    """The schemas of a response that may have an example."""
    for choice in schema.get("oneOf", schema.get("anyOf", [schema])):
        if "$ref" in choice:
            name = choice["$ref"].removeprefix(PREFIX)
            yield name
            if "oneOf" in schemas[name] or "anyOf" in schemas[name]:
                yield from _names(schemas[name], schemas)
