"""Every answer of the running demo site fits the API's description, and so does every error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.contract.schemas import JSON, PROBLEM, answer_validator, document, faults, problem_validator

TIMEOUT_S = 30
MODEL_ENDPOINTS = [
    path for path, methods in document()["paths"].items() if methods["get"]["operationId"].endswith("_list")
]


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def check(session: requests.Session, demo: str, template: str, url: str) -> Any:
    """The answer at ``url``, which fits what is said of ``template``."""
    response = session.get(url, timeout=TIMEOUT_S)
    assert response.status_code == 200, (url, response.text)
    assert response.headers["Content-Type"] == JSON
    body = response.json()
    assert faults(answer_validator(template), body) == [], url
    declared = document()["paths"][template]["get"]["responses"]["200"]["headers"]
    assert {"ETag", "Cache-Control", "Vary"} <= response.headers.keys() & declared.keys()
    assert not {"Surrogate-Key", "Cache-Tag"} & response.headers.keys(), "no cache asks for them"
    assert ("Content-Location" in declared) == ("Content-Location" in response.headers), url
    return body


@pytest.mark.parametrize("path", MODEL_ENDPOINTS)
def test_every_object_fits(demo: str, session: requests.Session, path: str):
    """In listings by offset and by cursor, by id, and found."""
    seen, cursor = 0, ""
    while cursor is not None:
        listing = check(session, demo, path, f"{demo}{path}?limit=50&cursor={cursor}")
        for item in listing["items"]:
            by_id = check(session, demo, f"{path}{{id}}/", f"{demo}{path}{item['id']}/")
            assert check(session, demo, f"{path}find/", f"{demo}{path}find/?id={item['id']}") == by_id
            seen += 1
        cursor = listing["meta"]["next_cursor"]
    counted = check(session, demo, path, f"{demo}{path}?limit=100")
    assert counted["meta"]["total_count"] == seen


def test_every_page_fits_at_its_path(demo: str, session: requests.Session):
    pages = check(session, demo, "/api/v2/pages/", f"{demo}/api/v2/pages/?limit=100")["items"]
    assert len(pages) > 20
    for page in pages:
        check(session, demo, "/api/v2/pages/find/", f"{demo}/api/v2/pages/find/?html_path={page['meta']['html_path']}")


def test_the_first_start_leaves_a_site_that_can_be_searched(demo: str, session: requests.Session):
    """The process that makes the tables has looked for those of the index before."""
    assert check(session, demo, "/api/v2/pages/", f"{demo}/api/v2/pages/?search=sleep")["items"]
    assert check(session, demo, "/api/v2/search/", f"{demo}/api/v2/search/?q=sleep")["items"]


def test_clinics_near_a_place_fit(demo: str, session: requests.Session):
    listing = check(session, demo, "/api/v2/clinics/", f"{demo}/api/v2/clinics/?near=33.95,-117.40")
    assert [clinic["distance"] for clinic in listing["items"]] == sorted(c["distance"] for c in listing["items"])


def test_what_is_one_for_the_whole_site_fits(demo: str, session: requests.Session):
    for path, methods in document()["paths"].items():
        operation = methods["get"]
        needed = [each for each in operation.get("parameters", ()) if each.get("required")]
        if operation["operationId"].endswith("_read") and not needed:
            response = session.get(demo + path, timeout=TIMEOUT_S)
            if response.headers["Content-Type"] == JSON:
                assert faults(answer_validator(path), response.json()) == [], path


ERRORS = {
    "pages/?colour=red": 400,
    "pages/?limit=1000": 400,
    "pages/?limit=many": 400,
    "pages/?type=no.Such": 400,
    "pages/?fields=colour": 400,
    "pages/?fields=((": 400,
    "pages/?order=colour": 400,
    "pages/?child_of=999999": 400,
    "pages/?cursor=x": 400,
    "clinics/?near=nowhere": 400,
    "clinics/?service=magic": 400,
    "faqs/?topic=magic": 400,
    "site/?colour=red": 400,
    "pages/999999/": 404,
    "pages/find/?html_path=/no/such/": 404,
    "pages/?locale=xx": 404,
    "pages/?site=nowhere.example": 404,
    "nothing/": 404,
}


@pytest.mark.parametrize("path", ERRORS)
def test_errors_are_problem_documents(demo: str, session: requests.Session, path: str):
    response = session.get(f"{demo}/api/v2/{path}", timeout=TIMEOUT_S)
    assert (response.status_code, response.headers["Content-Type"]) == (ERRORS[path], PROBLEM)
    assert faults(problem_validator(), response.json()) == []
    assert response.json()["status"] == response.status_code


def test_other_methods_and_formats_are_refused_with_problem_documents(demo: str, session: requests.Session):
    post = session.post(f"{demo}/api/v2/pages/", json={}, timeout=TIMEOUT_S)
    assert (post.status_code, post.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    image = session.get(f"{demo}/api/v2/pages/", headers={"Accept": "image/png"}, timeout=TIMEOUT_S)
    assert image.status_code == 406
    for response in (post, image):
        assert faults(problem_validator(), response.json()) == []


def test_examples_of_problems_fit():
    for name, response in document()["components"]["responses"].items():
        for content in response.get("content", {}).values():
            for example in content["examples"].values():
                assert faults(problem_validator(), example["value"]) == [], name
