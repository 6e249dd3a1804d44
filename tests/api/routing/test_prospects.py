import pytest
from wagtail.contrib.redirects.models import Redirect

from api.routing.prospects import prospects_of
from api.routing.redirects import Loss
from api.sites import SiteMap


@pytest.fixture
def prospects(site):
    def ask(old_path, link="", **fields):
        return prospects_of(Redirect(old_path=old_path, redirect_link=link, **fields), SiteMap())

    return ask


def test_nothing_stands_against_what_leads_to_a_page_an_address_or_the_frontends_own(prospects, event):
    for target in ({"redirect_page": event}, {"link": "https://shop.example/"}, {"link": "/search/"}):
        found = prospects("/old", **target)
        assert (found.losses, found.in_the_way, found.never_works) == ({}, [], False)


@pytest.mark.parametrize("link", ["/old/", "/old?a=1", "/%6Fld", "http://www.clinic.example/old/#a", "/two"])
def test_circles_never_work(prospects, site, link):
    Redirect.objects.create(old_path="/two", redirect_link="/old")
    found = prospects("/old", link)
    assert found.losses == {site: Loss.CIRCLE}
    assert found.never_works


def test_a_circle_on_one_of_two_sites_may_work_on_the_other(prospects, site, other_site):
    Redirect.objects.create(old_path="/two", redirect_link="/old", site=site)
    found = prospects("/old", "/two/")
    assert found.losses == {site: Loss.CIRCLE}
    assert not found.never_works
    assert prospects("/old", "/two/", site=other_site).losses == {}
    assert prospects("/old", "/two/", site=site).never_works


def test_a_page_at_the_path_stands_in_the_way_while_it_is_public(prospects, site, event):
    assert prospects("/section/open-day", "/new/").in_the_way == [event.page_ptr]
    assert prospects("/section/open-day", redirect_page=event).never_works is False
    assert prospects("/section/open-day?a=1", "/section/open-day/").never_works
    event.unpublish()
    assert prospects("/section/open-day", "/new/").in_the_way == []
    assert prospects("/old", redirect_page=event).losses == {site: Loss.NOT_PUBLIC}
    assert prospects("/old", "/section/open-day/").losses == {site: Loss.NOT_PUBLIC}


def test_what_leads_on_to_no_address_leads_nowhere(prospects, site):
    Redirect.objects.create(old_path="/two", redirect_link="javascript:alert(1)")
    assert prospects("/old", "/two").losses == prospects("/old").losses == {site: Loss.NO_ADDRESS}
