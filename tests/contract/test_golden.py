"""Every page type, every block and every other object has a golden answer, and the API's description takes it and
nothing that is wrong in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from api.openapi.shapes import PREFIX
from tests.contract.content import make_content, make_up_the_rest
from tests.contract.golden_answers import FOLDER, FOLDERS, RENEWED, as_text, golden, names, renew, steady
from tests.contract.mutations import at, of_another_type, places, text_of, with_instead, without
from tests.contract.schemas import JSON, answer_validator, document, faults, validator
from tests.freshness.addresses import endpoint_models

ENDPOINTS = {model.__name__: name for name, model in endpoint_models().items()}
# Answers of addresses that are no endpoint of a model, by the names of their schemas: those that ask for something in
# particular. The rest is asked as it stands.
ASKED = {
    "index_read": "",
    "RedirectRepresentation": "pages/find/?html_path=/old/",
    "ClinicPageList": "clinics/?near=33.9,-117.3",
    "SearchAnswer": "search/?q=visit",
    "RoutesRepresentation": "routes/?type=clinic_pages.ArticlePage",
}
NULLABLE = FOLDER / "may_be_null.json"
# Members that need not be there, and objects whose members have any name.
OPTIONAL = {"distance", "detail_url", "parameter", "allowed"}
# A search finds objects of any model, and some have keys that are no numbers.
OF_ANY_TYPE = {("SearchAnswer", "items[].id")}


def page_types() -> list[str]:
    return [ref["$ref"].removeprefix(PREFIX) for ref in document()["components"]["schemas"]["AnyPage"]["anyOf"]]


def others() -> dict[str, str]:
    """By the names of their schemas, the paths of all documents about a site, and listings of pages by themselves."""
    found = dict(ASKED)
    for path, operations in document()["paths"].items():
        content = operations["get"]["responses"]["200"]["content"].get(JSON, {}).get("schema", {})
        name = content.get("$ref", "").removeprefix(PREFIX)
        if name and "{" not in path and not path.endswith("/find/"):
            found.setdefault(name, path.removeprefix("/api/v2/") + ("?limit=1" if name.endswith("List") else ""))
    return {name: path for name, path in found.items() if name.removesuffix("List") not in {*ENDPOINTS, "AnyPage"}}


def block_names() -> set[str]:
    """The schemas of all blocks of all streams."""
    streams = [schema for schema in document()["components"]["schemas"].values() if "discriminator" in schema]
    return {ref.removeprefix(PREFIX) for stream in streams for ref in stream["discriminator"]["mapping"].values()}


def streams_of(page_type: str) -> dict[str, dict[str, str]]:
    """For each stream of a page type, the names of the schemas of its blocks, by their types."""
    schemas = document()["components"]["schemas"]
    found = {}
    for field, schema in schemas[page_type]["properties"].items():
        block = schemas.get(schema.get("items", {}).get("$ref", "").removeprefix(PREFIX), {})
        if mapping := block.get("discriminator", {}).get("mapping"):
            found[field] = {name: ref.removeprefix(PREFIX) for name, ref in mapping.items()}
    return found


@pytest.fixture
def content(db: None, settings: Any) -> dict[str, Any]:
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    settings.WAGTAILAPI_BASE_URL = settings.CLINIC_BASE_URL = "https://cms.clinic.example"
    cache.clear()
    return make_content()


@pytest.fixture
def answer(client: Any) -> Callable[[str], Any]:
    def get(path: str) -> Any:
        response = client.get(f"/api/v2/{path}")
        assert response.status_code == 200, response.content
        return response.json()

    return get


def test_every_answer_is_what_it_was(content: dict[str, Any], answer: Callable[[str], Any]):
    """A change here is seen by every client: read it, then renew the files by ``make openapi``."""
    found: dict[tuple[str, str], Any] = {}
    for name, path in others().items():
        found["answers", name] = answer(path)
    pages = {name: answer(f"pages/{content[name].pk}/") for name in page_types() if name in content}
    # Afterwards, so that a new type changes no other answer.
    rest = make_up_the_rest(content)
    pages |= {name: answer(f"pages/{rest[name].pk}/") for name in page_types() if name in rest}
    found |= {("answers", name): page for name, page in pages.items()}
    for name, endpoint in ENDPOINTS.items():
        found["answers", name] = answer(f"{endpoint}/{(content | rest)[name].pk}/")
        found["answers", f"{name}List"] = answer(f"{endpoint}/?limit=1")
    for name, page in [("StandardPage", answer(f"pages/{content['body'].pk}/")), *pages.items()]:
        for field, schemas in streams_of(name).items():
            for block in page[field]:
                found.setdefault(("blocks", schemas[block["type"]]), block)
    found = {key: steady(value) for key, value in found.items()}
    hours = answer(f"clinics/{content['ClinicPage'].pk}/hours/?from=2026-05-03&days=2")
    found["answers", "ClinicHoursRepresentation"] = steady(hours, moments=False)
    for (kind, name), value in found.items():
        if RENEWED:
            renew(kind, name, value)
        assert golden(kind, name) == value, f"{kind}/{name}"
    for kind in FOLDERS:
        assert names(kind) == {name for of_kind, name in found if of_kind == kind}


def test_there_is_one_for_every_page_type_and_block():
    assert names("answers") >= set(page_types())
    assert names("blocks") == block_names()


def test_every_answer_has_an_example_in_the_description():
    contents = {
        path: operations["get"]["responses"]["200"]["content"].get(JSON)
        for path, operations in document()["paths"].items()
    }
    assert [path for path, content in contents.items() if content and not content.get("examples")] == []
    assert set(contents["/api/v2/pages/find/"]["examples"]) == {*page_types(), "RedirectRepresentation"}
    assert document()["components"]["examples"]["Topic"]["value"] == golden("answers", "Topic")


def cases() -> list[tuple[str, str]]:
    described = document()["components"]["schemas"].keys()
    return [(kind, name) for kind in FOLDERS for name in sorted(names(kind) & described)]


@pytest.fixture(params=cases(), ids="/".join)
def case(request: pytest.FixtureRequest) -> tuple[str, Any]:
    """The name of a golden answer, which is that of its schema; and the answer."""
    kind, name = request.param
    return name, golden(kind, name)


def test_it_fits_its_description(case: tuple[str, Any]):
    name, value = case
    assert faults(validator(name), value) == []


def test_a_member_that_is_missing_is_a_fault(case: tuple[str, Any]):
    name, value = case
    accepted = [
        text_of(place)
        for place in places(value)
        if place and isinstance(place[-1], str) and not _is_free(value, place)
        if validator(name).is_valid(without(value, place))
    ]
    assert accepted == []


def test_a_value_of_another_type_is_a_fault(case: tuple[str, Any]):
    name, value = case
    accepted = [
        text_of(place)
        for place in places(value)
        if at(value, place) is not None and not _is_of_a_vocabulary(place)
        if validator(name).is_valid(with_instead(value, place, of_another_type(at(value, place))))
        if (name, text_of(place)) not in OF_ANY_TYPE
    ]
    assert accepted == []


def test_a_member_that_nobody_knows_is_a_fault(case: tuple[str, Any]):
    name, value = case
    accepted = [
        text_of(place)
        for place in places(value)
        if isinstance(at(value, place), dict) and not _has_free_names(place)
        if not _is_of_a_vocabulary((*place, "surprise"))
        if validator(name).is_valid(with_instead(value, (*place, "surprise"), 1))
    ]
    assert accepted == []


def test_another_type_name_is_a_fault(case: tuple[str, Any]):
    """``type`` tells page types and blocks apart: no other than the declared ones are taken."""
    name, value = case
    top = [place for place in (("type",), ("meta", "type")) if _has(value, place)]
    assert [place for place in top if validator(name).is_valid(with_instead(value, place, "no.Such"))] == []


def test_what_may_be_null_is_written_down(what_may_be_null: dict[str, list[str]]):
    if RENEWED:
        NULLABLE.write_text(as_text(what_may_be_null), encoding="utf-8")
    assert as_text(what_may_be_null) == NULLABLE.read_text(encoding="utf-8")


@pytest.fixture
def what_may_be_null() -> dict[str, list[str]]:
    """By the name of the schema, the places where null is taken."""
    found = {}
    for kind, name in cases():
        value = golden(kind, name)
        accepted = [place for place in places(value) if validator(name).is_valid(with_instead(value, place, None))]
        found[name] = sorted({text_of(place) for place in accepted})
    return {name: accepted for name, accepted in sorted(found.items()) if accepted}


def _is_free(value: Any, place: tuple) -> bool:
    return place[-1] in OPTIONAL or _has_free_names(place[:-1]) or _is_of_a_vocabulary(place)


def _is_of_a_vocabulary(place: tuple) -> bool:
    """Members of JSON-LD nodes are those of schema.org; two validators of that check them (tests/structured_data)."""
    below = place[place.index("@graph") + 2 :] if "@graph" in place else ()
    return bool(below) and below not in (("@type",), ("@id",))


def _has_free_names(place: tuple) -> bool:
    return bool(place) and place[-1] in ("presets", "menus")


def _has(value: Any, place: tuple) -> bool:
    try:
        at(value, place)
    except (KeyError, TypeError):
        return False
    return True


def test_an_answer_of_another_page_type_is_a_fault():
    for name in page_types():
        others = [other for other in page_types() if other != name]
        value = golden("answers", name)
        assert answer_validator("/api/v2/pages/{id}/").is_valid(value)
        assert [other for other in others if validator(other).is_valid(value)] == []
