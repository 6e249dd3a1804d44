"""An endpoint that is registered is inside the proof of freshness without anybody thinking of it."""

from __future__ import annotations

import pytest
from django.urls import path

from api.endpoints.viewset import EndpointViewSet
from api.snapshots import signal_handlers
from tests.freshness.addresses import UnknownPart, documents
from tests.freshness.oracle import Oracle
from tests.freshness.world import World
from tests.plugin.endpoints import VenuesViewSet, registered
from tests.plugin.models import Venue


@pytest.mark.django_db
def test_it_is_asked_for_changed_and_compared(monkeypatch):
    with registered("venues", VenuesViewSet):
        world, oracle = World(has_everything=True), Oracle()
        venue = Venue.objects.get()
        asked = [path for path in (*oracle.requests(), *oracle.more_requests()) if path.startswith("venues/")]
        assert {"venues/?fields=*&limit=100", f"venues/{venue.pk}/"} <= set(asked)
        place = world.kinds().index(Venue)
        for path_ in asked:
            oracle.read(path_)
            assert path_ in oracle.seen
        world.edit_anything(place)
        for path_ in asked:
            oracle.check_one(path_)
        monkeypatch.setattr(signal_handlers, "mark", lambda *args, **kwargs: None)
        world.edit_anything(place)
        for path_ in asked:
            with pytest.raises(AssertionError):
                oracle.check_one(path_)


def test_a_path_that_nobody_can_fill_is_named():
    class Seasons(EndpointViewSet):
        @classmethod
        def get_urlpatterns(cls):
            return [path("<slug:season>/", cls.as_view({"get": "listing_view"}))]

    with registered("venues", Seasons), pytest.raises(UnknownPart, match=r"venues/.* has the parameter “season”"):
        list(documents())
