"""What pages tell search engines, where the demo has no example of it."""

import json
from datetime import time

import pytest
from wagtail.models import Page, Site

from api.represent.references import CONTEXT_NAME, References
from pages.models import (
    ArticleAuthor,
    FaqPage,
    HomePage,
    OpeningInterval,
    OrganisationSettings,
    SpecialDay,
    StandardPage,
)
from pages.structured_data.faqs import with_whole_links
from pages.structured_data.json_ld import represent_json_ld
from pages.structured_data.values import tidy
from tests.media.factories import ImageFactory
from tests.pages.factories import (
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    full_body,
    item,
    make_article,
    make_clinic,
)
from tests.structured_data.parity import differences

pytestmark = pytest.mark.django_db
NASTY = '</script><script>alert(1)</script><!-- & "quotes" \''


@pytest.fixture(autouse=True)
def _plain_project(settings):
    settings.CLINIC_FRONTEND_URL_RESOLVER = None


@pytest.fixture
def ask(client):
    """The answer for a page, after its graph was compared with it."""

    def request(page):
        answer = client.get(f"/api/v2/pages/{page.pk}/").json()
        assert differences(answer, client.get("/api/v2/site/").json()) == []
        return answer

    return request


def nodes(answer):
    return {node["@type"]: node for node in answer["meta"]["json_ld"]["@graph"]}


def organisation(**fields):
    settings = OrganisationSettings.for_site(Site.objects.get())
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()


def section(*questions):
    value = {"heading": "Questions", "items": [item(question.pk, place) for place, question in enumerate(questions)]}
    return {"type": "faq_section", "value": value}


def test_a_page_with_everything_on_it_is_told_as_it_is(ask, home, articles, clinics):
    clinic = make_clinic(clinics, hero_image=ImageFactory(), email="us@clinic.example", languages=["en"])
    organisation(name="Juniper", legal_name="Juniper, LLC", logo=ImageFactory(), default_clinic=clinic)
    article = make_article(
        articles,
        body=full_body(articles, clinic),
        hero_image=ImageFactory(),
        medical_reviewer=PersonFactory(photo=ImageFactory()),
        last_reviewed="2026-01-01",
    )
    article.author_rows = [ArticleAuthor(person=PersonFactory())]
    article.topics = [TopicFactory()]
    article.save()
    assert {"MedicalWebPage", "Article", "FAQPage", "Person", "BreadcrumbList", "Organization", "WebSite"} == set(
        nodes(ask(article))
    )
    assert "MedicalClinic" in nodes(ask(clinic))
    assert nodes(ask(home))["Organization"]["contactPoint"]["telephone"] == "+19515550142"
    assert "contactPoint" not in nodes(ask(article))["Organization"]


def test_listings_have_no_graph_and_do_not_offer_one(client, articles):
    make_article(articles)
    query = {"type": "clinic_pages.ArticlePage", "fields": "*"}
    [listed] = client.get("/api/v2/pages/", query).json()["items"]
    assert "json_ld" not in listed["meta"]
    assert "seo" in listed["meta"]
    assert client.get("/api/v2/pages/", {**query, "fields": "json_ld"}).status_code == 400


def test_the_graph_alone_can_be_chosen(client, articles):
    article = make_article(articles)
    whole = client.get(f"/api/v2/pages/{article.pk}/").json()
    part = client.get(f"/api/v2/pages/{article.pk}/?fields=_,json_ld").json()
    assert part == {"meta": {"json_ld": whole["meta"]["json_ld"]}}


def test_who_visitors_may_not_see_is_not_told_either(ask, articles):
    reviewer, author = PersonFactory(name="Hidden Reviewer"), PersonFactory(name="Hidden Author")
    topic, question = TopicFactory(name="Hidden topic"), FaqItemFactory(question="Hidden question?")
    article = make_article(articles, medical_reviewer=reviewer, last_reviewed="2026-01-01", body=[section(question)])
    article.author_rows = [ArticleAuthor(person=author)]
    article.topics = [topic]
    article.save()
    assert "Hidden" in json.dumps(ask(article)["meta"]["json_ld"])
    for hidden in (reviewer, author, topic, question):
        hidden.unpublish()
    answer = ask(article)
    assert "Hidden" not in json.dumps(answer["meta"])
    assert "reviewedBy" not in nodes(answer)["MedicalWebPage"]
    assert "FAQPage" not in nodes(answer)


def test_a_question_that_stands_twice_on_a_page_is_told_once(ask, home):
    first, second = FaqItemFactory(), FaqItemFactory()
    page = StandardPage(title="About", slug="about", body=[section(first, second), section(second)])
    answer = ask(home.add_child(instance=page))
    assert [question["name"] for question in nodes(answer)["FAQPage"]["mainEntity"]] == [
        first.question,
        second.question,
    ]
    assert nodes(answer)["WebPage"]["hasPart"]["@id"].endswith("/about/#faq")


def test_a_page_of_questions_is_itself_the_faq_page(ask, home):
    page = FaqPage(
        title="Questions", slug="faq", sections=[section(FaqItemFactory())], body=[section(FaqItemFactory())]
    )
    answer = ask(home.add_child(instance=page))
    faq_pages = [node for node in answer["meta"]["json_ld"]["@graph"] if node["@type"] == "FAQPage"]
    assert len(faq_pages) == 1
    assert len(faq_pages[0]["mainEntity"]) == 2


def test_links_in_answers_lead_somewhere_outside_of_the_page_too(ask, articles, home):
    target = make_article(articles)
    question = FaqItemFactory(answer=f'<p>"href=" <a linktype="page" id="{target.pk}">Read</a></p>')
    page = home.add_child(instance=StandardPage(title="About", slug="about", body=[section(question)]))
    text = nodes(ask(page))["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"]
    assert f'<a href="http://www.clinic.example/articles/{target.slug}/">Read</a>' in text


@pytest.mark.parametrize(
    ("href", "whole"),
    [
        ("/a/", "https://www.example.org/a/"),
        ("#part", "https://www.example.org/x/#part"),
        ("tel:988", "tel:988"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.com/", "https://example.com/"),
    ],
)
def test_only_links_within_the_site_are_changed(href, whole):
    assert with_whole_links(f'<a href="{href}">x</a>', "https://www.example.org/x/") == f'<a href="{whole}">x</a>'


def test_no_text_can_end_the_script_element_that_holds_the_graph(ask, articles):
    organisation(name=NASTY)
    reviewer = PersonFactory(name=NASTY, job_title=NASTY)
    question = FaqItemFactory(question=f"{NASTY}?", answer=f'<p title="{NASTY}">&lt;/script&gt; {NASTY}</p>')
    article = make_article(
        articles,
        title=NASTY,
        summary=NASTY * 2,
        medical_reviewer=reviewer,
        last_reviewed="2026-01-01",
        body=[section(question)],
    )
    embedded = json.dumps(ask(article)["meta"]["json_ld"]).lower()
    assert "alert(1)" in embedded
    assert not any(text in embedded for text in ("</script", "<script", "<!--"))


def test_what_is_empty_is_left_out_and_what_is_false_is_not():
    value = {"a": "", "b": None, "c": [], "d": {"e": None}, "f": False, "g": 0, "h": [None, {"i": ""}, "x"]}
    assert tidy(value) == {"f": False, "g": 0, "h": ["x"]}


def test_without_an_organisation_nothing_names_one(ask, articles):
    answer = ask(make_article(articles))
    assert "Organization" not in nodes(answer)
    assert "organization" not in json.dumps(answer["meta"]["json_ld"])
    assert nodes(answer)["WebSite"]["name"] == "www.clinic.example"


def test_a_page_outside_of_every_site_has_an_empty_graph(home):
    lost = Page.get_first_root_node().add_child(instance=HomePage(title="Lost", slug="lost"))
    graph = represent_json_ld(lost, {"request": None, CONTEXT_NAME: References()})
    assert graph == {"@context": "https://schema.org", "@graph": []}


def test_hours_of_every_kind_are_told_as_search_engines_read_them(ask, clinics):
    clinic = make_clinic(clinics)
    clinic.opening_intervals = [
        OpeningInterval(weekday=0, opens=time(0), closes=time(0)),
        OpeningInterval(weekday=1, opens=time(8), closes=time(8)),
        OpeningInterval(weekday=4, opens=time(18), closes=time(2)),
        OpeningInterval(weekday=5, opens=time(18), closes=time(0)),
    ]
    clinic.special_days = [
        SpecialDay(starts="2026-12-24", ends="2026-12-26", reason="Christmas"),
        SpecialDay(starts="2026-12-31", ends="2026-12-31", closed=False, opens=time(0), closes=time(0)),
    ]
    clinic.save()
    told = nodes(ask(clinic))["MedicalClinic"]["openingHoursSpecification"]
    assert [(entry.get("dayOfWeek", entry.get("validFrom")), entry["opens"], entry["closes"]) for entry in told] == [
        ("https://schema.org/Monday", "00:00", "23:59"),
        ("https://schema.org/Tuesday", "08:00", "07:59"),
        ("https://schema.org/Friday", "18:00", "02:00"),
        ("https://schema.org/Saturday", "18:00", "00:00"),
        ("2026-12-24", "00:00", "00:00"),
        ("2026-12-31", "00:00", "23:59"),
    ]
    assert told[4]["validThrough"] == "2026-12-26"


def test_a_changed_organisation_is_told_at_once(ask, articles):
    article = make_article(articles)
    for name in ("Before", "After"):
        organisation(name=name)
        assert nodes(ask(article))["Organization"]["name"] == name
