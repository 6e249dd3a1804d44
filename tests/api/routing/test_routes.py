import json
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time
from wagtail.models import Locale, PageViewRestriction

from api.routing import journal
from api.routing.models import RouteBatch, RouteChange
from api.snapshots import clock, memory
from tests.plugin.models import EventPage, OpenDayPage


@pytest.fixture
def routes(get):
    """``routes()`` is what ``routes/`` says: ``[(html_path, change), …]``, or without change."""

    def ask(**query):
        answer = get("routes/", **query)
        assert answer.status_code == 200, answer.json()
        items = answer.json()["items"]
        assert all(item["html_url"].endswith(item["html_path"]) for item in items)
        return sorted((item["html_path"], item["change"]) if "change" in item else item["html_path"] for item in items)

    return ask


@pytest.fixture
def since(get):
    """``since(routes)`` reads all pages, as a client does that is up to date, and returns the moment of that."""

    def read():
        for item in get("routes/").json()["items"]:
            get(f"pages/{item['id']}/")
        journal.date()
        with later(10):
            return get("routes/").json()["meta"]["as_of"]

    return read


@pytest.fixture(autouse=True)
def _one_clock(monkeypatch):
    """Time is held still here; PostgreSQL's clock would go on."""
    monkeypatch.setattr(journal, "now_ms", clock.now_ms)


def later(minutes):
    return freeze_time(datetime.now(tz=UTC) + timedelta(minutes=minutes), tick=True)


@pytest.fixture
def _without_time_zones(settings):
    """As other projects keep moments, ahead of UTC."""
    settings.USE_TZ, settings.TIME_ZONE = False, "Asia/Tokyo"


@pytest.mark.usefixtures("_without_time_zones")
def test_changes_are_told_where_the_project_keeps_moments_without_a_time_zone(get, routes, home, section, make_event):
    expiring = make_event(slug="soon-over", expire_at=datetime.now() + timedelta(minutes=5))
    section.save_revision().publish()
    as_of = get("routes/").json()["meta"]["as_of"]
    with freeze_time(datetime.now(tz=UTC) + timedelta(minutes=10), tick=True, tz_offset=9):
        assert ("/soon-over/", "removed") in routes(changed_since=as_of)
    future = (datetime.now(tz=UTC) + timedelta(hours=1)).isoformat()
    past = (datetime.now(tz=UTC) - timedelta(days=400)).isoformat()
    for moment in (future, past):
        assert get("routes/", changed_since=moment).json()["parameter"] == "changed_since"
    published = next(item for item in get("routes/").json()["items"] if item["html_path"] == "/section/")
    told = datetime.fromisoformat(published["last_published_at"])
    assert abs(datetime.now(tz=UTC) - told) < timedelta(minutes=1)
    # A filter names the moment with its time zone.
    begins_at = datetime.now().replace(microsecond=0)
    day = home.add_child(instance=OpenDayPage(title="Open", slug="open", begins_at=begins_at))
    found = get("pages/", type="plugin.OpenDayPage", begins_at=begins_at.astimezone(UTC).isoformat()).json()
    assert [item["id"] for item in found["items"]] == [day.pk]
    assert get(f"pages/{expiring.pk}/").status_code == 200


def test_all_public_paths_of_the_site_are_listed(get, routes, home, section, event, other_site, make_event, in_spanish):
    make_event(slug="draft", live=False)
    PageViewRestriction.objects.create(page=make_event(slug="private"), restriction_type="login")
    make_event(parent=other_site.root_page, slug="there")
    in_spanish(section, slug="seccion")
    assert routes() == ["/", "/es/", "/es/seccion/", "/section/", "/section/open-day/"]
    assert routes(locale="es") == ["/es/", "/es/seccion/"]
    assert routes(type="plugin.EventPage") == ["/es/seccion/", "/section/", "/section/open-day/"]
    assert routes(site="other.example") == ["/", "/there/"]
    found = {item["id"]: item for item in get("routes/").json()["items"]}
    assert found[event.pk] == {
        "id": event.pk,
        "type": "plugin.EventPage",
        "locale": "en",
        "html_path": "/section/open-day/",
        "html_url": "http://www.clinic.example/section/open-day/",
        "last_published_at": None,
    }


def test_the_last_part_is_never_empty(get, make_event):
    for _ in range(5):
        make_event()
    first = get("routes/", limit=3).json()
    last = get("routes/", limit=3, cursor=first["meta"]["next_cursor"]).json()
    assert [len(part["items"]) for part in (first, last)] == [3, 3]
    assert last["meta"]["next_cursor"] is None


@pytest.mark.parametrize("query", [{}, {"changed_since": "2026-11-01T00:00:00Z"}])
@freeze_time("2026-11-10T12:00:00Z", auto_tick_seconds=1)
def test_parts_follow_one_another_and_share_one_moment(get, make_event, query):
    for _ in range(7):
        make_event().unpublish()
        make_event()
    whole = get("routes/", **query).json()
    items, cursor, moments = [], "", set()
    while cursor is not None:
        part = get("routes/", limit=3, **query, **({"cursor": cursor} if cursor else {})).json()
        assert len(part["items"]) <= 3
        items, cursor = items + part["items"], part["meta"]["next_cursor"]
        moments.add(part["meta"]["as_of"])
    following = whole["meta"]["next_cursor"]
    rest = get("routes/", cursor=following, **query).json() if following else {}
    assert items == whole["items"] + rest.get("items", [])
    assert len(moments) == 1


@pytest.mark.parametrize(
    "asked", [{"headers": {"Accept": "application/x-ndjson"}}, {"query_params": {"format": "ndjson"}}]
)
def test_a_stream_says_when_it_began_and_when_it_is_whole(client, event, section, asked):
    answer = client.get("/api/v2/routes/", **asked)
    assert answer.streaming
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in b"".join(answer).decode().splitlines()]
    assert list(lines[0]["meta"]) == ["as_of"]
    assert [line["html_path"] for line in lines[1:-1]] == ["/", "/section/", "/section/open-day/"]
    assert lines[-1] == {"meta": {"count": 3}}


def test_a_stream_of_changes_holds_what_parts_hold(client, get, section, event):
    event.unpublish()
    query = {"changed_since": "2026-11-01T00:00:00Z"}
    with freeze_time("2026-11-10T12:00:00Z"):
        answer = client.get("/api/v2/routes/", query, headers={"Accept": "application/x-ndjson"})
        lines = [json.loads(line) for line in b"".join(answer).decode().splitlines()]
        first = get("routes/", **query).json()
        second = get("routes/", cursor=first["meta"]["next_cursor"], **query).json()
    assert lines[1:-1] == first["items"] + second["items"]


def everything(get, **query):
    """All items of an answer in parts, as ``[(html_path, change, moved_to), …]``."""
    items, cursor = [], None
    while True:
        answer = get("routes/", **query, **({"cursor": cursor} if cursor else {})).json()
        items, cursor = items + answer["items"], answer["meta"]["next_cursor"]
        if cursor is None:
            return sorted((item["html_path"], item["change"], item.get("moved_to")) for item in items)


@pytest.mark.parametrize(("seconds", "is_told"), [(3, True), (7, False)])
def test_what_was_made_by_a_clock_a_little_behind_is_told_again(get, event, seconds, is_told):
    with freeze_time("2026-11-10T12:00:00Z", auto_tick_seconds=0):
        for item in get("routes/").json()["items"]:
            get(f"pages/{item['id']}/")
        journal.date()
    with freeze_time(datetime(2026, 11, 10, 12, tzinfo=UTC) + timedelta(minutes=5)):
        RouteBatch.objects.update(at=0)
        since = datetime(2026, 11, 10, 12, 0, seconds, tzinfo=UTC).isoformat()
        told = everything(get, changed_since=since)
        assert (("/section/open-day/", "changed", None) in told) is is_told


class TestChanges:
    def test_nothing_is_told_where_nothing_has_changed(self, get, since, event):
        moment = since()
        moment = since()
        with later(10):
            assert everything(get, changed_since=moment) == []

    def test_what_is_published_changed_moved_and_removed_is_told(self, get, since, make_event, section, event):
        gone, edited = make_event(slug="gone"), make_event(slug="edited")
        moment = since()
        with later(20):
            gone.unpublish()
            edited.title = "Edited"
            edited.save()
            make_event(slug="new")
            section.slug = "news"
            section.save()
            journal.date()
            told = everything(get, changed_since=moment)
        assert set(told) >= {
            ("/edited/", "changed", None),
            ("/gone/", "removed", None),
            ("/new/", "published", None),
            ("/news/", "published", None),
            ("/news/open-day/", "published", None),
            ("/section/", "moved", "/news/"),
            ("/section/open-day/", "moved", "/news/open-day/"),
        }

    def test_what_a_page_shows_of_others_counts(self, get, since, make_event, event):
        other = make_event(slug="other", series=event)
        moment = since()
        with later(20):
            event.title = "Another title"
            event.save()
            assert ("/other/", "changed", None) in everything(get, changed_since=moment)
            get(f"pages/{other.pk}/")
            assert ("/other/", "changed", None) in everything(get, changed_since=moment)

    @pytest.mark.parametrize("dated", [True, False])
    def test_what_comes_back_as_it_was_is_told(self, get, since, event, dated):
        restriction = PageViewRestriction.objects.create(page=event, restriction_type="login")
        moment = since()
        with later(20):
            restriction.delete()
            if dated:
                journal.date()
            assert ("/section/open-day/", "published", None) in everything(get, changed_since=moment)

    def test_a_change_that_is_committed_late_is_told(self, get, since, event):
        """Rows are dated after their commit: one that began before the moment of an answer is not lost to it."""
        event.unpublish()
        assert RouteChange.objects.filter(change="left", batch__at=None).exists()
        with later(5):
            moment = get("routes/").json()["meta"]["as_of"]
        with later(6):
            journal.date()
            assert ("/section/open-day/", "removed", None) in everything(get, changed_since=moment)

    def test_what_expires_by_the_clock_is_told(self, get, since, event):
        event.expire_at = datetime.now(tz=UTC) + timedelta(minutes=15)
        event.save()
        moment = since()
        with later(16):
            assert ("/section/open-day/", "removed", None) in everything(get, changed_since=moment)

    def test_filters_hold_for_what_is_gone(self, get, in_spanish, section):
        seccion = in_spanish(section, slug="seccion")
        moment = "2026-11-01T00:00:00Z"
        with freeze_time("2026-11-10T00:00:00Z", tick=True):
            seccion.unpublish()
            section.unpublish()
            assert ("/es/seccion/", "removed", None) in everything(get, changed_since=moment, locale="es")
            assert ("/section/", "removed", None) not in everything(get, changed_since=moment, locale="es")
            assert everything(get, changed_since=moment, type="clinic_pages.ArticlePage") == []

    def test_what_never_was_public_is_not_told(self, get, since, make_event):
        moment = since()
        with later(20):
            make_event(slug="draft", live=False).delete()
            told = everything(get, changed_since=moment)
        assert not [path for path, *_ in told if "draft" in path]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"changed_since": "yesterday"}, "changed_since"),
        ({"changed_since": "2026-11-01T00:00:00"}, "changed_since"),
        ({"changed_since": "0001-01-01T00:00:00Z"}, "changed_since"),
        ({"cursor": "x"}, "cursor"),
        ({"limit": "0"}, "limit"),
        ({"limit": "1001"}, "limit"),
        ({"type": "auth.User"}, "type"),
        ({"type": "x"}, "type"),
        ({"locale": "xx"}, "locale"),
        ({"site": "nobody.example"}, "site"),
        ({"order": "title"}, "order"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_what_cannot_be_answered_is_refused(client, site, query, parameter, accept):
    answer = client.get("/api/v2/routes/", query, headers={"Accept": accept})
    assert answer.status_code in (400, 404)
    assert answer.json()["parameter"] == parameter


def test_what_becomes_another_site_is_told_as_moved_there(routes, since, section, event, other_site):
    moment = since()
    with later(20):
        other_site.root_page = section
        other_site.save()
    with later(30):
        told = dict(routes(changed_since=moment))
        assert told == {"/section/": "moved", "/section/open-day/": "moved"}
        assert routes() == ["/"]


def test_old_rows_are_removed_but_for_paths_that_lead_somewhere(settings, led, make_event, home):
    settings.CLINIC_ROUTE_HISTORY_DAYS = 30
    gone, moved = make_event(slug="gone"), make_event(slug="moved")
    gone.delete()
    moved.slug = "here"
    moved.save()
    journal.date()
    assert led("/gone/") == 410
    with later(31 * 24 * 60):
        journal.date()
    memory.forget()
    assert led("/gone/") == 404
    assert led("/moved/") == ("/here/", True)


def test_a_listing_costs_the_same_with_more_pages(get, make_event):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(**query):
        with CaptureQueriesContext(connection) as queries:
            get("routes/", **query)
        return len(queries)

    moment = "2026-11-01T00:00:00Z"
    with freeze_time("2026-11-10T00:00:00Z"):
        for number in range(2):
            make_event(slug=f"gone-{number}").unpublish()
        cost()
        few = cost(), cost(changed_since=moment)
        for number in range(4):
            make_event(slug=f"more-{number}").unpublish()
            EventPage.objects.get(slug=f"gone-{number % 2}").save_revision().publish()
        assert (cost(), cost(changed_since=moment)) == few
    assert Locale.objects.exists()
