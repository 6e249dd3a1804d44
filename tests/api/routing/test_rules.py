"""``redirects/all/``: one list with every old address, which says what ``find/`` says of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from api.snapshots.bypass import store_bypassed
from tests.api.conftest import _plain_project  # noqa: F401
from tests.api.routing.test_redirects import add


@pytest.fixture
def rules(get):
    """``rules()`` are all old paths, each with where it leads, for good or for now, and who says so."""

    def ask(**query):
        answer = get("redirects/all/", **query).json()
        assert answer["meta"]["total_count"] >= len(answer["items"])
        return {
            item["html_path"] + (item["query"] and f"?{item['query']}"): (item["to"], item["permanent"], item["type"])
            for item in answer["items"]
        }

    return ask


def rename(page, slug):
    page.refresh_from_db()
    page.slug = slug
    page.save_revision().publish()


def test_what_staff_typed_and_what_pages_have_left_stand_in_one_list(rules, get, event, section):
    add("/typed", event, is_permanent=False)
    add("/shop?page=2", "https://shop.example/")
    rename(section, "rooms")
    rename(event, "open-house")
    assert rules() == {
        "/section/": ("/rooms/", True, "moved"),
        "/section/open-day/": ("/rooms/open-house/", True, "moved"),
        "/rooms/open-day/": ("/rooms/open-house/", True, "moved"),
        "/typed/": ("/rooms/open-house/", False, "typed"),
        "/shop/?page=2": ("https://shop.example/", True, "typed"),
    }
    first = get("redirects/all/").json()["items"][0]
    assert (first["html_path"], first["location"]) == (
        "/rooms/open-day/",
        "http://www.clinic.example/rooms/open-house/",
    )


def test_each_rule_says_what_find_says_and_leads_to_no_other(rules, led, home, event, section, make_event):
    add("/one", "/two/")
    add("/two", "/section/open-day/", is_permanent=False)
    add("/round", "/and-round/")
    add("/and-round", "/round/")
    add("/itself?a=1", "/itself/")
    add("/section/old-name", "https://typed.example/")
    rename(event, "old-name")
    rename(event, "new-name")
    make_event(parent=section, slug="open-day")
    found = rules()
    assert found["/one/"] == ("/section/open-day/", False, "typed")
    assert found["/section/old-name/"][2] == "typed"
    for path, (to, permanent, _type) in found.items():
        assert led(path) == (to, permanent), path
        assert to not in found
    assert not {"/round/", "/and-round/", "/section/open-day/"} & found.keys()


def test_nothing_hidden_is_a_target_and_no_live_page_is_led_away_from(rules, home, event, section, make_event):
    add("/typed", event)
    rename(event, "new-name")
    assert rules().keys() == {"/typed/", "/section/open-day/"}
    restriction = PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert rules() == {}
    restriction.delete()
    make_event(parent=section, slug="open-day")
    make_event(parent=home, slug="typed")
    assert rules() == {}
    event.unpublish()
    assert rules() == {}


def test_each_site_has_its_own(rules, site, other_site, event):
    add("/old", "https://all.example/")
    add("/old", event, site=site)
    assert rules() == {"/old/": ("/section/open-day/", True, "typed")}
    assert rules(site="other.example") == {"/old/": ("https://all.example/", True, "typed")}


def test_it_is_read_in_parts(get, event):
    for number in range(5):
        add(f"/old-{number}", event)
    parts = [get("redirects/all/", limit=2, offset=offset).json() for offset in (0, 2, 4, 6)]
    assert [part["meta"]["total_count"] for part in parts] == [5] * 4
    paths = [item["html_path"] for part in parts for item in part["items"]]
    assert paths == [f"/old-{number}/" for number in range(5)]
    for query in ({"limit": 0}, {"limit": 1001}, {"limit": "x"}, {"offset": -1}, {"order": "html_path"}):
        assert get("redirects/all/", **query).status_code == 400, query


def test_it_costs_the_same_with_more_of_them(get, make_event, section):
    def queries():
        get("redirects/all/")
        with store_bypassed(), CaptureQueriesContext(connection) as captured:
            assert get("redirects/all/").status_code == 200
        return len(captured)

    def make(number):
        page = make_event(parent=section, slug=f"page-{number}")
        rename(page, f"renamed-{number}")
        add(f"/typed-{number}", page)
        add(f"/path-{number}", f"/section/page-{number}/")

    make(0)
    few = queries()
    for number in range(1, 4):
        make(number)
    assert queries() == few


def test_a_client_that_has_it_is_told_so(client, event):
    add("/old", event)
    answer = client.get("/api/v2/redirects/all/")
    again = client.get("/api/v2/redirects/all/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    rename(event, "elsewhere")
    again = client.get("/api/v2/redirects/all/", headers={"If-None-Match": answer["ETag"]})
    assert again.json()["items"][0]["to"] == "/section/elsewhere/"
