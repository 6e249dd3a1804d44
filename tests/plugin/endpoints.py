"""An endpoint that only some tests register, as an app would that is added later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import override_settings
from django.urls import include, path

from api.conf import NAMESPACE
from api.delivery.selection import choose
from api.endpoints.viewset import EndpointViewSet
from api.router import router
from cms.urls import urlpatterns
from tests.plugin.models import Venue


class VenuesViewSet(EndpointViewSet):
    """The venues."""

    model = Venue
    listing_default_fields = [*EndpointViewSet.listing_default_fields, "title"]


@contextmanager
def registered(name: str, viewset: type[Any]) -> Iterator[None]:
    """While the API has one more endpoint, at its path and in the index."""
    router.register_endpoint(name, viewset)
    api = path("api/v2/", include((router.get_urlpatterns(), NAMESPACE)))
    choose.cache_clear()
    try:
        with override_settings(ROOT_URLCONF=(api, *urlpatterns)):
            yield
    finally:
        del router.endpoints[name]
        choose.cache_clear()
