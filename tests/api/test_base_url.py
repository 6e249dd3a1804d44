"""Without ``WAGTAILAPI_BASE_URL`` links follow the site that a request is for, as in API v2."""

from urllib.parse import urlsplit

import pytest
from wagtail.models import Site

pytestmark = pytest.mark.urls("tests.api.reference_urls")


@pytest.fixture(autouse=True)
def _no_base_url(settings):
    settings.WAGTAILAPI_BASE_URL = None


def address_of(client, path, host):
    answer = client.get(path, headers={"host": host}).json()
    page = answer["items"][0] if "items" in answer else answer
    return urlsplit(page["meta"]["detail_url"])


@pytest.mark.parametrize("port", [80, 443, 8000])
def test_links_follow_the_site_as_in_v2(client, site, home, make_event, port):
    event = make_event()
    other = Site.objects.create(hostname="kiosk.example", port=port, root_page=home)
    host = f"kiosk.example:{port}" if port == 8000 else "kiosk.example"
    for path in (f"pages/{event.pk}/", "pages/"):
        for _ in range(2):
            ours, theirs = (address_of(client, f"/{root}/{path}", host) for root in ("api/v2", "reference"))
            assert ours[:2] == theirs[:2] == urlsplit(other.root_url)[:2]
            assert address_of(client, f"/api/v2/{path}", "www.clinic.example")[:2] == ("http", "www.clinic.example")


def test_without_any_site_listings_are_empty(client, make_event):
    make_event()
    Site.objects.all().delete()
    for root in ("api/v2", "reference"):
        for _ in range(2):
            answer = client.get(f"/{root}/pages/")
            assert (answer.status_code, answer.json()) == (200, {"meta": {"total_count": 0}, "items": []})
