"""``search/`` as a visitor meets it, on the database that the tests run with."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from modelsearch.conf import get_app_config
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.rich_text import RichText

from api.snapshots.bypass import store_bypassed
from api.snapshots.marking import forget_marks
from pages.blocks.body import BodyBlock
from pages.models import FaqItem, FaqPage, Service, StandardPage
from pages.search.passages import BLOCK_MEMBERS
from tests.pages.factories import (
    SUMMARY,
    FaqItemFactory,
    PersonFactory,
    TopicFactory,
    full_body,
    item,
    make_article,
    make_clinic,
)
from tests.plugin.models import EventPage


@pytest.fixture
def search(get):
    def request(q, **query):
        response = get("search/", q=q, **query)
        assert response.status_code == 200, response.content
        # The test is one transaction; a visitor reads between two.
        forget_marks(connection)
        return response.json()

    return request


@pytest.fixture
def titles(search):
    """The titles of what is found."""

    def request(q, **query):
        return [result["title"] for result in search(q, **query)["items"]]

    return request


def text(html):
    return [{"type": "rich_text", "value": html}]


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
    make_article(articles, title="Body", body=text(filler + "<p>walrus</p>"))
    make_article(articles, title="Summary", summary=f"{SUMMARY} walrus", body=text(filler))
    make_article(articles, title="Walrus", body=text(filler))
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
    make_article(articles, title="A", body=text(f"<p>{words}.</p>"))
    assert titles(query) == ["A"]


def test_a_phrase_is_found_as_it_stands(titles, articles):
    make_article(articles, title="A", body=text("<p>The first week is hard.</p>"))
    make_article(articles, title="B", body=text("<p>A week ago, first of all.</p>"))
    assert titles('"first week"') == ["A"]
    assert set(titles("first week")) == {"A", "B"}


def test_all_words_have_to_match_and_where_nothing_does_any_word_is_enough(search, titles, articles):
    make_article(articles, title="A", body=text("<p>alpha beta</p>"))
    make_article(articles, title="B", body=text("<p>alpha</p>"))
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


# Only live, public content, at once


def test_new_words_are_found_as_soon_as_they_are_published_and_old_ones_no_more(titles, articles):
    article = make_article(articles, title="A", body=text("<p>aardvark</p>"))
    assert titles("aardvark") == ["A"]
    article.body = text("<p>badger</p>")
    article.save_revision().publish()
    assert titles("aardvark") == []
    assert titles("badger") == ["A"]


def test_words_of_a_draft_are_neither_found_nor_shown(search, titles, articles):
    article = make_article(articles, title="Public", body=text("<p>aardvark and more</p>"))
    article.title = "Secret badger"
    article.summary = f"{SUMMARY} badger"
    article.body = text("<p>aardvark badger</p>")
    article.save_revision()
    assert titles("badger") == []
    (result,) = search("aardvark badger")["items"]
    assert "badger" not in str(result)
    article.save_revision()
    assert titles("badger") == []


def test_words_of_a_question_s_draft_are_neither_found_nor_shown(search, titles):
    question = FaqItemFactory(question="Is there an aardvark?")
    question.question = "Is there a badger?"
    question.answer = "<p>badger</p>"
    question.save_revision()
    assert titles("badger") == []
    assert "badger" not in str(search("aardvark")["items"])
    question.save_revision().publish()
    assert titles("badger") == ["Is there a badger?"]


def test_what_was_never_published_is_not_found(titles, articles):
    make_article(articles, title="Aardvark", live=False)
    FaqItemFactory(question="An aardvark?", live=False)
    assert titles("aardvark") == []


@pytest.mark.parametrize("end", ["unpublish", "delete", "restrict", "restrict the parent", "expire"])
def test_what_is_withdrawn_is_gone_from_results_and_facets_at_once(search, titles, articles, end):
    article = make_article(articles, title="Aardvark")
    assert titles("aardvark") == ["Aardvark"]
    if end == "unpublish":
        article.unpublish()
    elif end == "delete":
        article.delete()
    elif end.startswith("restrict"):
        page = articles if "parent" in end else article
        PageViewRestriction.objects.create(page=page.page_ptr, restriction_type="login")
    else:
        article.expire_at = "2020-01-01T00:00:00Z"
        article.save()
    assert search("aardvark") == {"meta": {"total_count": 0, "facets": [], "operator": "and"}, "items": []}


def test_an_unpublished_question_is_gone_at_once(titles):
    question = FaqItemFactory(question="An aardvark?")
    assert titles("aardvark") == ["An aardvark?"]
    question.unpublish()
    assert titles("aardvark") == []


def test_an_entry_that_the_index_forgot_to_drop_shows_nothing(titles, articles):
    article = make_article(articles, title="Aardvark")
    type(article).objects.filter(pk=article.pk).update(live=False)
    assert titles("aardvark") == []


def test_a_row_that_changes_by_itself_is_found(titles, clinics, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        clinic = make_clinic(clinics, title="Riverside")
    number = clinic.telephones.get()
    number.label = "Nightingale line"
    with django_capture_on_commit_callbacks(execute=True):
        number.save()
    assert titles("nightingale") == ["Riverside"]
    with django_capture_on_commit_callbacks(execute=True):
        number.delete()
    assert titles("nightingale") == []


def test_a_clinic_is_found_by_the_names_of_its_services_as_they_are_now(
    titles, clinics, django_capture_on_commit_callbacks
):
    service = Service.objects.create(name="Yodelling", slug="yodelling")
    with django_capture_on_commit_callbacks(execute=True):
        clinic = make_clinic(clinics, title="Riverside")
        clinic.services = [service]
        clinic.save()
    assert titles("yodelling") == ["Riverside"]
    service.name = "Juggling"
    service.save_revision()
    assert titles("juggling") == []
    service.get_latest_revision().publish()
    assert titles("yodelling") == []
    assert titles("juggling") == ["Riverside"]
    service.unpublish()
    assert titles("juggling") == []
    service.live = True
    service.save()
    assert titles("juggling") == ["Riverside"]
    with django_capture_on_commit_callbacks(execute=True):
        service.delete()
    assert titles("juggling") == []


# Odd questions

OPERATORS = ['"', "*", "AND", "OR", "NOT", "NEAR(", ")", "{title}", ":", "^", "-", "--", "'", "\\", "%s", "%", "$$"]
OPERATORS += ["&", "|", "!", "<->", ":*", "title:"]
SCRIPTS = ["depression", "עברית", "العربية", "中文", "हिन्दी", "ﬁ", "ß", "İ", "\u0301", "😀", "½", "²"]


@pytest.mark.parametrize("query", ["", " ", '"', "*", "()", "😀", '""""', "^:-+", "%", "\\", "'"])
def test_a_question_without_words_finds_nothing(search, articles, query):
    make_article(articles, title="A")
    assert search(query) == {"meta": {"total_count": 0, "facets": [], "operator": "and"}, "items": []}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "q"),
        ({"q": "x" * 201}, "q"),
        ({"q": "word " * 2000}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"q": "a", "type": "clinic_pages.Nothing"}, "type"),
        ({"q": "a", "type": "auth.User"}, "type"),
        ({"q": "a", "type": "\0"}, "type"),
        ({"q": "a", "limit": "1000"}, "limit"),
        ({"q": "a", "offset": "-1"}, "offset"),
        ({"q": "a", "offset": str(10**30)}, "offset"),
        ({"q": "a", "search_operator": "xor"}, "search_operator"),
        ({"q": "a", "topic": "nothing"}, "topic"),
        ({"q": "a", "child_of": "12345678"}, "child_of"),
        ({"q": "a", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_parameter_at_fault(get, home, query, parameter):
    response = get("search/", **query)
    assert response.status_code == 400
    assert response.json()["parameter"] == parameter


@pytest.mark.parametrize("query", [{"locale": "xx"}, {"site": "nowhere.example"}])
def test_a_language_or_a_site_that_there_is_not_is_not_found(get, home, query):
    assert get("search/", q="a", **query).status_code == 404


WORDS = st.sampled_from([*OPERATORS, *SCRIPTS])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(query=st.one_of(st.text(max_size=210), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS).map("".join)))
def test_no_question_breaks_the_search(get, home, query):
    response = get("search/", q=query)
    assert response.status_code == 200 or (response.status_code == 400 and response.json()["parameter"] == "q")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(word=st.from_regex(r"[a-zà-öø-ÿа-я]{2,20}", fullmatch=True))
def test_every_word_of_a_title_is_found(titles, articles, word):
    article = make_article(articles, title=f"The {word} page")
    try:
        assert article.title in titles(word)
        assert article.title in titles(word[:-1] if len(word) > 2 else word)
    finally:
        article.delete()


# Other apps


def test_a_page_of_another_app_is_found_whatever_its_blocks_are_like(search, home):
    home.add_child(instance=EventPage(title="Otter day", slug="otter", body=[("text", RichText("<p>otter</p>"))]))
    (result,) = search("otter")["items"]
    assert (result["title"], result["summary"], result["excerpt"]["parts"]) == ("Otter day", "", [])


def test_every_block_with_words_says_which_they_are():
    without_words_of_their_own = {"rich_text", "table"}
    assert BLOCK_MEMBERS.keys() | without_words_of_their_own == BodyBlock().child_blocks.keys()


# Delivery


def test_what_fell_out_of_the_index_is_back_after_update_index(titles, articles):
    make_article(articles, title="Aardvark")
    get_app_config().get_model("IndexEntry").objects.all().delete()
    assert titles("aardvark") == []
    call_command("update_index", verbosity=0)
    assert titles("aardvark") == ["Aardvark"]


def test_an_answer_is_remembered_until_the_content_changes(get, articles):
    make_article(articles, title="Aardvark")
    first = get("search/", q="aardvark")
    with CaptureQueriesContext(connection) as queries:
        again = get("search/", q="aardvark")
    assert again.content == first.content
    assert len(queries) == 1
    make_article(articles, title="Another aardvark")
    assert get("search/", q="aardvark").json()["meta"]["total_count"] == 2


def test_an_answer_that_is_known_is_not_sent_again(client, articles):
    make_article(articles, title="Aardvark")
    url = "/api/v2/search/?q=aardvark"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    make_article(articles, title="Another aardvark")
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_results(get, articles, clinics):
    def fill(times):
        for _ in range(times):
            make_article(articles, title="Aardvark")
            make_clinic(clinics, title="Aardvark")
            FaqItemFactory(question=f"Aardvark {FaqItem.objects.count()}?")
            PersonFactory(name="Aardvark")

    def count():
        get("search/", q="aardvark", limit=100)
        with CaptureQueriesContext(connection) as queries:
            get("search/", q="aardvark", limit=99)
        return len(queries)

    fill(2)
    few = count()
    fill(4)
    assert count() == few


def test_with_the_store_and_without_it_the_answer_is_the_same(client, articles, clinics, home):
    clinic = make_clinic(clinics, title="Riverside")
    make_article(articles, title="All", body=full_body(articles, clinic))
    for query in ["riverside", "outpatient", "question", "help"]:
        stored = client.get("/api/v2/search/", {"q": query}).content
        with store_bypassed():
            assert client.get("/api/v2/search/", {"q": query}).content == stored
