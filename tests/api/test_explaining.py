"""``manage.py snapshots explain``."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageViewRestriction

from tests.media.factories import ImageFactory
from tests.plugin.models import Venue


@pytest.fixture
def explained(db):
    def run(path: str, *arguments: str) -> str:
        output = StringIO()
        call_command("snapshots", "explain", path, *arguments, stdout=output)
        return output.getvalue()

    return run


def test_it_says_what_is_stored_and_what_it_is_made_of(explained, make_event, get):
    event = make_event(slug="concert", picture=ImageFactory())
    assert "It has no snapshot" in explained("/concert/")
    get(f"pages/{event.pk}/")
    text = explained("/concert/")
    assert f"plugin.EventPage {event.pk}: {event.title}" in text
    assert "It is public." in text
    assert "Served by pages/" in text
    assert "ready to send" in text
    assert f"clinic_media.clinicimage {event.picture_id}: {event.picture.title}" in text
    event.title = "Another title"
    event.save()
    assert "marked by a change" in explained(f"pages/{event.pk}")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda event: event.unpublish(), "it is a draft, or was unpublished"),
        (
            lambda event: PageViewRestriction.objects.create(page=event.get_parent(), restriction_type="login"),
            "is private (login)",
        ),
    ],
)
def test_it_says_why_visitors_may_not_see_a_page(explained, make_event, change, reason):
    event = make_event(slug="concert")
    change(event)
    text = explained("/concert/")
    assert "It is not public" in text
    assert reason in text


def test_it_says_where_a_field_comes_from_and_when_it_is_sent(explained, make_event):
    event = make_event(slug="concert", teaser="<p>Come.</p>")
    text = explained("/concert/", "--field", "teaser")
    assert "declared by tests.plugin.models.EventPage" in text
    assert "<p>Come.</p>" in text
    assert "fields=teaser" in text
    assert "meta.slug, declared by the endpoint" in explained(f"pages/{event.pk}", "--field", "meta.slug")


def test_it_says_which_hidden_object_makes_a_field_null(explained, make_event, private_collection):
    image = ImageFactory(collection=private_collection)
    make_event(slug="concert", picture=image)
    text = explained("/concert/", "--field", "picture")
    assert "Now: null" in text
    assert f"clinic_media.clinicimage {image.pk}" in text
    assert "Staff only is private (login)" in text


def test_a_misspelt_field_is_named_with_the_one_that_is_like_it(explained, make_event):
    make_event(slug="concert")
    assert "Did you mean teaser?" in explained("/concert/", "--field", "teaserr")


def test_what_no_endpoint_serves_is_said(explained):
    venue = Venue.objects.create(title="Hall", live=True)
    with pytest.raises(CommandError, match="an endpoint and a key"):
        explained(f"venues/{venue.pk}")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nowhere/", "404, since there never was one"),
        ("pages/99999", "There is no page with the key"),
        ("pages/x", "the key x"),
    ],
)
def test_what_there_is_not_is_said(explained, home, path, message):
    with pytest.raises(CommandError, match=message):
        explained(path)


def test_a_path_that_a_page_has_left_leads_to_where_it_is(explained, make_event):
    event = make_event(slug="former")
    event.slug = "latter"
    event.save()
    with pytest.raises(CommandError, match="permanent redirect to /latter/"):
        explained("/former/")


def test_an_unknown_site_is_refused_with_the_names_of_those_there_are(explained, home):
    with pytest.raises(CommandError, match=r"www\.clinic\.example"):
        explained("/", "--site", "nowhere.example")
