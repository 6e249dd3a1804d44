"""Writes without a signal, on pages of another project's own type."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import Case, F, Value, When
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from api.snapshots.models import StaleMark
from media.models import ClinicImage
from tests.media.factories import ImageFactory
from tests.plugin.models import EventPage, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(make_event, get):
    """A page with a picture and a venue, between two others; all of them are stored."""
    events = [make_event(slug=slug) for slug in ("one", "two", "three")]
    event = events[1]
    event.picture = ImageFactory()
    event.venues = [Venue.objects.create(title="Hall", live=True)]
    event.save()
    for each in events:
        assert get(f"pages/{each.pk}/").status_code == 200
    return event


def test_a_picture_that_is_moved_to_a_private_collection_leaves_the_page(event, get):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert get(f"pages/{event.pk}/").json()["picture"] is not None
    ClinicImage.objects.update(collection=private)
    assert get(f"pages/{event.pk}/").json()["picture"] is None
    assert get(f"images/{event.picture_id}/").status_code == 404


@pytest.mark.parametrize("kind", ["bulk_create", "update", "raw delete", "SQL"])
def test_restrictions_are_seen_however_they_are_written(event, get, kind):
    kind_before = {"bulk_create": None, "SQL": None, "update": "none", "raw delete": "login"}[kind]
    if kind_before:
        PageViewRestriction.objects.create(page=event, restriction_type=kind_before)
    assert get(f"pages/{event.pk}/").status_code == (404 if kind_before == "login" else 200)
    parent = get(f"pages/{event.get_parent().pk}/").content
    restrictions = PageViewRestriction.objects.all()
    if kind == "bulk_create":
        restrictions.bulk_create([PageViewRestriction(page=event, restriction_type="login")])
    elif kind == "update":
        restrictions.update(restriction_type="login")
    elif kind == "raw delete":
        restrictions._raw_delete(restrictions.db)
    else:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password) "
                "VALUES (%s, 'login', '')",
                [event.pk],
            )
    assert get(f"pages/{event.pk}/").status_code == (200 if kind == "raw delete" else 404)
    assert get(f"pages/{event.get_parent().pk}/").content != parent or not parent


def test_a_venue_that_is_renamed_or_taken_away_in_bulk_is_so_on_the_page(event, get):
    Venue.objects.update(title="Garden")
    shown = get(f"pages/{event.pk}/", fields="venues(title)").json()["venues"]
    assert [venue["title"] for venue in shown] == ["Garden"]
    EventPage.venues.through.objects.all().delete()
    assert get(f"pages/{event.pk}/").json()["venues"] == []


def test_a_page_is_renamed_hidden_and_shown_again(event, get):
    pages = EventPage.objects.filter(pk=event.pk)
    pages.update(title="Renamed", seats=F("seats") + 1)
    assert get(f"pages/{event.pk}/").json()["title"] == "Renamed"
    event.refresh_from_db()
    event.title = "Once more"
    EventPage.objects.bulk_update([event], ["title"])
    assert get(f"pages/{event.pk}/").json()["title"] == "Once more"
    Page.objects.filter(live=True, slug="two").update(live=False)
    assert get(f"pages/{event.pk}/").status_code == 404
    Page.objects.filter(slug="two").update(live=True)
    assert get(f"pages/{event.pk}/").status_code == 200


def test_restrictions_of_many_collections_are_seen_when_they_change_at_once(event, get):
    root = Collection.get_first_root_node()
    collections = [root.add_child(name=f"Collection {number:03}") for number in range(200)]
    ClinicImage.objects.update(collection=collections[-1])
    CollectionViewRestriction.objects.bulk_create(
        CollectionViewRestriction(collection=collection, restriction_type="none") for collection in collections
    )
    assert get(f"pages/{event.pk}/").json()["picture"] is not None
    CollectionViewRestriction.objects.update(restriction_type="login")
    assert get(f"pages/{event.pk}/").json()["picture"] is None


def test_moving_a_section_asks_the_same_whatever_the_number_of_its_pages(make_event, home):
    places = [make_event(slug="here"), make_event(slug="there")]
    section = make_event(slug="section", parent=places[0])

    def cost(target):
        with CaptureQueriesContext(connection) as queries:
            Page.objects.get(pk=section.pk).move(Page.objects.get(pk=target.pk), pos="last-child")
        return len(queries)

    for _ in range(3):
        make_event(parent=Page.objects.get(pk=section.pk))
    few = cost(places[1])
    for _ in range(20):
        make_event(parent=Page.objects.get(pk=section.pk))
    assert cost(places[0]) <= few + 2


def put_last(pages, *others):
    """Puts the first page behind the last one, as a script may, in one statement that writes to ``others``, too."""
    last = Page.objects.get(pk=pages[-1].pk).path
    rows = Page.objects.filter(pk__in=[each.pk for each in (pages[0], *others)])
    rows.update(path=Case(When(pk=pages[0].pk, then=Value(f"{last[:-1]}9")), default=F("path")))


def test_a_page_that_a_script_puts_elsewhere_in_its_section_stands_beside_others_then(make_event, get):
    section = make_event(slug="section")
    pages = [make_event(slug=slug, parent=Page.objects.get(pk=section.pk)) for slug in ("a", "b", "c", "d")]
    titles = [page.title for page in pages]

    def following():
        siblings = [get(f"pages/{page.pk}/").json()["meta"]["siblings"] for page in pages]
        return [each["next"] and each["next"]["title"] for each in siblings]

    assert following() == [*titles[1:], None]
    put_last(pages)
    assert following() == [None, titles[2], titles[3], titles[0]]


def test_where_pages_do_not_move_along_with_what_they_stand_below_everything_is_marked(make_event, get):
    """What stood beside such a page is not asked for each of them before a section moves."""
    section, _beside, elsewhere = (make_event(slug=slug) for slug in ("section", "beside", "elsewhere"))
    pages = [make_event(slug=slug, parent=Page.objects.get(pk=section.pk)) for slug in ("a", "b")]
    for page in (section, elsewhere, *pages):
        get(f"pages/{page.pk}/")
    put_last(pages, section)
    assert StaleMark.objects.filter(snapshot__pk_text=str(elsewhere.pk)).exists()
