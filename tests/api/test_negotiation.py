"""What is sent to whom, by ``Accept`` (RFC 9110, section 12.5.1)."""

import pytest

CHROMIUM = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        (CHROMIUM, "application/json"),
        ("application/json", "application/json"),
        ("application/*", "application/json"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("TEXT/Markdown; charset=utf-8", "text/markdown; charset=utf-8"),
        ("text/*", "text/markdown; charset=utf-8"),
        ("text/markdown, text/html, */*", "text/markdown; charset=utf-8"),
        ("text/markdown;q=0.5, application/json", "application/json"),
        ("text/markdown, application/json;q=0.9", "text/markdown; charset=utf-8"),
        ("text/markdown, application/json", "text/markdown; charset=utf-8"),
        ("application/json, text/markdown", "application/json"),
        ("text/markdown;q=0, */*", "application/json"),
        ("*/*;q=0.1, text/markdown;q=0.2", "text/markdown; charset=utf-8"),
        ("text/markdown;q=x", "text/markdown; charset=utf-8"),
        ("application/json;version=2", "application/json"),
    ],
)
@pytest.mark.parametrize("path", ["pages/{pk}/", "pages/find/?html_path=/one/"])
def test_a_page_comes_as_the_client_likes_it_best(client, make_event, path, accept, expected):
    event = make_event(slug="one")
    headers = {} if accept is None else {"Accept": accept}
    for _ in range(2):
        answer = client.get(f"/api/v2/{path.format(pk=event.pk)}", headers=headers)
        assert (answer.status_code, answer["Content-Type"]) == (200, expected)
        assert "Accept" in answer["Vary"]


@pytest.mark.parametrize("accept", ["text/html", "image/png, text/plain", "application/json;q=0", "nonsense"])
def test_who_takes_nothing_that_there_is_gets_a_problem(client, make_event, accept):
    answer = client.get(f"/api/v2/pages/{make_event().pk}/", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")


@pytest.mark.parametrize("path", ["pages/", "images/", "site/", ""])
def test_only_pages_come_as_markdown(client, site, path):
    assert client.get(f"/api/v2/{path}", headers={"Accept": "text/markdown"}).status_code == 406


def test_errors_are_problems_for_those_who_want_markdown(client, site):
    answer = client.get("/api/v2/pages/99999/", headers={"Accept": "text/markdown"})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_a_page_is_had_as_markdown_by_a_parameter(client, make_event):
    event = make_event()
    wanted = client.get(f"/api/v2/pages/{event.pk}/", headers={"Accept": "text/markdown"})
    assert client.get(f"/api/v2/pages/{event.pk}/?format=markdown").content == wanted.content
    assert client.get(f"/api/v2/pages/{event.pk}/?%66ormat=markdown").content == wanted.content
