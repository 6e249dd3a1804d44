"""Staff at work: an article with blocks of all kinds, written, published and corrected in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from pages.models import ArticleIndexPage, ArticlePage, ClinicIndexPage, HomePage
from tests.browser.page_editor import PageEditor
from tests.media.factories import DocumentFactory, ImageFactory
from tests.pages.factories import SUMMARY, FaqItemFactory, make_article, make_clinic

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PASSWORD = "a-long-password-for-tests"


@pytest.fixture
def site(transactional_db):
    """A small site. After a test with real transactions the database is empty, so everything is made anew."""
    ContentType.objects.clear_cache()
    Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="www.clinic.example", root_page=home, is_default_site=True)
    articles = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    clinics = home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
    make_clinic(clinics, title="Riverside", slug="riverside")
    make_article(articles, title="Sleeping well", slug="sleeping-well")
    FaqItemFactory(question="Is treatment confidential?")
    ImageFactory(title="Front door")
    DocumentFactory(title="What to bring")
    return articles


@pytest.fixture
def editor(browser, live_server, site, settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    get_user_model().objects.create_superuser("editor", "editor@clinic.example", PASSWORD)
    editor = PageEditor(browser, live_server.url)
    editor.log_in("editor", PASSWORD)
    return editor


def fill_blocks(editor):
    """Twelve blocks, with every kind of field that staff fill in."""
    heading = editor.add_block("Heading")
    editor.type(f"[name={heading}-text]", "What happens first")
    editor.write(editor.add_block("Text"), "Nobody is asked to promise anything.")
    quote = editor.add_block("Quote")
    editor.type(f"[name={quote}-quote]", "I was asked what I wanted.")
    editor.type(f"[name={quote}-attribution]", "A patient (fictional)")
    callout = editor.add_block("Callout")
    editor.type(f"[name={callout}-heading]", "In danger?")
    editor.write(f"{callout}-text", "Call 988.")
    table = editor.add_block("Table")
    editor.type(f"[name={table}-caption]", "Hours a week")
    editor.fill_table("Text", "Level", "Outpatient")
    image = editor.add_block("Image")
    editor.choose(f"{image}-image", "Front door")
    video = editor.add_block("Video")
    editor.type(f"[name={video}-url]", "https://vimeo.com/76979871")
    editor.type(f"[name={video}-title]", "A walk through the clinic")
    document = editor.add_block("Document")
    editor.choose(f"{document}-document", "What to bring")
    button = editor.add_block("Call to action")
    editor.type(f"[name={button}-label]", "Call us")
    editor.type(f"[name={button}-phone]", "+1 951 555 0142")
    questions = editor.add_block("Questions and answers")
    editor.choose(f"{questions}-items-0-value", "Is treatment confidential?")
    contact = editor.add_block("Clinic contact")
    editor.choose(f"{contact}-clinic", "Riverside")
    editor.add_block("Related pages")


def test_an_article_with_blocks_of_all_kinds_is_written_and_published(editor, site, client):
    editor.open(f"/admin/pages/add/clinic_pages/articlepage/{site.pk}/")
    editor.type("[name=title]", "How treatment begins")
    editor.type("[name=summary]", SUMMARY)
    fill_blocks(editor)
    editor.publish()
    assert "published" in editor.messages
    path = f"/articles/{ArticlePage.objects.get(title='How treatment begins').slug}/"
    answer = client.get("/api/v2/pages/find/", {"html_path": path}).json()
    blocks = {block["type"]: block["value"] for block in answer["body"]}
    assert len(blocks) == 12
    assert blocks["rich_text"] == "<p>Nobody is asked to promise anything.</p>"
    assert blocks["table"]["rows"] == [["Outpatient"]]
    assert blocks["image"]["image"]["title"] == "Front door"
    assert blocks["faq_section"]["items"][0]["question"] == "Is treatment confidential?"
    assert blocks["clinic_contact"]["clinic"]["telephone"]["number"] == "+19515550142"
    assert answer["toc"][0]["text"] == "What happens first"


def test_a_number_corrected_at_the_clinic_is_corrected_in_the_article(editor, site, client):
    clinic = Page.objects.get(slug="riverside")
    contact = {"heading": "Call", "text": "", "clinic": clinic.pk, "details": ["telephone"]}
    article = make_article(site, body=[{"type": "clinic_contact", "value": contact}])
    editor.open(f"/admin/pages/{clinic.pk}/edit/#tab-contact")
    editor.type("[name=telephones-0-number]", "+1 951 555 0199")
    editor.publish()
    assert "published" in editor.messages
    value = client.get(f"/api/v2/pages/{article.pk}/").json()["body"][0]["value"]
    assert value["clinic"]["telephone"]["display"] == "(951) 555-0199"


def test_a_mistake_is_told_beside_the_field_and_nothing_is_published(editor, site):
    editor.open(f"/admin/pages/add/clinic_pages/articlepage/{site.pk}/")
    editor.type("[name=title]", "Too short")
    editor.type("[name=summary]", "Short.")
    editor.publish()
    assert "could not be" in editor.messages
    assert "at least 50 characters" in editor.find("#panel-child-content-child-summary-errors").text
    assert not ArticlePage.objects.filter(title="Too short").exists()


def test_the_dialogs_of_choices_open_with_the_language_of_the_page(editor, site, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    spanish = Locale.objects.create(language_code="es")
    home = site.get_parent().copy_for_translation(spanish)
    index = home.add_child(instance=ArticleIndexPage(title="Artículos", slug="articulos", locale=spanish))
    FaqItemFactory(question="¿Es confidencial?", locale=spanish)
    article = make_article(index, title="Dormir", slug="dormir", locale=spanish)
    editor.open(f"/admin/pages/{article.pk}/edit/")
    section = editor.add_block("Questions and answers")
    assert editor.offered(f"{section}-items-0-value") == ["¿Es confidencial?"]
