from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, Site

from tests.kept import kept
from tests.plugin.models import EventPage


def translate(page: Page, locale: Locale) -> Page:
    translation = page.copy_for_translation(locale)
    translation.save_revision().publish()
    translation.refresh_from_db()
    return translation


@pytest.fixture(autouse=True)
def _plain_project(settings: Any) -> None:
    """A project without this one's own frontend addresses; and nothing remembered from the test before."""
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    cache.clear()
    ContentType.objects.clear_cache()


@kept
def site() -> Site:
    site = Site.objects.get(is_default_site=True)
    site.hostname = "www.clinic.example"
    site.save()
    return site


@kept
def home(site: Site) -> Page:
    return site.root_page


class EventMaker:
    """Publishes event pages; ``parent`` is the site's root page unless given."""

    def __init__(self, home: Page) -> None:
        self.home = home
        self.count = 0

    def __call__(self, *, parent: Page | None = None, **fields: Any) -> EventPage:
        self.count += 1
        fields = {"title": f"Event {self.count}", "slug": f"event-{self.count}", **fields}
        return (parent or self.home).add_child(instance=EventPage(**fields))


@kept
def make_event(home: Page) -> EventMaker:
    return EventMaker(home)


@pytest.fixture
def get(db: None, client: Client) -> Callable[..., Any]:
    """``get("pages/", limit=3)`` is the answer of the API, as a response."""

    def request(path: str, **query: Any) -> Any:
        return client.get(f"/api/v2/{path}", query)

    return request


@kept
def spanish(home: Page) -> Page:
    """The Spanish translation of the site's root page."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    return translate(home, locale)


@kept
def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Staff only")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection
