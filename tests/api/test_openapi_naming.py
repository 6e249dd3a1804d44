"""Generators of clients make a type of each object and each choice: none of them is left without a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.json_schema import NULL, closed_object, nullable
from api.openapi.document import build_document
from api.openapi.naming import name_nested
from api.openapi.operations import OperationSchema
from api.openapi.shapes import Shapes

TEXT = {"type": "string"}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def named(**schemas: Any) -> dict[str, Any]:
    """These schemas, with all that stands inside them named."""
    shapes = Shapes()
    shapes.schemas |= schemas
    name_nested({"paths": {}}, shapes)
    assert shapes.undeclared == []
    return shapes.schemas


def objects_inside(schema: Any, place: str) -> Iterator[str]:
    if isinstance(schema, list):
        for each in schema:
            yield from objects_inside(each, place)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if isinstance(value, dict) and isinstance(value.get("properties"), dict):
                yield f"{place}/{key}"
            yield from objects_inside(value, f"{place}/{key}")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return build_document()


def test_no_object_of_the_description_is_without_a_name(document: dict[str, Any]):
    schemas = document["components"]["schemas"]
    parts = {name: schema.get("properties", {}) for name, schema in schemas.items()}
    assert [*objects_inside(parts, ""), *objects_inside(document["paths"], "")] == []
    assert {"EventPageMeta", "ListedPageMeta", "NestedVenueMeta", "ListingMeta", "PagesFindResponse"} <= schemas.keys()


def test_a_part_is_named_after_its_place():
    found = named(
        Box=closed_object({"the_lid": closed_object({"nails": {"type": "array", "items": closed_object({})}})})
    )
    assert found["Box"]["properties"]["the_lid"] == ref("BoxTheLid")
    assert found["BoxTheLid"]["properties"]["nails"]["items"] == ref("BoxTheLidNailsItem")


def test_other_schemas_do_not_change_a_name():
    meta = closed_object({"type": TEXT})
    alone = named(Page=closed_object({"meta": meta}))
    beside = named(Page=closed_object({"meta": meta}), Apple=closed_object({"meta": meta}))
    assert alone.items() <= beside.items()


def test_null_stays_outside_of_what_is_named():
    found = named(Box=closed_object({"lid": nullable(closed_object({})), "key": {"anyOf": [ref("A"), ref("B"), NULL]}}))
    assert found["Box"]["properties"] == {"lid": nullable(ref("BoxLid")), "key": nullable(ref("BoxKey"))}
    assert found["BoxKey"] == {"anyOf": [ref("A"), ref("B")]}


@pytest.mark.parametrize("choices", [[TEXT, NULL], [TEXT, {"const": ""}], [ref("A"), NULL]])
def test_what_a_language_says_without_a_name_has_none(choices: list[Any]):
    assert named(Box=closed_object({"lid": {"anyOf": choices}})).keys() == {"Box"}


def test_a_name_that_another_schema_has_is_not_taken():
    found = named(Box=closed_object({"lid": closed_object({"colour": TEXT})}), BoxLid=TEXT)
    assert found["BoxLid"] == TEXT
    assert found["Box"]["properties"]["lid"] == ref("BoxLidPart")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v2/", "index_read"),
        ("/api/v2/clinics/{id}/hours/", "clinics_hours_read"),
        ("/api/v2/feed/feed.atom", "feed_atom_read"),
        ("/api/v2/sitemap/sitemap-{part}.xml", "sitemap_part_xml_read"),
        ("/api/v2/sitemap/", "sitemap_read"),
    ],
)
def test_operations_have_names_that_methods_can_have(path: str, name: str):
    operation = OperationSchema(Shapes(), {})
    operation.path, operation.path_prefix, operation.view = path, "/api/v2/", object()
    assert operation.get_operation_id() == name


def test_each_operation_and_each_tag_says_what_it_is_for(document: dict[str, Any]):
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert all(operation["summary"] and operation["description"] for operation in operations)
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert {tag for operation in operations for tag in operation["tags"]} == tags.keys()
    assert tags["pages"] == "The public pages of one site, in all of its languages."


def test_the_project_names_the_description(settings):
    settings.WAGTAIL_SITE_NAME = "House of Hope"
    assert build_document()["info"]["title"] == "House of Hope delivery API"
    del settings.WAGTAIL_SITE_NAME
    assert build_document()["info"]["title"] == "Delivery API"
