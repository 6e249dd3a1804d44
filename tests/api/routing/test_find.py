from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.plugin.models import EventPage


@pytest.mark.parametrize(
    "path",
    [
        "/section/open-day/",
        "section/open-day",
        "//section///open-day",
        "/section/open%2Dday/",
        "/section/open%2dday",
        "/section/open-day/?utm_source=mail&page=2",
        "/section/open-day#when",
        " /section/open-day/ ",
    ],
)
def test_a_page_is_found_however_its_path_is_written(get, event, path):
    for _ in range(2):
        answer = get("pages/find/", html_path=path)
        assert (answer.status_code, answer.json()["id"]) == (200, event.pk)
        assert answer.json()["meta"]["html_path"] == "/section/open-day/"
        assert answer["Content-Location"].endswith(f"/pages/{event.pk}/")


@pytest.mark.parametrize("path", ["/día/", "/d%C3%ADa", "/d%c3%ada/", "/di\u0301a/"])
def test_paths_in_other_scripts_are_decoded(led, make_event, settings, path):
    settings.WAGTAIL_ALLOW_UNICODE_SLUGS = True
    assert led(path) == 404
    event = make_event(slug="día")
    assert led(path) == event.pk


@pytest.mark.parametrize(
    "path", ["/%00/", "/a%00b/?x=%00", "/%ff/", "/" + "x" * 5000, "/" + "a/" * 500, "?", "/%2e%2e/"]
)
def test_odd_paths_harm_nothing(led, get, home, path):
    assert led(path) in (404, home.pk)
    assert get("redirects/find/", html_path=path).status_code == 404
    assert get("pages/find/", html_path=path, fallback="true").status_code in (200, 404)


def test_a_path_that_never_was_is_not_found_and_one_that_was_is_gone(led, get, event):
    assert led("/nowhere/") == 404
    event.unpublish()
    answer = get("pages/find/", html_path="/section/open-day?utm_source=x")
    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["type"] == "urn:clinic-api:problem:gone"


def test_a_draft_was_never_there(led, make_event):
    draft = make_event(slug="draft", live=False)
    draft.slug = "other-draft"
    draft.save()
    draft.delete()
    assert led("/draft/") == led("/other-draft/") == 404


def test_a_draft_that_is_edited_leaves_nothing_behind(led, event):
    event.slug = "new-day"
    event.save_revision()
    assert led("/section/open-day/") == event.pk
    assert led("/section/new-day/") == 404


def test_what_was_deleted_with_its_section_is_gone(led, section, event):
    section.delete()
    assert led("/section/") == led("/section/open-day/") == 410


def test_what_has_expired_is_gone_before_and_after_a_schedule_says_so(led, event):
    event.expire_at = timezone.now() - timedelta(minutes=1)
    event.save()
    assert led("/section/open-day/") == 410
    event.unpublish(set_expired=True)
    assert led("/section/open-day/") == 410


def test_what_was_restricted_is_gone_until_it_is_public_again(led, section, event):
    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert led("/section/open-day/") == 410
    restriction.delete()
    assert led("/section/open-day/") == event.pk


def test_what_was_private_all_along_is_not_found(led, make_event, section):
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    secret = make_event(parent=section, slug="secret")
    secret.slug = "still-secret"
    secret.save()
    secret.delete()
    assert led("/section/secret/") == led("/section/still-secret/") == 404


def test_a_renamed_section_leads_to_all_that_stands_below_it(led, section, event):
    section.slug = "news"
    section.save()
    assert led("/section/") == ("/news/", True)
    assert led("/section/open-day/") == ("/news/open-day/", True)
    assert led("/news/open-day/") == event.pk


def test_a_page_that_moves_again_and_again_is_one_step_away(led, make_event, home, section, event):
    for slug in ("first", "second", "third"):
        event.refresh_from_db()
        event.slug = slug
        event.save()
    EventPage.objects.get(pk=event.pk).move(home, pos="last-child")
    assert led("/section/open-day/") == led("/section/first/") == led("/section/third") == ("/third/", True)
    assert led("/third/") == event.pk


def test_a_new_page_at_an_old_path_is_what_is_there(led, make_event, section, event):
    event.slug = "new-day"
    event.save()
    other = make_event(parent=type(section).objects.get(pk=section.pk), slug="open-day")
    assert led("/section/open-day/") == other.pk


@pytest.mark.parametrize("hides", [True, False])
def test_a_move_out_of_or_into_a_private_place(led, make_event, home, event, hides):
    private = make_event(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    event.move(private, pos="last-child")
    assert led("/section/open-day/") == 410
    assert led("/private/open-day/") == 404
    type(event).objects.get(pk=event.pk).move(home, pos="last-child")
    assert led("/section/open-day/") == ("/open-day/", True)
    assert led("/private/open-day/") == 404


def test_in_each_language_a_moved_page_is_found(led, in_spanish, section, event):
    in_spanish(section, slug="seccion")
    day = in_spanish(event, slug="dia-abierto")
    assert led("/es/seccion/dia-abierto/") == day.pk
    day.slug = "puertas-abiertas"
    day.save()
    assert led("/es/seccion/dia-abierto?gclid=1") == ("/es/seccion/puertas-abiertas/", True)
    day.unpublish()
    assert led("/es/seccion/dia-abierto/") == led("/es/seccion/puertas-abiertas/") == 410


def test_a_page_that_moves_to_another_site_is_at_a_whole_address(led, event, other_site):
    event.move(other_site.root_page, pos="last-child")
    assert led("/section/open-day/") == ("http://other.example/open-day/", True)
    assert led("/open-day/", site="other.example") == event.pk
    assert led("/section/open-day/", site="other.example") == 404


def test_a_site_that_gets_another_root_leads_to_where_its_pages_are_now(led, site, section, event):
    site.root_page = section
    site.save()
    assert led("/open-day/") == event.pk
    assert led("/section/open-day/") == ("/open-day/", True)


def test_a_site_of_its_own_takes_pages_from_another(led, section, event):
    Site.objects.create(hostname="news.example", root_page=section)
    assert led("/open-day/", site="news.example") == event.pk
    assert led("/nowhere/", site="news.example") == 404


def test_an_unknown_site_is_not_found(get, event):
    answer = get("pages/find/", html_path="/section/open-day/", site="nobody.example")
    assert (answer.status_code, answer.json()["parameter"]) == (404, "site")


def test_a_redirect_is_an_answer_like_others(client, get, section, event, varnish_is_told):
    section.slug = "news"
    section.save()
    first = get("pages/find/", html_path="/section/")
    assert "clinic-api-listings" in first["Surrogate-Key"]
    url = "/api/v2/pages/find/?html_path=/section/"
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    section.unpublish()
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 410


def test_the_endpoint_of_one_type_leads_to_its_pages_too(led, get, event):
    assert get("clinics/find/", html_path="/section/open-day/").status_code == 404


def test_a_rename_costs_the_same_with_more_below(django_assert_max_num_queries, make_event, section):
    def rename(slug):
        section.refresh_from_db()
        section.slug = slug
        section.save()

    def cost(slug):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            rename(slug)
        return len(queries)

    make_event(parent=section)
    rename("zero")
    few = cost("one")
    for _ in range(3):
        section.refresh_from_db()
        make_event(parent=section)
    assert cost("two") == few
