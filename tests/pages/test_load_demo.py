import io
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision, Site

from media.models import ClinicImage
from pages.demo import content
from pages.models import ArticlePage, ClinicPage, FaqItem, HomePage, OrganisationSettings, Person, Topic


@pytest.fixture(autouse=True)
def _plain_project(settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None


def counts():
    models = [Page, Revision, ClinicImage, FaqItem, Person, Topic]
    return {model.__name__: (model.objects.count(), model.objects.latest("pk").pk) for model in models}


@pytest.mark.django_db
def test_the_demo_is_a_whole_site_and_a_second_run_changes_nothing(client):
    call_command("load_demo", stdout=io.StringIO())
    assert ArticlePage.objects.live().public().filter(locale__language_code="en").count() >= 12
    assert ClinicPage.objects.live().values("time_zone").distinct().count() == 3
    assert (
        FaqItem.objects.filter(locale__language_code="en").count(),
        Person.objects.filter(locale__language_code="en").count(),
    ) == (24, 6)
    assert OrganisationSettings.objects.get().default_clinic.slug == "riverside"
    made = counts()
    output = io.StringIO()
    call_command("load_demo", stdout=output)
    assert counts() == made
    assert "Nothing was changed" in output.getvalue()

    get = client.get
    for slug in ("choosing-a-level-of-care", "returning-to-work-after-treatment", "notes-for-alumni"):
        assert ArticlePage.objects.filter(slug=slug).exists()
        assert get(f"/api/v2/pages/find/?html_path=/articles/{slug}/").status_code == 404
    spanish = get("/api/v2/pages/find/?html_path=/es/articulos/que-es-la-adiccion/").json()
    assert spanish["meta"]["locale"] == "es"
    assert spanish["hero_image"]["alt_text"] == "El sol sale detrás de suaves colinas verdes"
    assert spanish["meta"]["seo"]["image"]["alt_text"] == "El sol sale detrás de suaves colinas verdes"
    assert spanish["topics"][0]["name"] == "Adicción"
    for path in ("/", "/faqs/", "/about-us/", "/clinics/portland/", "/es/"):
        assert get(f"/api/v2/pages/find/?html_path={path}").status_code == 200, path
    assert spanish["topics"][0]["meta"]["locale"] == "es"
    assert {each["meta"]["locale"] for each in get("/api/v2/topics/?locale=es").json()["items"]} == {"es"}
    site = get("/api/v2/site/?locale=es").json()
    assert site["organisation"]["logo"]["alt_text"].startswith("El emblema de")
    first_week = get("/api/v2/pages/find/?html_path=/articles/what-happens-in-the-first-week/").json()
    shown = {block["type"]: block["value"] for block in first_week["body"]}
    assert shown["embed"]["provider"] == "youtube"
    leaflet = b"".join(get(urlsplit(shown["document_download"]["document"]["meta"]["download_url"]).path))
    assert (leaflet[:5], b"What to bring to your first week" in leaflet) == (b"%PDF-", True)
    rules = get("/api/v2/redirects/all/").json()["items"]
    assert {rule["html_path"]: (rule["to"], rule["type"]) for rule in rules} == {
        "/first-week/": ("/articles/what-happens-in-the-first-week/", "typed"),
        "/jobs/": ("https://jobs.example.org/juniper-hollow/", "typed"),
        "/locations/": ("/clinics/", "typed"),
        "/riverside/": ("/clinics/riverside/", "typed"),
        "/who-we-are/": ("/about-us/", "moved"),
    }
    assert [author["job_title"] for author in spanish["authors"]] == ["Autora de textos de salud"]
    assert {line["locale"] for line in get("/api/v2/site/?locale=es").json()["organisation"]["crisis_lines"]} == {"es"}
    assert get("/api/v2/search/?q=adiccion").json()["meta"]["total_count"] == 0
    assert get("/api/v2/search/?q=adiccion&locale=es").json()["meta"]["total_count"] >= 4
    assert get("/api/v2/search/?q=alumni").json()["meta"]["total_count"] == 0
    scheduled = ArticlePage.objects.get(slug="returning-to-work-after-treatment")
    assert scheduled.scheduled_revision is not None


@pytest.mark.django_db
def test_every_block_stands_somewhere_in_the_demo_articles():
    used = {next(iter(block)) for entry in content.articles().values() for block in entry["body"]}
    assert used >= {"rich_text", "heading", "callout", "quote", "image", "table", "faq_section", "clinic_contact"}
    assert used >= {"embed", "document_download", "call_to_action", "related_pages"}


@pytest.mark.django_db
def test_a_site_with_content_of_its_own_is_left_alone():
    site = Site.objects.get()
    site.root_page.add_child(instance=Page(title="Ours", slug="ours"))
    before = Page.objects.count()
    with pytest.raises(CommandError, match="already has content"):
        call_command("load_demo", stdout=io.StringIO())
    assert Page.objects.count() == before


@pytest.mark.django_db
def test_a_run_that_fails_leaves_nothing_behind(monkeypatch, one_picture_for_all):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("pages.demo.articles.finish_articles", fail)
    with pytest.raises(RuntimeError):
        call_command("load_demo", stdout=io.StringIO())
    assert not HomePage.objects.exists()
    assert not ClinicImage.objects.exists()
    assert Page.objects.filter(title__startswith="Welcome").exists()
