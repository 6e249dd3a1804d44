import pytest
from wagtail.models import Page, PageViewRestriction


@pytest.fixture
def section_in_spanish(in_spanish, section):
    return in_spanish(section, slug="seccion")


def mark(requested_html_path):
    return {"requested_locale": "es", "served_locale": "en", "requested_html_path": requested_html_path}


@pytest.mark.parametrize("fallback", ["en", "true"])
@pytest.mark.parametrize(
    "path", ["/es/seccion/open-day/", "/es/section/open-day", "es/seccion/open%2Dday?utm_source=x"]
)
def test_the_original_stands_in_below_what_is_translated(get, section_in_spanish, event, path, fallback):
    assert get("pages/find/", html_path=path).status_code == 404
    for _ in range(2):
        answer = get("pages/find/", html_path=path, fallback=fallback)
        body = answer.json()
        assert (answer.status_code, body["id"], body["meta"]["locale"]) == (200, event.pk, "en")
        assert body["meta"]["html_path"] == "/section/open-day/"
        path_alone = "/es/section/open-day/" if "section" in path else "/es/seccion/open-day/"
        assert body["meta"].pop("fallback") == mark(path_alone)
        assert body == get(f"pages/{event.pk}/").json()
        assert answer["Content-Location"].endswith(f"/pages/{event.pk}/")
        assert "Last-Modified" not in answer


def test_without_any_page_in_the_language_the_path_behind_it_counts(get, event, home):
    from wagtail.models import Locale

    Locale.objects.get_or_create(language_code="es")
    assert get("pages/find/", html_path="/es/section/open-day/", fallback="en").json()["id"] == event.pk
    assert get("pages/find/", html_path="/es/", fallback="en").json()["id"] == home.pk
    assert get("pages/find/", html_path="/fr/section/", fallback="en").status_code == 404


def test_a_translation_that_is_published_is_led_to(led, in_spanish, section_in_spanish, event):
    day = in_spanish(event, slug="dia")
    assert led("/es/seccion/dia/", fallback="en") == day.pk
    assert led("/es/section/open-day/", fallback="en") == ("/es/seccion/dia/", False)
    day.unpublish()
    assert led("/es/seccion/dia/") == 410
    assert led("/es/seccion/dia/", fallback="en") == led("/es/seccion/open-day/", fallback="en") == event.pk


def test_what_stands_in_is_marked_as_markdown_too(client, section_in_spanish, event):
    url = "/api/v2/pages/find/?html_path=/es/seccion/open-day/&fallback=en"
    for accept in ("application/json", "text/markdown"):
        answer = client.get(url, headers={"Accept": accept})
        assert answer.headers["Content-Type"].startswith(accept)
        assert answer.headers["Content-Language"] == "en"
        own = client.get("/api/v2/pages/find/?html_path=/section/open-day/&fallback=en", headers={"Accept": accept})
        assert own.status_code == 200
        assert "Content-Language" not in own.headers


def test_the_answer_follows_what_is_published(client, section_in_spanish, in_spanish, event):
    url = "/api/v2/pages/find/?html_path=/es/seccion/open-day/&fallback=en"
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    event.title = "Another day"
    event.save()
    second = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert second.json()["title"] == "Another day"
    day = in_spanish(event, slug="open-day")
    assert client.get(url).json()["id"] == day.pk


def test_drafts_and_private_pages_neither_stand_in_nor_lead_to_what_does(led, in_spanish, section_in_spanish, event):
    from wagtail.models import Locale

    event.copy_for_translation(Locale.objects.get(language_code="es")).save()
    draft = Page.objects.get(slug__startswith="open-day", locale__language_code="es")
    draft.slug = "borrador"
    draft.save()
    assert led("/es/seccion/borrador/", fallback="en") == 404
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert led("/es/seccion/open-day/", fallback="en") == 404


def test_what_is_chosen_by_fields_is_marked_too(get, section_in_spanish, event):
    body = get("pages/find/", html_path="/es/seccion/open-day/", fallback="en", fields="_,title").json()
    assert body == {"meta": {"fallback": mark("/es/seccion/open-day/")}, "title": "Open day"}


def test_a_page_by_id_is_given_in_a_language(get, in_spanish, section_in_spanish, section, event):
    assert get(f"pages/{section.pk}/", locale="es").json()["id"] == section_in_spanish.pk
    assert get(f"pages/{section_in_spanish.pk}/", locale="en").json()["id"] == section.pk
    assert get(f"pages/{event.pk}/", locale="es").status_code == 404
    assert get(f"pages/{event.pk}/", locale="").status_code == 404
    answer = get(f"pages/{event.pk}/", locale="es", fallback="true").json()
    assert (answer["id"], answer["meta"]["fallback"]) == (event.pk, mark(None))
    assert "fallback" not in get(f"pages/{event.pk}/", fallback="true").json()["meta"]


@pytest.mark.parametrize(
    ("query", "status"), [({"fallback": "xx"}, 400), ({"locale": "xx"}, 404), ({"lokale": "es"}, 400)]
)
def test_an_unknown_language_is_refused(get, event, query, status):
    answer = get(f"pages/{event.pk}/", **query)
    assert (answer.status_code, answer.json()["parameter"]) == (status, next(iter(query)))
