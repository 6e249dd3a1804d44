"""``search=`` of listings finds what Wagtail's search finds, in its order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
from wagtail.search.backends import get_search_backend

from api.search.listings import search
from tests.kept import kept
from tests.plugin.models import EventPage

TITLES = [
    "Sleep",
    "Sleep and rest",
    "A talk on sleep, and how to find rest when the nights are long",
    "Rest",
    "Sleep, sleep, and once more sleep",
    "Breathing",
    "Sleep and rest",
]


@kept
def events():
    home = Site.objects.get(is_default_site=True).root_page
    return [home.add_child(instance=EventPage(title=title, slug=f"talk-{n}")) for n, title in enumerate(TITLES)]


def pks(results):
    return [page.pk for page in results]


@pytest.mark.parametrize("operator", [None, "and", "or"])
@pytest.mark.parametrize("words", ["sleep", "sleep rest", "rest nights", "nothing"])
@pytest.mark.parametrize("part", [slice(0, 20), slice(0, 2), slice(1, 3), slice(20, 40), slice(2, None), slice(0, 0)])
def test_matches_come_in_wagtails_order(events, words, operator, part):
    queryset = EventPage.objects.live()
    of_wagtail = get_search_backend().search(words, queryset, operator=operator)
    found = search(queryset, words, operator=operator, by_relevance=True)
    assert pks(found[part]) == pks(of_wagtail[part])
    assert found.count() == of_wagtail.count()


def test_what_the_queryset_leaves_out_is_not_found_and_takes_no_place(events):
    best, *others = pks(search(EventPage.objects.all(), "sleep rest", operator="and", by_relevance=True)[:20])
    queryset = EventPage.objects.filter(pk__in=[event.pk for event in events if event.pk != best])
    found = search(queryset, "sleep rest", operator="and", by_relevance=True)
    assert pks(found[:2]) == others
    assert found.count() == 2


def test_the_order_of_the_queryset_is_kept_where_relevance_is_not_asked_for(events):
    found = search(EventPage.objects.order_by("id"), "sleep", operator=None, by_relevance=False)
    assert pks(found) == [event.pk for event in events if "leep" in event.title]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ranks in one query as it is")
def test_no_match_is_looked_for_on_its_own(events, get):
    with CaptureQueriesContext(connection) as queries:
        assert get("pages/", search="sleep").json()["meta"]["total_count"] == 5
    matching = [query["sql"] for query in queries if " MATCH " in query["sql"]]
    assert [sql.count(" MATCH ") for sql in matching] == [1, 1], "one counts, and one ranks"
