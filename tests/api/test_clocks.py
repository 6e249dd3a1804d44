"""Clocks are set right, ahead and back, and machines disagree: that makes no answer wrong for good."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from freezegun import freeze_time

from api.snapshots.models import Snapshot
from tests.kept import kept
from tests.plugin.models import EventPage

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)
EXPIRY = NOON + datetime.timedelta(minutes=10)
AHEAD = NOON + datetime.timedelta(minutes=30)


@kept
def pages(home, make_event):
    """A page that shows another one, which expires."""
    shown = make_event(slug="shown", title="Shown", expire_at=EXPIRY)
    body = [{"id": "p", "type": "page", "value": shown.pk}]
    return make_event(slug="shows", title="Shows", series=shown, body=body), shown


PATHS = ["pages/{shows}/", "pages/?fields=*", "pages/find/?html_path=/shows/", "pages/{shown}/", "sitemap/"]
PATHS += ["pages/?type=plugin.EventPage", "routes/", "search/?q=shown"]


def seen(get, pages, path):
    shows, shown = pages
    return b"Shown" in get(path.format(shows=shows.pk, shown=shown.pk)).content or (
        b"/shown/" in get(path.format(shows=shows.pk, shown=shown.pk)).content
    )


@pytest.mark.parametrize("path", PATHS)
def test_what_a_clock_that_was_ahead_took_for_expired_is_shown_again(get, pages, path):
    with freeze_time(AHEAD):
        seen(get, pages, path)
        assert not seen(get, pages, path)
    with freeze_time(NOON):
        assert seen(get, pages, path)
        assert seen(get, pages, path)
    with freeze_time(AHEAD):
        assert not seen(get, pages, path)


@pytest.mark.parametrize("path", PATHS)
def test_what_a_clock_that_was_behind_took_for_live_is_gone_once_it_is_right(get, pages, path):
    with freeze_time(NOON - datetime.timedelta(days=1)):
        assert seen(get, pages, path)
    with freeze_time(AHEAD):
        assert not seen(get, pages, path)


def test_an_answer_has_its_expiry_again_once_the_clock_is_right(get, pages, settings):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 3600
    with freeze_time(AHEAD):
        get(f"pages/{pages[0].pk}/")
        assert Snapshot.objects.get(pk_text=str(pages[0].pk)).expires_at is None
    with freeze_time(NOON):
        assert "s-maxage=600" in get(f"pages/{pages[0].pk}/")["Cache-Control"]
        assert Snapshot.objects.get(pk_text=str(pages[0].pk)).expires_at == int(EXPIRY.timestamp() * 1000)


def test_clocks_that_differ_by_a_moment_make_nothing_anew(get, pages):
    with freeze_time(NOON + datetime.timedelta(seconds=1)):
        get(f"pages/{pages[0].pk}/")
    with freeze_time(NOON):
        get(f"pages/{pages[0].pk}/")
    assert Snapshot.objects.get(pk_text=str(pages[0].pk)).made_at == int(NOON.timestamp() * 1000) + 1000


def test_the_frozen_clocks_of_these_tests_are_those_of_the_pages(pages):
    assert EventPage.objects.get(slug="shown").expire_at == EXPIRY
    assert timezone.now() > EXPIRY
