"""Fields that follow the clock or the request are right in each answer, and in none that is stored."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import PageViewRestriction

from api.delivery.unstored import unstored_members
from api.openapi.document import build_document
from api.represent.fields import UnstoredField
from api.snapshots.bypass import store_bypassed
from api.snapshots.models import SnapshotContent
from tests.plugin.models import OpenDayPage

BEGINS_AT = datetime(2030, 5, 1, 9, tzinfo=UTC)
BEFORE, AFTER = BEGINS_AT - timedelta(minutes=1), BEGINS_AT + timedelta(minutes=1)
UNSTORED = ("has_begun", "notice", "host_now", "greeting")
NAMES = ["id", "meta", "title", "begins_at", "has_begun", "host", "notice", "host_now", "greeting"]


@pytest.fixture
def make_day(home):
    def make(title="Open day", **fields):
        fields = {"slug": title.lower().replace(" ", "-"), "begins_at": BEGINS_AT, **fields}
        return home.add_child(instance=OpenDayPage(title=title, **fields))

    return make


@pytest.fixture
def day(make_day, make_event):
    return make_day(notice="<p>Bring <b>shoes</b></p>", host=make_event(title="Host"))


@pytest.fixture
def ask(client, day):
    """Asks for the day by one of ``WAYS``; the document of it, and the response."""

    def request(way, query="", method="get", **headers):
        path = way.format(pk=day.pk)
        joint = "&" if "?" in path else "?"
        response = getattr(client, method)(f"/api/v2/{path}{joint}{query}".rstrip("?&"), headers=headers)
        document = json.loads(response.content) if response.content else {}
        return (next(iter(document["items"]), {}) if "items" in document else document), response

    return request


DETAIL = ["pages/{pk}/", "pages/find/?html_path=/open-day/", "pages/find/?id={pk}", "pages/{pk}/?locale=en"]
LISTING = "pages/?type=plugin.OpenDayPage"
WAYS = [*DETAIL, LISTING]


@pytest.mark.parametrize("way", WAYS)
def test_such_a_field_follows_the_clock_and_the_request(ask, way):
    query = "fields=*"
    for _ in range(2):  # Made, and stored.
        with freeze_time(BEFORE):
            before, _ = ask(way, query, visitor="Ana")
        with freeze_time(AFTER):
            after, _ = ask(way, query, visitor="Ben")
        assert (before["has_begun"], after["has_begun"]) == (False, True)
        assert (before["greeting"], after["greeting"]) == ("Ana at Open day", "Ben at Open day")
        assert [each["meta"]["asked_at"][11:16] for each in (before, after)] == ["08:59", "09:01"]
        assert after["notice"] == "<p>Bring <b>shoes</b></p>"
        assert after["host_now"]["title"] == "Host"
        assert list(after) == NAMES


def test_it_stands_in_no_stored_answer(ask):
    assert ask("pages/{pk}/")[0]["greeting"] == "Nobody at Open day"
    stored = [json.loads(bytes(content.body)) for content in SnapshotContent.objects.all()]
    document = next(each for each in stored if each.get("title") == "Open day")
    assert "begins_at" in document
    assert not {*UNSTORED, "asked_at"} & {*document, *document["meta"]}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("fields", "names", "meta"),
    [
        ("_,has_begun", {"has_begun"}, set()),
        ("_,title,asked_at", {"title", "meta"}, {"asked_at"}),
        ("*,-has_begun,-greeting", {*NAMES} - {"has_begun", "greeting"}, None),
        ("_,title", {"title"}, set()),
        ("_,host_now(title)", {"host_now"}, set()),
    ],
)
@freeze_time(BEFORE)
def test_clients_choose_it_as_any_other_field(ask, way, fields, names, meta):
    for _ in range(2):
        document, _ = ask(way, f"fields={fields}")
        assert set(document) == names
        if meta is not None:
            assert set(document.get("meta", {})) == meta
        with store_bypassed():
            assert ask(way, f"fields={fields}")[0] == document


def test_listings_send_it_only_where_it_is_asked_for(ask):
    assert not {*UNSTORED, "asked_at"} & {*ask(LISTING)[0], *ask(LISTING)[0]["meta"]}


@pytest.mark.parametrize("way", WAYS)
def test_no_304_says_that_an_answer_is_what_it_was(ask, way):
    query = "fields=*,-greeting"
    with freeze_time(BEFORE):
        ask(way, query)
        _, first = ask(way, query)
        assert ask(way, query, if_none_match=first["ETag"])[1].status_code == 304
    assert "Last-Modified" not in first
    with freeze_time(AFTER):
        since = "Wed, 01 May 2030 08:59:59 GMT"
        assert ask(way, query, if_none_match=first["ETag"])[1].status_code == 200
        assert ask(way, query, if_modified_since=since)[1].status_code == 200


def test_who_has_only_what_is_stored_is_sent_the_rest(ask):
    _, stored = ask("pages/{pk}/", "fields=*,-has_begun,-notice,-host_now,-greeting,-asked_at")
    document, response = ask("pages/{pk}/", if_none_match=stored["ETag"])
    assert (response.status_code, document["has_begun"]) == (200, False)


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_it_stands_in_compressed_answers_too(client, day, coding):
    day.notice = "<p>" + "Plain words. " * 200 + "</p>"
    day.save()
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[coding]
    for _ in range(2):
        response = client.get(f"/api/v2/pages/{day.pk}/", headers={"accept-encoding": coding})
        assert response["Content-Encoding"] == coding
        assert json.loads(unpack(response.content))["greeting"] == "Nobody at Open day"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("*", "private, no-cache"),
        ("_,greeting", "private, no-cache"),
        ("_,asked_at,notice", "public, max-age=5, s-maxage=5"),
        ("_,notice,has_begun", "public, max-age=60, s-maxage=60"),
    ],
)
def test_caches_keep_it_no_longer_than_the_field_says(ask, settings, way, fields, expected):
    settings.CLINIC_CACHE_MAX_AGE, settings.CLINIC_CACHE_SHARED_MAX_AGE = 600, 86_400
    for _ in range(2):
        assert ask(way, f"fields={fields}")[1]["Cache-Control"] == expected
    assert "stale-if-error" in ask(way, "fields=_,title")[1]["Cache-Control"]


@pytest.mark.parametrize("way", WAYS)
def test_its_fault_stays_with_it(ask, day, way, monkeypatch, caplog):
    monkeypatch.setattr(OpenDayPage, "has_begun", property(lambda self: 1 / 0))
    for _ in range(2):
        document, _ = ask(way, "fields=*")
        assert (document["has_begun"], document["greeting"]) == (None, "Nobody at Open day")
    assert any("has_begun" in record.getMessage() for record in caplog.records)
    assert ask(way, "fields=_,title")[0] == {"title": "Open day"}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_hidden_stays_hidden_in_it(ask, day, way):
    ask(way, "fields=*")
    PageViewRestriction.objects.create(page=day.host, restriction_type=PageViewRestriction.LOGIN)
    assert ask(way, "fields=*")[0]["host_now"] is None


@pytest.mark.parametrize("way", WAYS)
def test_what_is_hidden_meanwhile_is_not_answered(ask, day, way, monkeypatch):
    ask(way, "fields=*")
    monkeypatch.setattr("api.delivery.unstored.public", lambda queryset: queryset.none())
    _, response = ask(way, "fields=*")
    assert response.status_code == 404 if way != LISTING else json.loads(response.content)["items"] == []


@pytest.mark.parametrize("way", [*DETAIL[:3], LISTING])
def test_no_cache_keeps_one_that_a_change_overtook(ask, make_event, settings, way, monkeypatch):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    query = "fields=_,title,has_begun"
    assert ask(way, query)[1]["Cache-Control"] == "public, max-age=0, s-maxage=60"
    place = "api.delivery.listings" if way == LISTING else "api.delivery.details"
    members = unstored_members

    def change_something_and_go_on(*args):
        make_event(title="Another one")
        return members(*args)

    monkeypatch.setattr(f"{place}.unstored_members", change_something_and_go_on)
    assert ask(way, query)[1]["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_its_rich_text_comes_in_the_form_that_is_asked_for(ask, client, day):
    for _ in range(2):
        assert ask("pages/{pk}/", "rich_text=markdown")[0]["notice"] == "Bring **shoes**"
        assert ask(LISTING, "fields=notice&rich_text=json")[0]["notice"][0]["_type"] == "block"
        text = client.get(f"/api/v2/pages/{day.pk}/", headers={"accept": "text/markdown"})
        assert (text.status_code, "**shoes**" in text.content.decode()) == (200, True)


def test_objects_inside_others_come_without_it(get, make_event, day):
    event = make_event(series=day)
    assert get(f"pages/{event.pk}/", fields="series(*)").status_code == 200
    refused = get("pages/", type="plugin.OpenDayPage", fields="host(asked_at)")
    assert refused.status_code == 400


def test_it_is_described():
    schemas = build_document()["components"]["schemas"]
    day = schemas["OpenDayPage"]["properties"]
    assert day["has_begun"] == {"type": "boolean", "description": "Worked out for each answer."}
    assert "Worked out for each answer." in schemas["OpenDayPageMeta"]["properties"]["asked_at"]["description"]
    assert {"has_begun", "greeting"} <= set(schemas["OpenDayPage"]["required"])


def test_a_listing_of_many_asks_no_more_often(client, make_day):
    def queries():
        with CaptureQueriesContext(connection) as found:
            client.get(f"/api/v2/{LISTING}&fields=has_begun,host_now,greeting")
        return len(found)

    make_day("One"), make_day("Two")
    queries()
    few = queries()
    for number in range(4):
        make_day(f"More {number}")
    queries()
    assert queries() == few


def test_a_page_without_such_a_field_is_one_query(get, make_event):
    event = make_event()
    for _ in range(2):
        get(f"pages/{event.pk}/")
    with CaptureQueriesContext(connection) as found:
        get(f"pages/{event.pk}/")
    assert len(found) == 1


def test_a_time_before_now_is_refused():
    with pytest.raises(ValueError, match="max_age of the field is_open"):
        UnstoredField("is_open", max_age=-1)
