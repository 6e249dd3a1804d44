"""What one request may cost: strange ones are refused at once, and what is remembered of them stays small."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from api.delivery.answers import preferred_coding
from api.parameters import MAX_QUERY_LENGTH
from api.snapshots.memory import Memory
from api.snapshots.store import IDENTITY
from tests.media.factories import ImageFactory


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("pages/", {"_": "x" * MAX_QUERY_LENGTH}, "_"),
        ("site/", {"_": "x" * MAX_QUERY_LENGTH}, "_"),
        ("pages/find/", {"html_path": "/x" * MAX_QUERY_LENGTH}, "html_path"),
        ("pages/", {"fields": ",".join(["title"] * 500)}, "fields"),
        ("images/", {"tags": ",".join(map(str, range(11)))}, "tags"),
        ("pages/", {"search": "word " * 33}, "search"),
        ("pages/", {"search": "word", "order": "random"}, "order"),
        ("pages/", {"search": "word", "order": "locale"}, "order"),
        ("pages/", {"site": "x:" + "8" * 5000}, "site"),
        ("pages/", {"first_published_at": "0001-01-01T00:00:00+14:00"}, "first_published_at"),
        ("pages/", {"first_published_at": "9999-12-31T23:59:59-14:00"}, "first_published_at"),
        ("routes/", {"cursor": "999999999999999.pages.0"}, "cursor"),
        ("routes/", {"changed_since": "9999-12-31T23:59:59-14:00"}, "changed_since"),
        ("routes/", {"changed_since": "2999-01-01T00:00:00Z"}, "changed_since"),
    ],
)
def test_what_would_cost_too_much_or_fail_is_refused(get, home, path, query, parameter):
    response = get(path, **query)
    assert response.status_code == 400, response.content
    assert response.json()["parameter"] == parameter


def test_the_largest_values_that_are_taken_are_answered(get, home):
    for query in (
        {"search": "word " * 32, "search_operator": "or"},
        {"search": "word " * 32},
        {"_": "x" * (MAX_QUERY_LENGTH - 1)},
        {"order": ",".join(["title"] * 1000)},
    ):
        assert get("pages/", **query).status_code == 200, query
    assert get("images/", tags=",".join(map(str, range(10)))).status_code == 200


def test_a_tag_that_is_named_twice_is_asked_for_once(get, home):
    with CaptureQueriesContext(connection) as once:
        get("images/", tags="a")
    with CaptureQueriesContext(connection) as often:
        assert get("images/", tags=",".join(["a"] * 50)).status_code == 200
    assert max(query["sql"].count("JOIN") for query in often) == max(query["sql"].count("JOIN") for query in once)


def test_a_field_that_is_named_again_orders_nothing_more(get, make_event):
    for title in ("B", "A", "A"):
        make_event(title=title)
    ids = [item["id"] for item in get("pages/", type="plugin.EventPage", order="title,-id,-title").json()["items"]]
    titles = {item["id"]: item["title"] for item in get("pages/", type="plugin.EventPage").json()["items"]}
    assert ids == sorted(ids, key=lambda pk: (titles[pk], -pk))


def test_the_port_of_a_host_is_read_as_it_is_written(get, site):
    assert get("pages/", site=f"{site.hostname}:{site.port}").status_code == 200


def test_no_filter_tells_what_visitors_may_not_see(get, make_event, private_collection):
    hidden, shown = ImageFactory(collection=private_collection), ImageFactory()
    series = make_event()
    event = make_event(picture=hidden, series=series)
    assert get("pages/", type="plugin.EventPage", picture=hidden.pk).json()["items"] == []
    assert [item["id"] for item in get("pages/", type="plugin.EventPage", series=series.pk).json()["items"]] == [
        event.pk
    ]
    PageViewRestriction.objects.create(page=series, restriction_type="login")
    assert get("pages/", type="plugin.EventPage", series=series.pk).json()["items"] == []
    event.picture = shown
    event.save()
    assert [item["id"] for item in get("pages/", type="plugin.EventPage", picture=shown.pk).json()["items"]] == [
        event.pk
    ]


def test_what_keys_take_counts_in_the_memory_too():
    memory = Memory(10_000)
    for number in range(10):
        memory.put(("listing", ("x" * 4_000, number)), b"", 100)
    kept = [number for number in range(10) if memory.get(("listing", ("x" * 4_000, number))) is not None]
    assert kept == [8, 9]


def test_headers_are_looked_at_up_to_a_length(client, home):
    assert preferred_coding("br" + "," * 2_000) == "br"
    assert preferred_coding("," * 2_000 + "br") == IDENTITY
    tag, others = client.get("/api/v2/pages/").headers["ETag"], ['"other"'] * 200
    for known, status in (([tag, *others], 304), ([*others, tag], 200)):
        assert client.get("/api/v2/pages/", headers={"if-none-match": ", ".join(known)}).status_code == status
    json, others = "application/json", ["image/png"] * 200
    for accepted, status in (([json, *others], 200), ([*others, json], 406)):
        assert client.get("/api/v2/pages/", headers={"accept": ", ".join(accepted)}).status_code == status


@pytest.mark.parametrize("path", ["docs/", "nothing/", "pages/nothing/here/", "pages/", "site/"])
def test_other_methods_are_answered_without_a_form_s_token(site, path):
    response = Client(enforce_csrf_checks=True).post(f"/api/v2/{path}")
    assert response.status_code in (404, 405)
    assert path == "docs/" or response.headers["Content-Type"] == "application/problem+json"
