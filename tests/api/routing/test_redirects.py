import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.api.conftest import _plain_project  # noqa: F401


def add(old_path, to=None, **fields):
    target = {"redirect_link": to} if isinstance(to, str) else {"redirect_page": to}
    return Redirect.objects.create(old_path=Redirect.normalise_path(old_path), **target, **fields)


@pytest.fixture
def listed(get):
    """``listed()`` is where ``redirects/`` says that old paths lead."""

    def ask(**query):
        return {item["old_path"]: item["location"] for item in get("redirects/", **query).json()["items"]}

    return ask


@pytest.mark.parametrize("path", ["/old", "/old/", "old", "//old//", "/old/?utm_source=x", "/%6Fld#a"])
def test_a_redirect_is_found_however_the_path_is_written(led, event, path):
    add("/old", event, is_permanent=False)
    assert led(path) == ("/section/open-day/", False)


def test_redirects_with_a_query_string_come_before_those_without(led, event):
    add("/old", event)
    add("/old?page=2&b=1", "https://second.example/")
    assert led("/old/?b=1&utm_source=x&page=2") == ("https://second.example/", True)
    assert led("/old/?page=3") == ("/section/open-day/", True)


def test_the_sites_own_redirect_comes_before_that_of_all_sites(led, site, other_site, event):
    add("/old", "https://all.example/")
    add("/old", event, site=site)
    assert led("/old") == ("/section/open-day/", True)
    assert led("/old", site="other.example") == ("https://all.example/", True)


def test_a_page_comes_before_a_redirect(led, event):
    add("/section/open-day", "https://elsewhere.example/")
    assert led("/section/open-day/") == event.pk


def test_old_paths_in_other_scripts_are_found(led, event):
    add("/caf%C3%A9", event)
    assert led("/caf%c3%a9/") == led("/café") == ("/section/open-day/", True)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/old place", "/old%20place/"),
        ("/old%20place", "/old place"),
        ("/über uns", "/u%cc%88ber%20uns/?utm_source=x"),
        ("/u\u0308ber", "/%C3%BCber"),
        ('/"quoted"', "/%22quoted%22/"),
        ("/old\\place", "/old%5cplace"),
        ("/old%5cplace", "/old%5Cplace"),
        ("/100%", "/100%25"),
        ("/100%25", "/100%25"),
        ("/bad%ffbyte", "/bad%ffbyte/"),
        ("/old//place", "/old//place/"),
        ("/old%2fplace", "/old%2Fplace"),
        ("/it%27s,here", "/it's%2Chere"),
        ("/old?q=two words", "/old/?q=two%20words&gclid=1"),
    ],
)
def test_odd_paths_are_found_as_they_were_typed_and_however_they_are_encoded(led, get, event, typed, asked):
    redirect = add(typed, event)
    assert led(asked) == led(typed) == ("/section/open-day/", True)
    assert get("redirects/find/", html_path=asked).json()["id"] == redirect.pk


def test_a_chain_goes_on_from_the_path_of_a_page_that_was_unpublished(led, listed, section, event):
    add("/old", "/section/open-day/")
    add("/section/open-day", section)
    event.unpublish()
    assert led("/section/open-day/") == led("/old") == ("/section/", True)
    assert listed()["/old"] == "http://www.clinic.example/section/"


def test_a_chain_goes_past_a_draft_to_the_page_that_was_there_before(led, make_event, section, event):
    add("/old", "/section/open-day/")
    event.slug = "moved"
    event.save()
    make_event(parent=section, slug="open-day", live=False)
    assert led("/section/open-day/") == led("/old") == ("/section/moved/", True)


def test_a_chain_goes_on_from_an_odd_path(led, event):
    add("/one", "/old%20place//ü/")
    add("/old place//u\u0308", event)
    assert led("/one") == ("/section/open-day/", True)


def test_the_sites_own_redirect_comes_first_however_it_is_written(led, site, event):
    add("/old%20place", "https://all.example/")
    add("/old place", event, site=site)
    assert led("/old%20place/") == ("/section/open-day/", True)


def test_an_odd_path_takes_no_more_queries_than_a_plain_one(led, event):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost(path):
        with CaptureQueriesContext(connection) as queries:
            assert led(path) == 404
        return len(queries)

    cost("/warm")
    assert cost("/plain/") == cost('/ü "odd"//%2f, (path)/?gclid=1&a=b')


def test_a_chain_is_one_step_and_as_lasting_as_its_weakest(led, listed, event):
    add("/one", "/two/")
    add("/two", "http://www.clinic.example/three?x=1", is_permanent=False)
    add("/three", event, redirect_page_route_path="/when/")
    assert led("/one/") == led("/two/") == ("/section/open-day/when/", False)
    assert led("/three/") == ("/section/open-day/when/", True)
    whole = "http://www.clinic.example/section/open-day/when/"
    assert listed() == {"/one": whole, "/two": whole, "/three": whole}


def test_a_long_chain_is_followed_to_its_end(led, event):
    for number in range(11):
        add(f"/step-{number}", f"/step-{number + 1}/")
    add("/step-11", event)
    assert led("/step-0/") == ("/section/open-day/", True)


@pytest.mark.parametrize("host", ["www.clinic.example.", "WWW.CLINIC.EXAMPLE", "www.clinic.example:80"])
def test_a_chain_goes_on_over_our_own_host_however_it_is_written(led, event, host):
    add("/one", f"http://{host}/two/")
    add("/two", event)
    assert led("/one/") == ("/section/open-day/", True)


@pytest.mark.parametrize("length", [1, 2, 5, 30])
def test_what_leads_round_in_circles_is_not_there(led, listed, event, length):
    for number in range(length):
        add(f"/loop-{number}", f"/loop-{(number + 1) % length}/")
    assert led("/loop-0/") == 404
    if length < 12:
        assert listed() == {}


def test_behind_a_refused_redirect_stands_what_would_have_been_there(led, event):
    add("/section/open-day", "/section/open-day/?again=1")
    event.unpublish()
    assert led("/section/open-day/") == 410


def test_a_chain_goes_on_to_where_a_page_is_now(led, listed, section, event):
    add("/old", "/section/open-day/?day=2#when")
    event.slug = "new-day"
    event.save()
    assert led("/old") == ("/section/new-day/?day=2#when", True)
    assert listed() == {"/old": "http://www.clinic.example/section/new-day/?day=2#when"}


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:a@example.org",
        "javascript://evil.example/%0aalert(1)",
        "ftp://files.example/a",
        "ws://evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "http://",
        "https:///x",
        "http://[bad",
        "https://evil.example:99999/",
        "https://evil.example/\r\nSet-Cookie: a=b",
    ],
)
def test_what_is_no_address_of_the_web_never_leaves(led, get, listed, site, link):
    redirect = add("/old", link)
    assert led("/old/") == 404
    assert listed() == {}
    assert get(f"redirects/{redirect.pk}/").status_code == 404
    assert get("redirects/find/", html_path="/old/").status_code == 404


@pytest.mark.parametrize(
    ("link", "to"),
    [
        ("https://shop.example/a?b=1#c", "https://shop.example/a?b=1#c"),
        ("//shop.example/a", "http://shop.example/a"),
        ("/downloads/paper.pdf", "http://www.clinic.example/downloads/paper.pdf"),
        ("http://www.clinic.example//evil.example/", "http://www.clinic.example//evil.example/"),
    ],
)
def test_other_websites_and_what_the_frontend_has_of_its_own_may_be_led_to(led, listed, site, link, to):
    add("/old", link)
    assert led("/old/") == (to, True)
    assert listed() == {"/old": to}


def test_a_route_within_a_page_cannot_lead_to_another_host(led, home):
    add("/old", home, redirect_page_route_path="//evil.example/x")
    to, _ = led("/old/")
    assert to == "/evil.example/x"


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete", "draft"])
def test_nothing_leads_to_what_is_not_public(led, listed, event, typed, hide):
    add("/old", "http://www.clinic.example/section/open-day/" if typed else event)
    assert led("/old/") == ("/section/open-day/", True)
    if hide == "restrict":
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    elif hide == "draft":
        event.live = False
        event.save()
    else:
        getattr(event, hide)()
    assert led("/old/") == 404
    assert listed() == {}


def test_a_page_of_another_site_is_led_to_by_its_whole_address(led, make_event, other_site):
    page = make_event(parent=other_site.root_page, slug="there")
    add("/old", page)
    add("/typed", "http://other.example/there")
    assert led("/old/") == led("/typed/") == ("http://other.example/there/", True)
    assert led("/old/", site="other.example") == led("/typed/", site="other.example") == ("/there/", True)
    page.unpublish()
    assert led("/old/") == led("/typed/") == 404


def test_following_redirects_costs_the_same_with_more_of_them(django_assert_num_queries, get, event):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert get("redirects/", limit=100).status_code == 200
        return len(queries)

    def add_some(start):
        for number in range(start, start + 4):
            add(f"/typed-{number}", "/section/open-day/")
            add(f"/chain-{number}", f"/typed-{number}")
            add(f"/page-{number}", event)

    get("redirects/", limit=100)
    add_some(0)
    few = cost()
    add_some(4)
    assert cost() == few


@pytest.mark.parametrize("route_path", ["/\\evil.example", "/\t/evil.example", "/\r\nX: y"])
def test_a_route_that_no_address_may_hold_is_left_out(get, home, route_path):
    Redirect.objects.create(old_path="/old", redirect_page=home, redirect_page_route_path=route_path)
    assert get("pages/find/", html_path="/old/").json()["redirect"]["to"] == "/"
    assert get("redirects/").json()["items"][0]["location"] == "http://www.clinic.example/"
