import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from api.openapi.changes import breaking_changes
from api.openapi.document import build_document

SCHEMAS = "#/components/schemas/"


@pytest.fixture
def old() -> dict[str, Any]:
    return {
        "paths": {
            "/pages/": {
                "get": {
                    "parameters": [
                        {"name": "limit", "schema": {"type": "integer", "minimum": 0, "maximum": 100}},
                        {"name": "type", "schema": {"type": "array", "items": {"enum": ["a", "b"]}}},
                        {"name": "search", "schema": {"type": "string"}},
                    ],
                    "responses": {
                        "200": {
                            "headers": {"ETag": {}},
                            "content": {"application/json": {"schema": {"$ref": f"{SCHEMAS}Article"}}},
                        }
                    },
                }
            },
            "/site/": {"get": {"responses": {}}},
        },
        "components": {
            "schemas": {
                "Article": {
                    "type": "object",
                    "properties": {
                        "title": {"type": "string"},
                        "day": {"type": "string", "format": "date"},
                        "words": {"type": "integer"},
                        "subtitle": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                        "level": {"enum": [2, 3]},
                        "body": {
                            "type": "array",
                            "items": {"oneOf": [{"$ref": f"{SCHEMAS}Quote"}, {"$ref": f"{SCHEMAS}Heading"}]},
                        },
                        "related": {"type": "array", "items": {"$ref": f"{SCHEMAS}Article"}},
                        "names": {"type": "object", "additionalProperties": {"type": "string"}},
                    },
                    "required": ["title", "day", "words", "subtitle", "body"],
                },
                "Quote": {
                    "type": "object",
                    "properties": {"type": {"const": "quote"}, "value": {"type": "string"}},
                    "required": ["type", "value"],
                },
                "Heading": {
                    "type": "object",
                    "properties": {"type": {"const": "heading"}, "value": {"type": "string"}},
                    "required": ["type", "value"],
                },
            }
        },
    }


def article(document: dict[str, Any]) -> dict[str, Any]:
    return document["components"]["schemas"]["Article"]["properties"]


def operation(document: dict[str, Any]) -> dict[str, Any]:
    return document["paths"]["/pages/"]["get"]


BREAKING: dict[str, Callable[[dict[str, Any]], Any]] = {
    "/site/ is gone.": lambda new: new["paths"].pop("/site/"),
    "GET /pages/ no longer takes the parameter search.": lambda new: operation(new)["parameters"].pop(),
    "GET /pages/, parameter limit is required now.": lambda new: operation(new)["parameters"][0].update(required=True),
    "GET /pages/, parameter limit has the maximum 20 now.": lambda new: operation(new)["parameters"][0].update(
        schema={"type": "integer", "minimum": 0, "maximum": 20}
    ),
    "GET /pages/, parameter type no longer takes a.": lambda new: operation(new)["parameters"][1].update(
        schema={"type": "array", "items": {"enum": ["b"]}}
    ),
    "GET /pages/, parameter search was string, and is integer now.": lambda new: operation(new)["parameters"][2].update(
        schema={"type": "integer"}
    ),
    "GET /pages/ no longer has the header ETag.": lambda new: operation(new)["responses"]["200"].pop("headers"),
    "GET /pages/ no longer answers with application/json.": lambda new: operation(new)["responses"]["200"].update(
        content={}
    ),
    "Article.title is gone.": lambda new: article(new).pop("title"),
    "Article.title may be left out now.": lambda new: new["components"]["schemas"]["Article"]["required"].pop(0),
    "Article.title may be null now.": lambda new: article(new).update(
        title={"anyOf": [{"type": "string"}, {"type": "null"}]}
    ),
    "Article.words was integer, and is string now.": lambda new: article(new).update(words={"type": "string"}),
    "Article.subtitle may also be object now.": lambda new: article(new).update(
        subtitle={"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "null"}]}
    ),
    "Article.day had the format date, and has date-time now.": lambda new: article(new)["day"].update(
        format="date-time"
    ),
    "Article.body[] is no longer “quote”.": lambda new: article(new)["body"]["items"]["oneOf"].pop(0),
    "Heading.value was string, and is object now.": lambda new: new["components"]["schemas"]["Heading"][
        "properties"
    ].update(value={"type": "object"}),
    "Article.names.* was string, and is integer now.": lambda new: article(new)["names"].update(
        additionalProperties={"type": "integer"}
    ),
}


@pytest.mark.parametrize("sentence", BREAKING)
def test_what_breaks_a_client_is_named(old: dict[str, Any], sentence: str):
    new = copy.deepcopy(old)
    BREAKING[sentence](new)
    assert breaking_changes(old, new) == [sentence]


HARMLESS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "nothing": lambda new: None,
    "an address": lambda new: new["paths"].update({"/new/": {"get": {"responses": {}}}}),
    "a parameter": lambda new: operation(new)["parameters"].append({"name": "near", "schema": {"type": "string"}}),
    "a value that a parameter takes": lambda new: operation(new)["parameters"][1]["schema"]["items"]["enum"].append(
        "c"
    ),
    "a higher maximum": lambda new: operation(new)["parameters"][0]["schema"].update(maximum=500),
    "a member": lambda new: article(new).update(more={"type": "string"}),
    "a member that is never null any more": lambda new: article(new).update(subtitle={"type": "string"}),
    "a member that is always there": lambda new: new["components"]["schemas"]["Article"]["required"].append("level"),
    "a value": lambda new: article(new)["level"]["enum"].append(4),
    "a block": lambda new: article(new)["body"]["items"]["oneOf"].append(
        {"type": "object", "properties": {"type": {"const": "table"}}}
    ),
    "a description": lambda new: article(new)["title"].update(description="More words."),
}


@pytest.mark.parametrize("addition", HARMLESS)
def test_what_is_added_breaks_nobody(old: dict[str, Any], addition: str):
    new = copy.deepcopy(old)
    HARMLESS[addition](new)
    assert breaking_changes(old, new) == []


def test_objects_that_no_type_tells_apart_are_told_apart_by_their_members(old: dict[str, Any]):
    counted = {"type": "object", "properties": {"total_count": {"type": "integer"}}, "required": ["total_count"]}
    continued = {"type": "object", "properties": {"next_cursor": {"type": "string"}}, "required": ["next_cursor"]}
    article(old)["meta"] = {"oneOf": [counted, continued]}
    new = copy.deepcopy(old)
    new_counted = article(new)["meta"]["oneOf"][0]
    new_counted["properties"]["total_count"] = {"type": "string"}
    assert breaking_changes(old, new) == ["Article.meta.total_count was integer, and is string now."]


def test_the_name_of_a_schema_is_nobodys_business(old: dict[str, Any]):
    new = json.loads(json.dumps(old).replace("Heading", "Title"))
    assert breaking_changes(old, new) == []


def test_every_member_of_our_own_document_is_watched():
    """The last member of each schema that an answer uses, taken out of it, is named."""
    whole = build_document()
    schemas = whole["components"]["schemas"]
    for name, schema in schemas.items():
        if name == "ProblemDocument":
            continue
        for member in list(schema.get("properties", {}))[-1:]:
            new = {
                **whole,
                "components": {**whole["components"], "schemas": {**schemas, name: _without(schema, member)}},
            }
            assert breaking_changes(whole, new) != [], f"{name}.{member}"


def _without(schema: dict[str, Any], member: str) -> dict[str, Any]:
    properties = {name: value for name, value in schema["properties"].items() if name != member}
    return {**schema, "properties": properties, "required": [name for name in schema["required"] if name != member]}


def test_the_command_writes_checks_and_names_what_breaks(tmp_path: Path):
    path = tmp_path / "openapi.json"
    call_command("openapi", str(path), stdout=io.StringIO())
    call_command("openapi", str(path), "--check", stdout=io.StringIO())
    document = json.loads(path.read_text())
    document["paths"]["/api/v2/gone/"] = {"get": {"responses": {}}}
    path.write_text(json.dumps(document))
    output = io.StringIO()
    with pytest.raises(CommandError, match="make openapi"):
        call_command("openapi", str(path), "--check", stdout=output)
    assert "BREAKS CLIENTS: /api/v2/gone/ is gone." in output.getvalue()
    assert "gone" in path.read_text()
