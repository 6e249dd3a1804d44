"""Staff enter redirects in the admin, and are told at once what will not work."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from tests.kept import kept
from tests.pages.factories import make_article

CIRCLE = "This redirect leads back to its own path"


@kept
def article(articles):
    return make_article(articles, title="Sleep <well>", slug="sleep")


@pytest.fixture
def save(admin_client):
    """``save("/old/", "/new/")`` enters a redirect; ``(errors, warnings)`` is what staff are told."""

    def post(old_path, link="", pk=None, **fields):
        url = reverse("wagtailredirects:edit", args=[pk]) if pk else reverse("wagtailredirects:add")
        data = {"old_path": old_path, "redirect_link": link, "is_permanent": "on", **fields}
        answer = admin_client.post(url, data, follow=True)
        assert answer.status_code == 200
        form = answer.context.get("form")
        errors = [] if answer.redirect_chain else [str(error) for each in form.errors.values() for error in each]
        said = [message for message in answer.context["messages"] if message.level_tag == "warning"]
        assert "<well>" not in answer.content.decode()
        return errors, [str(message) for message in said]

    return post


@pytest.fixture
def led(get):
    def ask(path, **query):
        answer = get("pages/find/", html_path=path, **query)
        return answer.json()["redirect"]["to"] if answer.status_code == 200 else answer.status_code

    return ask


def test_a_path_of_the_site_is_a_target(save, led, article, admin_client):
    assert save("/old/", article.get_url_parts()[2]) == ([], [])
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.redirect_link) == ("/old", "/articles/sleep/")
    assert led("/old/") == "/articles/sleep/"
    page = admin_client.get(reverse("wagtailredirects:edit", args=[redirect.pk])).content.decode()
    assert 'value="/articles/sleep/"' in page
    assert save("/old/", "/articles/", pk=redirect.pk) == ([], [])
    assert led("/old/") == "/articles/"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/new place/", "/new%20place/"),
        ("/größe/", "/gr%C3%B6%C3%9Fe/"),
        ("/new/?a=b c#top", "/new/?a=b%20c#top"),
        ("https://shop.example/a|b", "https://shop.example/a%7Cb"),
        ("shop.example/a", "https://shop.example/a"),
        (" /new/ ", "/new/"),
    ],
)
def test_targets_are_stored_as_addresses_are_written(save, typed, stored):
    assert save("/old/", typed) == ([], [])
    assert Redirect.objects.get().redirect_link == stored


@pytest.mark.parametrize("host", ["http://frontend:3000", "https://www.example.org", "http://localhost:3000"])
def test_a_whole_address_of_our_own_is_a_target(save, led, article, settings, host):
    settings.CLINIC_FRONTEND_URL_RESOLVER = "pages.frontend.frontend_url"
    settings.CLINIC_FRONTEND_BASE_URL = host
    assert save("/old/", f"{host}/articles/sleep/") == ([], [])
    assert led("/old/") == "/articles/sleep/"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "//evil.example/", "mailto:a@example.org", "ftp://files.example/a", "http://", "new place"],
)
def test_what_is_no_address_of_the_web_is_refused(save, link):
    errors, _ = save("/old/", link)
    assert errors == ["Enter a path of this site that begins with /, or a URL that begins with https://."]
    assert not Redirect.objects.exists()


def test_an_address_that_is_too_long_once_it_is_encoded_is_refused(save):
    errors, _ = save("/old/", "/" + "ü" * 100)
    assert errors == ["This is too long: it has 601 characters, and the limit is 255."]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("/old place/", "/old%20place"),
        ('//old//"place"/', "/old/%22place%22"),
        ("old/u\u0308ber%2f%c3%bc", "/old/über/ü"),
        ("https://www.example.org/old/?b=1&a=2#x", "/old?a=2&b=1"),
        ("//[x", "/%5Bx"),
    ],
)
def test_old_paths_are_stored_in_one_spelling(save, typed, stored):
    assert save(typed, "/new/") == ([], [])
    assert Redirect.objects.get().old_path == stored


def test_a_path_is_redirected_once_however_it_is_written(save):
    Redirect.objects.create(old_path="/old place", redirect_link="/new/")
    errors, _ = save("/old%20place/", "/other/")
    assert errors == ["A redirect with this path already exists: /old place."]
    redirect = Redirect.objects.get()
    assert save("/old place", "/other/", pk=redirect.pk) == ([], [])
    assert save("/old place", "/other/", site=Site.objects.get().pk) == ([], [])


def test_a_redirect_leads_to_one_thing(save, article):
    told = ["Choose a page, or enter a path or URL to redirect to, but not both."]
    assert save("/old/")[0] == save("/old/", "/new/", redirect_page=article.pk)[0] == told


@pytest.mark.parametrize("link", ["/old", "/old/?a=1", "https://www.example.org/%6Fld/"])
def test_a_redirect_to_itself_is_refused(save, settings, link):
    site = Site.objects.get()
    site.hostname = "www.example.org"
    site.save()
    (error,), _ = save("/old/", link)
    assert error.startswith(CIRCLE)


def test_a_circle_of_several_is_refused_also_where_one_is_changed(save):
    save("/one/", "/two/")
    save("/two/", "/three/")
    assert save("/three/", "/one/")[0][0].startswith(CIRCLE)
    two = Redirect.objects.get(old_path="/two")
    assert save("/two/", "/one/", pk=two.pk)[0][0].startswith(CIRCLE)
    # What it led to before does not count.
    assert save("/zero/", "/two/", pk=two.pk) == ([], [])


def test_from_the_path_of_a_page_to_that_page_never_works(save, article):
    assert save("/articles/sleep/", "/articles/sleep/")[0][0].startswith(CIRCLE)


def test_no_address_has_a_nul(save):
    assert save("/old%00/", "/new/")[0] == ["A URL cannot contain %00."]


def test_staff_are_warned_of_a_live_page_at_the_path(save, led, article):
    errors, (warning,) = save("/articles/sleep?utm_source=x", "/new/")
    assert errors == []
    assert warning.startswith("The page “Sleep")
    assert "is live at this path" in warning
    article.unpublish()
    assert save("/articles/sleep/", "/new/") == ([], [])


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_staff_are_warned_of_a_target_that_is_not_live(save, led, article, hide, typed):
    if hide == "unpublish":
        article.unpublish()
    else:
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    target = {"link": "/articles/sleep/"} if typed else {"redirect_page": article.pk}
    errors, (warning,) = save("/old/", **target)
    assert errors == []
    assert warning.startswith("Visitors cannot see what this redirect leads to: it is not published")
    assert led("/old/") == 404


def test_a_warning_names_the_sites_where_a_redirect_does_not_work(save, home):
    other = Site.objects.create(hostname="other.example", root_page=home.add_child(instance=type(home)(title="Other")))
    Redirect.objects.create(old_path="/two", site=other, redirect_link="/one/")
    errors, (warning,) = save("/one/", "/two/")
    assert errors == []
    assert "(on other.example)" in warning
