"""What ``search/`` finds, in which order, and what it shows of it, on the database that the tests run with."""

import pytest
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from pages.models import FaqItem, FaqPage, StandardPage
from tests.pages.factories import (
    SUMMARY,
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    full_body,
    item,
    make_article,
    make_clinic,
    rich_text_body,
)
from tests.plugin.models import EventPage


def marked(result):
    parts = result["excerpt"]["parts"]
    return "".join(f"[{part['text']}]" if part["match"] else part["text"] for part in parts)


def test_pages_questions_clinics_and_people_are_found_together(search, articles, clinics):
    make_article(articles, title="Zebra therapy")
    make_clinic(clinics, title="Zebra House")
    FaqItemFactory(question="What is a zebra?")
    PersonFactory(name="Zoe Zebra")
    found = search("zebra")
    assert {result["title"] for result in found["items"]} == {
        "Zebra therapy",
        "Zebra House",
        "What is a zebra?",
        "Zoe Zebra",
    }
    assert found["meta"]["total_count"] == 4
    assert {facet["type"]: facet["count"] for facet in found["meta"]["facets"]} == {
        "clinic_pages.ArticlePage": 1,
        "clinic_pages.ClinicPage": 1,
        "clinic_pages.FaqItem": 1,
        "clinic_pages.Person": 1,
    }


def test_a_result_has_what_a_search_page_shows(search, articles):
    body = [
        {"type": "heading", "value": {"text": "Side effects", "level": "2"}},
        {"type": "rich_text", "value": "<p>Some people feel <b>dizzy</b> &amp; tired.</p>"},
    ]
    article = make_article(articles, title="Ketamine", slug="ketamine", body=body)
    (result,) = search("dizzy")["items"]
    assert result == {
        "id": article.pk,
        "meta": {
            "type": "clinic_pages.ArticlePage",
            "detail_url": f"http://127.0.0.1:8000/api/v2/pages/{article.pk}/",
            "html_url": "http://www.clinic.example/articles/ketamine/",
            "html_path": "/articles/ketamine/",
            "locale": "en",
        },
        "title": "Ketamine",
        "summary": SUMMARY,
        "excerpt": {
            "parts": [
                {"text": "Some people feel ", "match": False},
                {"text": "dizzy", "match": True},
                {"text": " & tired.", "match": False},
            ],
            "anchor": "side-effects",
        },
        "image": None,
    }


def test_a_question_leads_to_the_faq_page_that_shows_it(search, home):
    question = FaqItemFactory(question="Will insurance pay?", answer="<p>Often a part.</p>")
    other = FaqItemFactory(question="Is insurance needed?")
    section = {"heading": "Cost", "items": [item(question.pk)]}
    home.add_child(instance=FaqPage(title="FAQ", slug="faq", sections=[{"type": "faq_section", "value": section}]))
    found = {result["title"]: result for result in search("insurance")["items"]}
    assert found["Will insurance pay?"]["meta"]["html_path"] == "/faq/"
    assert found["Will insurance pay?"]["excerpt"]["anchor"] == "cost"
    assert marked(found["Will insurance pay?"]) == "Often a part."
    assert found["Is insurance needed?"]["meta"]["html_path"] is None
    assert found["Is insurance needed?"]["meta"]["detail_url"].endswith(f"/faqs/{other.pk}/")


def test_a_title_counts_more_than_a_summary_and_that_more_than_a_body(titles, articles):
    filler = "<p>" + "Plain words about other things. " * 20 + "</p>"
    make_article(articles, title="Body", body=rich_text_body(filler + "<p>walrus</p>"))
    make_article(articles, title="Summary", summary=f"{SUMMARY} walrus", body=rich_text_body(filler))
    make_article(articles, title="Walrus", body=rich_text_body(filler))
    FaqItemFactory(question="Where is the walrus?", answer="<p>Nobody knows where it is today.</p>")
    found = titles("walrus")
    assert set(found[:2]) == {"Walrus", "Where is the walrus?"}
    assert found[2:] == ["Summary", "Body"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("depr", "On depression"),
        ("treatments", "One treatment"),
        ("treating", "Treatment plans"),
        ("therapies", "Group therapy"),
        ("adiccion", "La adicción"),
        ("ADICCIÓN", "La adiccion"),
        ("adicciones", "La adicción"),
        ('"long term"', "A long-term plan"),
        ("term long", "A long-term plan"),
        ("don't", "You don’t have to"),
        ("covid 19", "COVID-19 and you"),
    ],
)
def test_words_are_found_in_their_forms(titles, articles, query, words):
    Locale.objects.get_or_create(language_code="es")
    make_article(articles, title="A", body=rich_text_body(f"<p>{words}.</p>"))
    assert titles(query) == ["A"]


@pytest.mark.parametrize(
    ("query", "found"), [("dep", ["A"]), ("dep ", []), ("depr", ["A"]), ("depr ", ["A"]), ('"depr"', [])]
)
def test_a_space_ends_what_is_typed_but_not_the_forms_of_a_word(titles, articles, query, found):
    make_article(articles, title="A", body=rich_text_body("<p>On depression.</p>"))
    assert titles(query) == found


def test_a_phrase_is_found_as_it_stands(titles, articles):
    make_article(articles, title="A", body=rich_text_body("<p>The first week is hard.</p>"))
    make_article(articles, title="B", body=rich_text_body("<p>A week ago, first of all.</p>"))
    assert titles('"first week"') == ["A"]
    assert set(titles("first week")) == {"A", "B"}


def test_all_words_have_to_match_and_where_nothing_does_any_word_is_enough(search, titles, articles):
    make_article(articles, title="A", body=rich_text_body("<p>alpha beta</p>"))
    make_article(articles, title="B", body=rich_text_body("<p>alpha</p>"))
    assert titles("alpha beta") == ["A"]
    fallback = search("alpha gamma")
    assert {result["title"] for result in fallback["items"]} == {"A", "B"}
    assert fallback["meta"]["operator"] == "or"
    assert titles("alpha gamma", search_operator="and") == []
    assert set(titles("alpha beta", search_operator="or")) == {"A", "B"}


@pytest.mark.parametrize(
    "query", ["9515550142", "951 555-0142", "(951) 555-0142", "5550142", "92501", "example street"]
)
def test_a_clinic_is_found_by_its_numbers_and_its_address(titles, clinics, query):
    make_clinic(clinics, title="Riverside")
    assert titles(query) == ["Riverside"]


def test_every_block_with_words_of_its_own_is_found_and_shown(search, articles, clinics):
    clinic = make_clinic(clinics, title="Riverside")
    make_article(articles, title="All", body=full_body(articles, clinic))
    for words in [
        "Getting help",
        "First steps",
        "The door",
        "It helped",
        "In danger",
        "Outpatient",
        "A walk",
        "Our clinic",
    ]:
        found = [result for result in search(f'"{words}"')["items"] if result["title"] == "All"]
        assert found, words
        assert f"[{words}]" in marked(found[0]), words


def test_what_a_page_shows_of_others_is_theirs(titles, articles, clinics):
    clinic = make_clinic(clinics, title="Riverside")
    make_article(articles, title="All", body=full_body(articles, clinic))
    question = FaqItem.objects.get()
    assert titles(f'"{question.question}"') == [question.question]


def test_results_are_narrowed_as_listings_are(titles, home, articles, clinics):
    topic = TopicFactory(name="Sleep", slug="sleep")
    article = make_article(articles, title="Otter article")
    article.topics = [topic]
    article.save()
    question = FaqItemFactory(question="Otter question?")
    question.topics = [topic]
    question.save()
    make_clinic(clinics, title="Otter clinic")
    home.add_child(instance=StandardPage(title="Otter page", slug="otter"))
    everything = {"Otter article", "Otter question?", "Otter clinic", "Otter page"}
    assert set(titles("otter")) == everything
    assert titles("otter", type="clinic_pages.ClinicPage") == ["Otter clinic"]
    assert set(titles("otter", type="clinic_pages.ClinicPage,clinic_pages.FaqItem")) == {
        "Otter clinic",
        "Otter question?",
    }
    assert set(titles("otter", type="wagtailcore.Page")) == everything - {"Otter question?"}
    assert set(titles("otter", topic="sleep")) == {"Otter article", "Otter question?"}
    assert titles("otter", child_of="root") == ["Otter page"]
    assert titles("otter", child_of=articles.pk) == ["Otter article"]
    assert set(titles("otter", descendant_of="root")) == everything - {"Otter question?"}
    assert len(titles("otter", limit=3)) == 3
    assert titles("otter", offset=3) == titles("otter")[3:]
    assert titles("otter", limit=0) == []


def test_facets_count_all_types_whatever_type_is_asked_for(search, articles, clinics):
    make_article(articles, title="Otter")
    make_clinic(clinics, title="Otter")
    meta = search("otter", type="clinic_pages.ClinicPage")["meta"]
    assert meta["total_count"] == 1
    assert meta["facets"] == [
        {"type": "clinic_pages.ArticlePage", "title": "Articles", "count": 1},
        {"type": "clinic_pages.ClinicPage", "title": "Clinics", "count": 1},
    ]


def test_each_language_is_searched_by_its_own(titles, home, articles):
    spanish, _ = Locale.objects.get_or_create(language_code="es")
    home.copy_for_translation(spanish).save_revision().publish()
    make_article(articles, title="Panda in English")
    translated = articles.copy_for_translation(spanish)
    translated.title = "Panda en español"
    translated.save_revision().publish()
    FaqItemFactory(question="¿Un panda?", locale=spanish)
    assert set(titles("panda", locale="es")) == {"Panda en español", "¿Un panda?"}
    assert titles("panda", locale="en") == ["Panda in English"]


def test_each_site_finds_its_own_pages(titles, home, articles):
    other = Page.get_first_root_node().add_child(instance=StandardPage(title="Koala there", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    article = make_article(articles, title="Koala here")
    assert titles("koala") == ["Koala here"]
    assert titles("koala", site="other.example") == ["Koala there"]
    article.move(other, pos="last-child")
    assert titles("koala") == []
    assert set(titles("koala", site="other.example")) == {"Koala here", "Koala there"}


def test_a_page_of_another_app_is_found_whatever_its_blocks_are_like(search, home):
    home.add_child(instance=EventPage(title="Otter day", slug="otter", body=[("text", RichText("<p>otter</p>"))]))
    (result,) = search("otter")["items"]
    assert (result["title"], result["summary"]) == ("Otter day", "")
    assert result["excerpt"]["parts"] == [{"text": "otter", "match": True}]


@pytest.mark.parametrize(
    "query", ["anxiety", "depression", "then", '"anxiety depression"', "anxiety/depression", "alum_ni"]
)
def test_words_are_found_whatever_stands_between_them(titles, articles, query):
    make_article(articles, title="A", body=rich_text_body("<p>For anxiety/depression and sleep.Then for alum_ni</p>"))
    make_article(articles, title="anxiety/depression, then alum_ni")
    assert set(titles(query)) == {"A", "anxiety/depression, then alum_ni"}


def test_a_clinic_is_found_by_its_e_mail_address(titles, clinics):
    make_clinic(clinics, title="Riverside", email="front.desk@clinic.example")
    for query in ("front.desk@clinic.example", "desk"):
        assert titles(query) == ["Riverside"]


def test_listings_search_by_the_same_words(get, articles, clinics):
    make_clinic(clinics, title="Riverside", email="front.desk@clinic.example")
    make_article(articles, title="anxiety/depression")
    for query, title in (("depression", "anxiety/depression"), ("anxiety/depression", "anxiety/depression")):
        assert [each["title"] for each in get("pages/", search=query).json()["items"]] == [title]
    assert get("clinics/", search="front.desk@clinic.example").json()["meta"]["total_count"] == 1
