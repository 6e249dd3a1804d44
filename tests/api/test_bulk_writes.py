"""Writes without a signal, on pages of another project's own type."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

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
