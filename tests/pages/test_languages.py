"""Every text in an answer is in the language of its page, or says its own."""

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from api.snapshots.bypass import store_bypassed
from pages.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ClinicPage,
    CrisisLine,
    FaqItem,
    Menu,
    NotFoundText,
    OrganisationSettings,
    Person,
    RelatedArticle,
    Service,
    SpecialDay,
    Topic,
)
from tests.kept import kept
from tests.media.factories import ImageFactory
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, item, make_article, make_clinic
from tests.pages.models.test_menu import link

DESCRIPTION = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text(encoding="utf-8"))
SCHEMAS = DESCRIPTION["components"]["schemas"]
WORDS = {"name", "title", "question", "job_title", "biography", "description", "answer", "label"}
# Files have one title for all languages; their alternative texts and captions follow the page.
FILES = {"FileMeta", "ImageMeta", "DocumentMeta"}


def resolved(schema):
    while "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rpartition("/")[2]]
    return schema


def objects_with_words():
    for name, schema in SCHEMAS.items():
        properties = schema.get("properties", {})
        if "meta" not in properties or "id" not in properties or not WORDS & properties.keys():
            continue
        meta = properties["meta"]
        reference = meta.get("$ref", "").rpartition("/")[2]
        if reference not in FILES and "type" in resolved(meta).get("properties", {}):
            yield name, resolved(meta)["properties"]


def test_every_object_that_has_words_says_its_language():
    found = dict(objects_with_words())
    files = {name for name in found if "download_url" in found[name]}
    assert {"PersonRepresentation", "TopicRepresentation", "ServiceRepresentation", "FaqItemRepresentation"} <= set(
        found
    )
    assert {name for name in found if "locale" not in found[name]} - files == set()


def walk(value, language, path=""):
    """The objects in an answer with the language that holds around them."""
    if isinstance(value, dict):
        meta = value.get("meta")
        own = value.get("locale") or (meta.get("locale") if isinstance(meta, dict) else None) or value.get("lang")
        language = own or language
        if "id" in value and isinstance(meta, dict):
            yield path, value, own
        for name, part in value.items():
            yield from walk(part, language, f"{path}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from walk(part, language, f"{path}[{number}]")


@pytest.mark.django_db
def test_every_object_in_every_answer_of_the_demo_says_its_language(client, settings, one_picture_for_all):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None
    call_command("load_demo", stdout=io.StringIO())
    silent = set()
    for pk in Page.objects.live().public().filter(depth__gt=1).values_list("pk", flat=True):
        answer = client.get(f"/api/v2/pages/{pk}/").json()
        silent |= {
            value["meta"]["type"]
            for _path, value, own in walk(answer, None)
            if own is None and "download_url" not in value["meta"]
        }
    assert silent == set()


@kept
def spanish(home):
    return Locale.objects.create(language_code="es")


def translated(snippet, locale, **words):
    translation = snippet.copy_for_translation(locale)
    for name, value in words.items():
        setattr(translation, name, value)
    translation.save()
    translation.save_revision().publish()
    return translation


@pytest.fixture
def spanish_article(home, articles, spanish):
    for page in (home, articles):
        page.copy_for_translation(spanish).save_revision().publish()

    def make(**fields):
        article = make_article(articles, **fields)
        translation = article.copy_for_translation(spanish)
        translation.save_revision().publish()
        return translation

    return make


def test_a_person_a_topic_and_a_question_follow_the_language_of_the_page(get, spanish, spanish_article):
    person = PersonFactory(job_title="Psychologist")
    topic = TopicFactory(name="Sleep", slug="sleep")
    question = FaqItemFactory(question="Why?", answer="<p>So.</p>")
    section = {"type": "faq_section", "value": {"heading": "Q", "items": [item(question.pk)]}}
    page = spanish_article(body=[section], medical_reviewer=person, last_reviewed="2026-01-01")
    page.topics = [topic]
    page.save_revision().publish()

    def shown():
        answer = get(f"pages/{page.pk}/").json()
        shown_item = answer["body"][0]["value"]["items"][0]
        return [
            (answer["medical_reviewer"]["job_title"], answer["medical_reviewer"]["meta"]["locale"]),
            (answer["topics"][0]["name"], answer["topics"][0]["meta"]["locale"]),
            (shown_item["question"], shown_item["meta"]["locale"]),
        ]

    assert shown() == [("Psychologist", "en"), ("Sleep", "en"), ("Why?", "en")]
    translation = translated(person, spanish, job_title="Psicóloga")
    translated(topic, spanish, name="Dormir", slug="dormir")
    translated(question, spanish, question="¿Por qué?")
    assert shown() == [("Psicóloga", "es"), ("Dormir", "es"), ("¿Por qué?", "es")]
    translation.unpublish()
    assert shown()[0] == ("Psychologist", "en")
    graph = get(f"pages/{page.pk}/").json()["meta"]["json_ld"]["@graph"]
    assert [node["jobTitle"] for node in graph if node["@type"] == "Person"] == ["Psychologist"]


def test_a_hidden_person_is_not_shown_in_another_language(get, spanish, spanish_article):
    person = PersonFactory()
    page = spanish_article(medical_reviewer=person, last_reviewed="2026-01-01")
    translated(person, spanish, job_title="Psicóloga")
    person.unpublish()
    assert get(f"pages/{page.pk}/").json()["medical_reviewer"] is None


def test_services_follow_the_language_of_the_clinic(get, home, clinics, spanish):
    for page in (home, clinics):
        page.copy_for_translation(spanish).save_revision().publish()
    service = Service.objects.create(name="Detox", slug="detox")
    clinic = make_clinic(clinics)
    clinic.services = [service]
    clinic.save_revision().publish()
    translation = clinic.copy_for_translation(spanish)
    translation.save_revision().publish()
    translated(service, spanish, name="Desintoxicación", slug="desintoxicacion")
    names = [each["name"] for each in get(f"pages/{translation.pk}/").json()["services"]]
    assert names == ["Desintoxicación"]


@pytest.mark.parametrize("endpoint", ["faqs", "people", "topics"])
def test_listings_that_are_ours_speak_the_sites_language_unless_told_otherwise(get, home, spanish, endpoint):
    made = {"faqs": FaqItemFactory, "people": PersonFactory, "topics": TopicFactory}[endpoint]()
    translated(made, spanish)

    def languages(**query):
        return [item["meta"]["locale"] for item in get(f"{endpoint}/", **query).json()["items"]]

    assert languages() == ["en"]
    assert languages(locale="es") == ["es"]
    assert sorted(languages(locale="*")) == ["en", "es"]
    assert {model for model in (FaqItem, Person, Topic) if model.objects.count() == 2}


def test_search_speaks_the_sites_language_and_listings_of_v2_all(get, home, articles, spanish_article):
    spanish_article(title="Ketamine", slug="ketamine")

    def languages(path, **query):
        return sorted(item["meta"]["locale"] for item in get(path, **query).json()["items"])

    assert languages("search/", q="ketamine") == ["en"]
    assert languages("search/", q="ketamine", locale="es") == ["es"]
    assert languages("search/", q="ketamine", locale="*") == ["en", "es"]
    assert languages("pages/", type="clinic_pages.ArticlePage") == ["en", "es"]
    assert get("search/", q="x", locale="xx").status_code == 404


def test_topics_and_services_are_found_by_their_name_in_any_language(get, home, clinics, spanish, spanish_article):
    topic, service = TopicFactory(slug="sleep"), Service.objects.create(name="Detox", slug="detox")
    article = spanish_article(title="Dormir bien")
    article.topics = [topic]
    article.save_revision().publish()
    clinics.copy_for_translation(spanish).save_revision().publish()
    clinic = make_clinic(clinics).copy_for_translation(spanish)
    clinic.services = [service]
    clinic.save_revision().publish()
    translated(topic, spanish, slug="dormir")
    translated(service, spanish, slug="desintoxicacion")
    for slug in ("sleep", "dormir"):
        found = get("pages/", topic=slug, locale="es").json()["items"]
        assert [item["id"] for item in found] == [article.pk]
    for slugs in ("detox", "desintoxicacion", "detox,desintoxicacion"):
        found = get("clinics/", service=slugs, locale="es").json()["items"]
        assert [item["id"] for item in found] == [clinic.pk]


@pytest.mark.parametrize("are_translated", [True, False])
def test_a_listing_in_another_language_costs_no_query_for_each_page(get, home, clinics, spanish, are_translated):
    """Each page has services and topics of its own."""
    articles = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    for page in (home, clinics, articles):
        page.copy_for_translation(spanish).save_revision().publish()

    def make(number):
        service = Service.objects.create(name=f"Service {number}", slug=f"service-{number}")
        topic, person = TopicFactory(), PersonFactory()
        clinic, article = make_clinic(clinics), make_article(articles)
        clinic.services, article.topics, article.medical_reviewer = [service], [topic], person
        article.last_reviewed = date(2026, 1, 1)
        article.author_rows = [ArticleAuthor(person=person)]
        for page in (clinic, article):
            page.save_revision().publish()
            page.copy_for_translation(spanish).save_revision().publish()
        for snippet in (service, topic, person) if are_translated else ():
            translated(snippet, spanish)

    def counts():
        return [queries(path) for path in ("clinics/", "pages/")]

    def queries(path):
        get(path, locale="es", fields="*")
        with store_bypassed(), CaptureQueriesContext(connection) as captured:
            assert get(path, locale="es", fields="*").status_code == 200
        return len(captured)

    make(0)
    make(1)
    few = counts()
    make(2)
    make(3)
    assert counts() == few


def said_in(value, language=None, path=""):
    """All words of an answer that a test has marked with their language, each with the one that the answer says."""
    if isinstance(value, dict):
        meta = value.get("meta") if isinstance(value.get("meta"), dict) else {}
        language = value.get("lang") or value.get("locale") or meta.get("locale") or language
        for name, part in value.items():
            yield from said_in(part, language, f"{path}.{name}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from said_in(part, language, f"{path}[{number}]")
    elif isinstance(value, str) and (found := re.search(r"\b(EN|ES)-", value)):
        yield path, found[1].lower(), language and language[:2]  # Open Graph says es_ES.


def wrong(answer):
    return [(path, marked, said) for path, marked, said in said_in(answer) if marked != said]


@pytest.fixture
def bilingual(home, clinics, spanish):
    """A site of which half is translated; all words say what language they are in."""
    site = Site.objects.get(is_default_site=True)
    article = make_article(home, title="EN-article", slug="article")
    untranslated = make_article(home, title="EN-only", slug="only")
    clinic = make_clinic(clinics, title="EN-clinic")
    clinic.special_days = [SpecialDay(starts=date(2030, 12, 25), reason="EN-reason")]
    clinic.services = [Service.objects.create(name="EN-service", slug="service", description="EN-description")]
    clinic.save_revision().publish()
    spanish_home = home.copy_for_translation(spanish)
    spanish_home.title = "ES-home"
    spanish_home.save_revision().publish()
    translation = article.copy_for_translation(spanish)
    translation.title = "ES-article"
    translation.save_revision().publish()
    organisation = OrganisationSettings.for_site(site)
    organisation.default_clinic = clinic
    organisation.crisis_lines = [
        CrisisLine(name="EN-line", text="EN-text", number="988"),
    ]
    organisation.save()
    children = [link("page", page=untranslated.pk, label="")]
    items = [
        link("page", page=article.pk, label=""),
        link("group", children, label="EN-group"),
        link("clinic_telephone", clinic=clinic.pk, number="main", label="EN-call"),
    ]
    english = home.locale
    Menu.objects.create(site=site, slug="header", locale=english, title="EN-header", items=items)
    Menu.objects.create(site=site, slug="footer", locale=english, title="EN-footer", items=items)
    spanish_items = [link("page", page=page.pk, label="") for page in (article, untranslated)]
    Menu.objects.create(site=site, slug="header", locale=spanish, title="ES-header", items=spanish_items)
    NotFoundText.objects.create(site=site, locale=english, title="EN-missing", text="<p>EN-text</p>", links=items)
    return translation


def test_every_text_of_settings_and_menus_says_its_language_where_it_is_not_the_answers(get, bilingual):
    for locale in ("en", "es"):
        answer = get("site/", locale=locale).json()
        assert wrong(answer) == []
        assert {path.split("[")[0] for path, _marked, _said in said_in(answer)} >= {
            ".organisation.default_clinic.title",
            ".organisation.crisis_lines",
            ".menus.header.title",
            ".menus.footer.items",
            ".not_found.title",
        }
    shown = [path for path, marked, _said in said_in(get("site/", locale="es").json()) if marked == "es"]
    assert ".menus.header.items[0].label" in shown


def test_every_text_of_a_page_says_its_language_where_it_is_not_the_pages(get, bilingual):
    person = PersonFactory(job_title="EN-title", biography="<p>EN-biography</p>")
    topic = TopicFactory(name="EN-topic", slug="topic", description="EN-description")
    question = FaqItemFactory(question="EN-question?", answer="<p>EN-answer</p>")
    clinic, only = ClinicPage.objects.get(), Page.objects.get(slug="only")
    pictures = [ImageFactory(title=f"Picture {number}", alt_text="EN-alt") for number in range(2)]
    locale = Locale.objects.get(language_code="es")
    described = ImageFactory(title="Described", alt_text="EN-alt")
    described.translations.create(locale=locale, alt_text="ES-alt")
    blocks = {
        "image": {"image": pictures[0].pk, "alt_text": "", "caption": "", "decorative": False},
        "faq_section": {"heading": "ES-heading", "items": [item(question.pk)]},
        "clinic_contact": {
            "heading": "ES-heading",
            "text": "",
            "clinic": clinic.pk,
            "details": ["telephone", "address", "hours"],
        },
        "related_pages": {"heading": "ES-heading", "pages": [item(only.pk)]},
        "call_to_action": {"label": "ES-label", "page": clinic.pk, "url": "", "phone": "", "email": ""},
    }
    page = bilingual
    page.body = [{"type": name, "value": value} for name, value in blocks.items()]
    page.body.append(("image", {"image": described, "alt_text": "", "caption": "", "decorative": False}))
    page.hero_image = pictures[1]
    page.medical_reviewer, page.last_reviewed, page.topics = person, date(2026, 1, 1), [topic]
    page.author_rows = [ArticleAuthor(person=person)]
    page.related_rows = [RelatedArticle(page=only)]
    page.save_revision().publish()
    answer = get(f"pages/{page.pk}/").json()
    # These vocabularies have no place for the language of one text: JSON-LD says inLanguage, once for a page.
    answer["meta"].pop("json_ld")
    for network in ("open_graph", "twitter"):
        answer["meta"]["seo"][network].pop("image", None)
        answer["meta"]["seo"][network].pop("image_alt", None)
    assert wrong(answer) == []
    names = {path.split("[")[0].split(".")[1] for path, _marked, _said in said_in(answer)}
    assert names >= {"title", "body", "topics", "authors", "medical_reviewer", "related_pages"}
