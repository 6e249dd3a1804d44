import pytest
from django.core.cache import cache

from tests.pages.sites import articles, clinics, home

__all__ = ["articles", "clinics", "home"]


@pytest.fixture(autouse=True)
def _plain_project(db, settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    cache.clear()


@pytest.fixture
def get(client):
    """``get("pages/", limit=3)`` is the API's answer."""

    def request(path, **query):
        return client.get(f"/api/v2/{path}", query)

    return request
