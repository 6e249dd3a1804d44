import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.kept import kept


@kept
def event(make_event):
    return make_event(slug="open-day")


def test_lists_where_old_paths_lead(get, event):
    redirect = Redirect.objects.create(old_path="/old", redirect_page=event)
    elsewhere = Redirect.objects.create(old_path="/shop", redirect_link="https://shop.example/", is_permanent=False)
    items = get("redirects/").json()["items"]
    assert [(item["id"], item["old_path"], item["location"]) for item in items] == [
        (redirect.pk, "/old", "http://www.clinic.example/open-day/"),
        (elsewhere.pk, "/shop", "https://shop.example/"),
    ]
    assert get(f"redirects/{elsewhere.pk}/").json()["is_permanent"] is False


@pytest.mark.parametrize("path", ["/old", "/old/", "old", "/old/?utm_source=x"])
def test_a_path_is_found_however_it_is_written(get, event, path):
    redirect = Redirect.objects.create(old_path="/old", redirect_page=event)
    assert get("redirects/find/", html_path=path).json()["id"] == redirect.pk


def test_the_longer_and_the_sites_own_redirect_win(get, site, event):
    Redirect.objects.create(old_path="/old", redirect_link="https://everywhere.example/")
    own = Redirect.objects.create(old_path="/old", site=site, redirect_page=event)
    query = Redirect.objects.create(old_path="/old?page=2", redirect_link="https://second.example/")
    assert get("redirects/find/", html_path="/old/").json()["id"] == own.pk
    assert get("redirects/find/", html_path="/old/?page=2").json()["id"] == query.pk


def test_what_leads_to_no_visitor_is_not_served(get, site, event):
    other = Site.objects.create(hostname="other.example", root_page=site.root_page.get_parent())
    Redirect.objects.create(old_path="/elsewhere", site=other, redirect_link="https://x.example/")
    Redirect.objects.create(old_path="/empty", redirect_link="")
    Redirect.objects.create(old_path="/old", redirect_page=event)
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert get("redirects/").json()["items"] == []
    for path in ("/elsewhere", "/empty", "/old"):
        assert get("redirects/find/", html_path=path).status_code == 404
