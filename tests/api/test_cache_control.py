from datetime import timedelta

import pytest
from django.urls import include, path
from django.utils import timezone

from api import urls
from api.conf import NAMESPACE
from api.delivery.cache_control import CacheControl
from api.endpoints.pages import PagesViewSet
from api.endpoints.responding import Responding
from api.endpoints.site_documents import SiteDocumentView
from api.router import router
from tests.plugin.models import EventPage, OpenDayPage

PUBLIC = "public, max-age=0, s-maxage=0, stale-if-error=86400"


class EventsViewSet(PagesViewSet):
    """An endpoint of a project's own, which caches may keep for some time."""

    model = EventPage
    cache_control = CacheControl(max_age=60, s_maxage=600, stale_while_revalidate=30, stale_if_error=0)
    find_cache_control = CacheControl(s_maxage=10)


class CountView(SiteDocumentView):
    cache_control = CacheControl(private=True, max_age=5)

    def represent(self, document):
        return {"count": EventPage.objects.count()}


mine = [
    path("events/", include((EventsViewSet.get_urlpatterns(), "events"), namespace="events")),
    path("count/", CountView.as_view()),
]
urlpatterns = [path("api/v2/", include(([*mine, *urls.urlpatterns], NAMESPACE)))]


@pytest.fixture(autouse=True)
def _served(settings, monkeypatch):
    settings.ROOT_URLCONF = __name__
    monkeypatch.setitem(router.endpoints, "events", EventsViewSet)


def test_an_endpoint_says_itself_how_long_its_responses_are_kept(get, make_event):
    event = make_event()
    for url in ("events/", f"events/{event.pk}/"):
        assert get(url)["Cache-Control"] == "public, max-age=60, s-maxage=600, stale-while-revalidate=30"
    assert get("count/")["Cache-Control"] == "private, max-age=5, stale-if-error=86400"
    for url in ("pages/", f"pages/{event.pk}/", "sitemap/", "site/"):
        assert get(url)["Cache-Control"] == PUBLIC


def test_find_and_a_redirect_that_it_sends_have_their_own(client, get, make_event, settings):
    event = make_event(slug="here")
    settings.CLINIC_CACHE_MAX_AGE = 3
    expected = "public, max-age=3, s-maxage=10, stale-if-error=86400"
    assert get("events/find/", html_path="/here/")["Cache-Control"] == expected
    event.slug = "there"
    event.save()
    moved = get("events/find/", html_path="/here/")
    assert (moved.json()["redirect"]["to"], moved["Cache-Control"]) == ("/there/", expected)
    known = get("events/find/", html_path="/there/")
    again = client.get("/api/v2/events/find/?html_path=/there/", headers={"If-None-Match": known["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, expected)


def test_what_an_answer_itself_says_comes_first(get, make_event, monkeypatch):
    make_event(expire_at=timezone.now() + timedelta(seconds=30))
    limited = get("events/")["Cache-Control"]
    ages = dict(part.split("=") for part in limited.split(", ")[1:])
    assert ages.keys() == {"max-age", "s-maxage"}
    assert max(int(age) for age in ages.values()) <= 30
    monkeypatch.setattr("api.delivery.remembered.unless_overtaken", lambda answer, _: answer._replace(is_passing=True))
    assert get("events/", limit=1)["Cache-Control"] == "public, max-age=0, s-maxage=0"


def test_what_depends_on_the_client_is_kept_by_no_cache(get, home, monkeypatch):
    page = home.add_child(instance=OpenDayPage(title="Open day", slug="open-day"))
    monkeypatch.setattr(PagesViewSet, "cache_control", CacheControl(max_age=60, s_maxage=600))
    greeting = {"fields": "_,greeting"}
    assert get(f"pages/{page.pk}/", **greeting)["Cache-Control"] == "private, no-cache"
    monkeypatch.setattr(PagesViewSet, "detail_cache_control", CacheControl(no_store=True))
    assert get(f"pages/{page.pk}/", **greeting)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "url", ["", "schema/", "pages/", "pages/find/?id={event}", "redirects/", "redirects/all/", "search/?q=x", "robots/"]
)
def test_every_view_has_the_attribute(get, make_event, monkeypatch, url):
    monkeypatch.setattr(Responding, "cache_control", CacheControl(s_maxage=77))
    assert "s-maxage=77" in get(url.format(event=make_event().pk))["Cache-Control"]


def test_no_store_is_stricter_than_all_else(get, make_event, monkeypatch):
    make_event(expire_at=timezone.now() + timedelta(seconds=30))
    monkeypatch.setattr(EventsViewSet, "listing_cache_control", CacheControl(no_store=True))
    assert get("events/")["Cache-Control"] == "no-store"
    assert get("routes/")["Cache-Control"] == "no-store"


def test_a_negative_number_of_seconds_is_refused():
    with pytest.raises(ValueError, match="s_maxage"):
        CacheControl(s_maxage=-1)
