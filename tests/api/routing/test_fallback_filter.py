"""``fallback`` in listings: what is not published in a language is there in another, marked as such."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from api.snapshots.bypass import store_bypassed

MARK = {"requested_locale": "es", "served_locale": "en", "requested_html_path": None}


@pytest.fixture
def section_in_spanish(in_spanish, section):
    return in_spanish(section, slug="seccion")


@pytest.fixture
def listed(get):
    """``listed(locale="es")`` is the ids of a listing in its order; its marks are looked at."""

    def ask(**query):
        body = get("pages/", limit=100, **query).json()
        total = body["meta"].get("total_count")
        assert total in (None, len(body["items"]))
        for item in body["items"]:
            stands_in = item["meta"]["locale"] != query.get("locale", item["meta"]["locale"])
            assert item["meta"].get("fallback") == (MARK if stands_in else None)
        return [item["id"] for item in body["items"]]

    return ask


def test_what_is_not_translated_is_there_in_the_original(listed, home, spanish, section, section_in_spanish, event):
    assert listed(locale="es") == [spanish.pk, section_in_spanish.pk]
    for _ in range(2):
        assert listed(locale="es", fallback="en") == [event.pk, spanish.pk, section_in_spanish.pk]
    assert listed(locale="es", fallback="true") == [event.pk, spanish.pk, section_in_spanish.pk]
    assert listed(locale="es", fallback="false") == listed(locale="es", fallback="es") == listed(locale="es")
    assert listed(locale="en", fallback="es") == [home.pk, section.pk, event.pk]


def test_stored_and_new_answers_are_the_same(get, section_in_spanish, event):
    for query in ({}, {"fields": "*"}, {"fields": "_,title"}, {"type": "plugin.EventPage"}, {"cursor": ""}):
        with store_bypassed():
            made = get("pages/", locale="es", fallback="en", **query)
        assert made.status_code == 200
        assert MARK in [item.get("meta", {}).get("fallback") for item in made.json()["items"]]
        for _ in range(2):
            assert get("pages/", locale="es", fallback="en", **query).content == made.content


def test_a_place_in_the_tree_is_one_in_both_languages(listed, home, spanish, section, section_in_spanish, event):
    assert listed(locale="es", child_of=section_in_spanish.pk) == []
    for place in (section, section_in_spanish):
        assert listed(locale="es", fallback="en", child_of=place.pk) == [event.pk]
        assert listed(locale="es", fallback="en", descendant_of=place.pk) == [event.pk]
    assert listed(locale="es", fallback="en", child_of="root") == [section_in_spanish.pk]
    assert listed(locale="es", fallback="en", descendant_of=spanish.pk) == [event.pk, section_in_spanish.pk]
    assert listed(locale="es", fallback="en", ancestor_of=event.pk) == [spanish.pk, section_in_spanish.pk]


def test_the_listing_follows_what_is_published(listed, in_spanish, spanish, section_in_spanish, event):
    assert event.pk in listed(locale="es", fallback="en")
    day = in_spanish(event, slug="dia")
    assert listed(locale="es", fallback="en") == [spanish.pk, section_in_spanish.pk, day.pk]
    day.unpublish()
    assert listed(locale="es", fallback="en") == [event.pk, spanish.pk, section_in_spanish.pk]
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert listed(locale="es", fallback="en") == [spanish.pk, section_in_spanish.pk]


def test_a_translation_on_another_site_leaves_the_original_where_it_is(
    listed, in_spanish, section_in_spanish, event, other_site
):
    day = in_spanish(event, slug="dia")
    assert event.pk not in listed(locale="es", fallback="en")
    day.move(other_site.root_page, pos="last-child")
    assert event.pk in listed(locale="es", fallback="en")


def test_words_are_searched_for_in_both_languages(listed, in_spanish, section_in_spanish, event):
    assert listed(locale="es", search="open") == []
    assert listed(locale="es", fallback="en", search="open") == [event.pk]
    in_spanish(event, slug="dia", title="Puertas abiertas")
    assert listed(locale="es", fallback="en", search="open") == []


@pytest.mark.parametrize(
    ("query", "status", "parameter"),
    [
        ({"fallback": "en"}, 400, "fallback"),
        ({"fallback": "xx", "locale": "es"}, 400, "fallback"),
        ({"fallback": "en", "locale": "xx"}, 404, "locale"),
        ({"fallback": "en", "locale": "es", "child_of": 10**9}, 400, "child_of"),
    ],
)
def test_what_cannot_be_is_refused(get, spanish, event, query, status, parameter):
    answer = get("pages/", **query)
    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter)


def test_the_number_of_queries_does_not_grow_with_what_stands_in(get, spanish, section, make_event):
    def count():
        with store_bypassed(), CaptureQueriesContext(connection) as queries:
            assert get("pages/", locale="es", fallback="en", limit=100).status_code == 200
        return len(queries)

    make_event(parent=section)
    few = count()
    for _ in range(5):
        make_event(parent=Page.objects.get(pk=section.pk))
    assert count() == few
