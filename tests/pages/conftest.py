import pytest
from django.core.cache import cache

from pages.demo import illustrations
from tests.media.pictures import picture
from tests.pages.sites import articles, clinics, home

__all__ = ["articles", "clinics", "home"]


@pytest.fixture(autouse=True)
def _plain_project(settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    cache.clear()


@pytest.fixture
def get(db, client):
    """``get("pages/", limit=3)`` is the API's answer."""

    def request(path, **query):
        return client.get(f"/api/v2/{path}", query)

    return request


@pytest.fixture
def one_picture_for_all(monkeypatch):
    """The pictures of the demo are all the same, where they do not matter: to draw them takes half of its time."""
    drawn = picture(size=(2400, 1350))
    monkeypatch.setattr(illustrations, "draw", lambda key: drawn)
