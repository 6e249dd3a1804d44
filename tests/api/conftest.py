from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, Site

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


@pytest.fixture
def site(db: None) -> Site:
    site = Site.objects.get(is_default_site=True)
    site.hostname = "www.clinic.example"
    site.save()
    return site


@pytest.fixture
def home(site: Site) -> Page:
    return site.root_page


@pytest.fixture
def make_event(home: Page) -> Callable[..., EventPage]:
    """Makes published event pages; ``parent`` is the site's root page unless given."""
    count = 0

    def make(*, parent: Page | None = None, **fields: Any) -> EventPage:
        nonlocal count
        count += 1
        fields = {"title": f"Event {count}", "slug": f"event-{count}", **fields}
        return (parent or home).add_child(instance=EventPage(**fields))

    return make


@pytest.fixture
def get(db: None, client: Client) -> Callable[..., Any]:
    """``get("pages/", limit=3)`` is the answer of the API, as a response."""

    def request(path: str, **query: Any) -> Any:
        return client.get(f"/api/v2/{path}", query)

    return request


@pytest.fixture
def spanish(home: Page) -> Page:
    """The Spanish translation of the site's root page."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    return translate(home, locale)


@pytest.fixture
def private_collection(db: None) -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Staff only")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection
