import pytest
from django.test import Client, RequestFactory
from wagtail.models import Site

from api import problems

CASES = [
    # path, query, status, message, parameter
    ("pages/", {"colour": "red"}, 400, "query parameter is not an operation or a recognised field: colour", "colour"),
    (
        "pages/1/",
        {"feilds": "title"},
        400,
        "query parameter is not an operation or a recognised field: feilds",
        "feilds",
    ),
    ("pages/", {"type": "plugin.Nothing"}, 400, "type doesn't exist", "type"),
    ("pages/", {"type": "wagtailimages.Image"}, 400, "type doesn't exist", "type"),
    ("pages/", {"fields": "*,title"}, 400, "fields error: additional fields with '*' doesn't make sense", "fields"),
    ("pages/", {"fields": "secret"}, 400, "unknown fields: secret", "fields"),
    ("pages/", {"fields": "title(id)"}, 400, "'title' does not support nested fields", "fields"),
    ("pages/", {"fields": "a(" * 50}, 400, "fields error: fields are nested more than 8 levels deep", "fields"),
    ("pages/", {"limit": "101"}, 400, "limit cannot be higher than 100", "limit"),
    ("pages/", {"limit": "-1"}, 400, "limit must be a positive integer", "limit"),
    ("pages/", {"limit": "x"}, 400, "limit must be a positive integer", "limit"),
    ("pages/", {"offset": "-1"}, 400, "offset must be a positive integer", "offset"),
    ("pages/", {"offset": "9" * 30}, 400, "offset must be a positive integer", "offset"),
    ("pages/", {"child_of": "x"}, 400, "child_of must be a positive integer", "child_of"),
    ("pages/", {"child_of": "9" * 30}, 400, "child_of must be a positive integer", "child_of"),
    ("pages/", {"child_of": "99999"}, 400, "parent page doesn't exist", "child_of"),
    ("pages/", {"ancestor_of": "99999"}, 400, "descendant page doesn't exist", "ancestor_of"),
    ("pages/", {"ancestor_of": "root"}, 400, "ancestor_of must be a positive integer", "ancestor_of"),
    ("pages/", {"descendant_of": "99999"}, 400, "ancestor page doesn't exist", "descendant_of"),
    (
        "pages/",
        {"descendant_of": "root", "child_of": "root"},
        400,
        "filtering by descendant_of with child_of is not supported",
        "descendant_of",
    ),
    ("pages/", {"translation_of": "99999"}, 400, "translation_of page doesn't exist", "translation_of"),
    ("pages/", {"order": "colour"}, 400, "cannot order by 'colour' (unknown field)", "order"),
    ("pages/", {"order": "random,title"}, 400, "random ordering cannot be combined with other fields", "order"),
    ("pages/", {"order": "random", "offset": "1"}, 400, "random ordering with offset is not supported", "offset"),
    ("pages/", {"slug": "a\x00b"}, 400, "field filter error. null characters are not allowed for slug", "slug"),
    (
        "pages/",
        {"id": "abc"},
        400,
        "field filter error. 'abc' is not a valid value for id (invalid literal for int() with base 10: 'abc')",
        "id",
    ),
    (
        "pages/",
        {"show_in_menus": "abc"},
        400,
        "field filter error. 'abc' is not a valid value for show_in_menus (expected 'true' or 'false', got 'abc')",
        "show_in_menus",
    ),
    (
        "pages/",
        {"rich_text_format": "bbcode"},
        400,
        "rich_text_format must be one of 'db_html', 'db_markdown', 'html', 'markdown', got 'bbcode'",
        "rich_text_format",
    ),
    (
        "pages/",
        {"rich_text_format": "json"},
        400,
        "rich_text_format must be one of 'db_html', 'db_markdown', 'html', 'markdown', got 'json'",
        "rich_text_format",
    ),
    (
        "pages/1/",
        {"rich_text": "bbcode"},
        400,
        "rich_text must be one of 'html', 'json', 'markdown', got 'bbcode'",
        "rich_text",
    ),
    (
        "images/",
        {"rich_text": "json", "rich_text_format": "html"},
        400,
        "rich_text and rich_text_format ask for different formats",
        "rich_text_format",
    ),
    ("site/", {"rich_text": "x"}, 400, "rich_text must be one of 'html', 'json', 'markdown', got 'x'", "rich_text"),
    (
        "pages/",
        {"search": "x", "search_operator": "xor"},
        400,
        "search_operator must be 'and' or 'or', got 'xor'",
        "search_operator",
    ),
    (
        "pages/",
        {"type": "plugin.EventPage", "search": "x", "is_free": "true"},
        400,
        "cannot filter by 'is_free' while searching (field is not indexed)",
        "is_free",
    ),
    (
        "pages/",
        {"type": "plugin.EventPage", "search": "x", "order": "is_free"},
        400,
        "cannot order by 'is_free' while searching (field is not indexed)",
        "order",
    ),
    (
        "pages/",
        {"type": "plugin.EventPage", "search": "x", "tags": "a"},
        400,
        "filtering by tag with a search query is not supported",
        "tags",
    ),
    ("pages/99999/", {}, 404, "No Page matches the given query.", None),
    ("pages/99999999999999999999999/", {}, 404, "No Page matches the given query.", None),
    ("pages/find/", {"html_path": "/nowhere/"}, 404, "not found", None),
    ("images/99999/", {}, 404, "No ClinicImage matches the given query.", None),
    ("nothing/here/", {}, 404, "there is nothing at /api/v2/nothing/here/", None),
]


@pytest.mark.parametrize(("path", "query", "status", "message", "parameter"), CASES)
def test_a_wrong_request_is_told_what_is_wrong_and_where(get, site, path, query, status, message, parameter):
    response = get(path, **query)
    problem = response.json()
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert problem["message"] == message
    assert problem["status"] == status
    assert problem["type"].startswith("urn:clinic-api:problem:")
    assert problem["title"]
    assert problem.get("parameter") == parameter


def test_an_address_that_the_api_does_not_have_is_told_from_a_page_that_is_not_there(get, site):
    assert get("nothing/here/").json()["type"] == "urn:clinic-api:problem:unknown-address"
    assert get("pages/99999/").json()["type"] == "urn:clinic-api:problem:not-found"
    assert get("pages/find/", html_path="/nowhere/").json()["type"] == "urn:clinic-api:problem:not-found"
    Site.objects.all().delete()
    problem = get("pages/find/", html_path="/").json()
    assert (problem["status"], problem["parameter"]) == (404, "site")


@pytest.mark.parametrize(
    "query",
    [
        {"starts_on": "tomorrow"},
        {"seats": "9" * 30},
        {"series": "x"},
        {"speakers": "x"},
        {"venues": "9" * 30},
        {"body": "{"},
    ],
)
def test_no_filter_value_breaks_the_server(get, site, query):
    response = get("pages/", type="plugin.EventPage", **query)
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        assert response.json()["parameter"] == next(iter(query))


@pytest.mark.parametrize("path", ["pages/", "pages/1/", "pages/find/", "routes/", "search/", "schema/", "site/"])
def test_more_parameters_than_anybody_needs_are_an_error_of_the_client_without_a_traceback(client, site, path, caplog):
    answer = client.get(f"/api/v2/{path}?{'&' * 10_000}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["message"] == "the request has too many parameters"
    assert not [record for record in caplog.records if record.exc_info]


def test_the_detail_names_what_is_allowed(get, site):
    problem = get("pages/", fields="secret").json()
    assert "title" in problem["allowed"]
    assert problem["detail"].startswith("Unknown fields: secret. Allowed: ")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, site, method):
    response = getattr(client, method)("/api/v2/pages/")
    assert response.status_code == 405
    assert response.json()["message"] == f'Method "{method.upper()}" not allowed.'
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_client_that_accepts_no_json_is_told_so(client, site):
    response = client.get("/api/v2/pages/", headers={"accept": "image/png"})
    assert response.status_code == 406
    assert response["Content-Type"] == "application/problem+json"


def test_an_unexpected_error_is_a_problem_that_tells_nothing_inside(site, monkeypatch):
    def fail(*args):
        raise RuntimeError("the password is 123")

    monkeypatch.setattr("api.endpoints.pages.PagesViewSet.get_base_queryset", fail)
    response = Client(raise_request_exception=False).get("/api/v2/pages/")
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    assert "password" not in response.content.decode()


def test_errors_outside_of_views_are_problems_below_the_api_and_pages_elsewhere():
    factory = RequestFactory()
    assert problems.page_not_found(factory.get("/api/v2/x"), Exception())["Content-Type"] == problems.CONTENT_TYPE
    assert problems.bad_request(factory.get("/api/v2/x"), Exception())["Content-Type"] == problems.CONTENT_TYPE
    assert problems.bad_request(factory.get("/elsewhere/"), Exception())["Content-Type"].startswith("text/html")
    assert problems.server_error(factory.get("/api/v2/x"))["Content-Type"] == problems.CONTENT_TYPE
    assert problems.server_error(factory.get("/elsewhere/"))["Content-Type"].startswith("text/html")


def test_what_a_page_takes_is_named_in_full(get, home):
    allowed = get(f"pages/{home.pk}/", colour="red").json()["allowed"]
    assert {"fields", "rich_text", "locale", "fallback", "site"} <= set(allowed)
