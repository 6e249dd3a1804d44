"""The body of a page, block by block, as the API sends it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.snapshots.bypass import store_bypassed
from pages.blocks.body import BodyBlock
from pages.models import ArticleAuthor, FaqItem, OrganisationSettings, RelatedArticle, Telephone
from tests.kept import kept
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


@kept
def clinic(clinics):
    return make_clinic(clinics, title="Riverside", slug="riverside")


@kept
def article(articles, clinic):
    return make_article(articles, body=full_body(articles, clinic))


@pytest.fixture
def blocks(get, article):
    """The blocks of the answer, by type."""
    return {block["type"]: block["value"] for block in get(f"pages/{article.pk}/").json()["body"]}


def test_every_block_of_the_body_is_sent_with_its_id(get, article):
    body = get(f"pages/{article.pk}/").json()["body"]
    assert [block["type"] for block in body] == list(BodyBlock().child_blocks)
    assert all(block["id"] == f"block-{block['type']}" for block in body)


def test_headings_and_text_have_anchors_and_links(blocks):
    assert blocks["heading"] == {"text": "Getting help", "level": 2, "anchor": "getting-help"}
    assert blocks["rich_text"].startswith('<h3 id="first-steps">First steps</h3><p><a href="/articles/article-')


def test_the_table_of_contents_joins_all_headings_in_order(get, article):
    toc = get(f"pages/{article.pk}/").json()["toc"]
    assert [(entry["anchor"], [child["anchor"] for child in entry["children"]]) for entry in toc] == [
        ("getting-help", ["first-steps"]),
        ("questions", []),
        ("speak-with-us", []),
        ("more-resources", []),
    ]


def test_chosen_files_are_objects(blocks):
    assert blocks["image"]["image"]["meta"]["type"] == "clinic_media.ClinicImage"
    assert blocks["image"]["caption"] == "The door"
    assert blocks["image"]["alt_text"] == blocks["image"]["image"]["alt_text"] != ""
    assert blocks["document_download"]["title"] == blocks["document_download"]["document"]["title"]


def test_tables_videos_quotes_and_callouts_have_their_shapes(blocks):
    assert blocks["table"] == {
        "caption": "Hours a week",
        "columns": [{"heading": "Level", "type": "text"}, {"heading": "Hours", "type": "rich_text"}],
        "rows": [["Outpatient", "<p>1 to <b>3</b></p>"]],
    }
    assert blocks["embed"]["embed_url"] == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert blocks["quote"] == {"quote": "It helped.", "attribution": "A patient (fictional)"}
    assert blocks["callout"] == {"kind": "crisis", "heading": "In danger?", "text": "<p>Call 988.</p>"}


def test_a_call_to_action_has_one_target(blocks):
    assert blocks["call_to_action"]["href"] == "/clinics/riverside/"
    assert blocks["call_to_action"]["kind"] == "page"
    assert blocks["call_to_action"]["page"]["title"] == "Riverside"


def test_questions_and_related_pages_are_objects(blocks):
    assert blocks["faq_section"]["items"][0]["answer"] == "<p>Yes, here.</p>"
    assert blocks["related_pages"]["pages"][0]["title"] == "Related"
    assert blocks["related_pages"]["pages"][0]["meta"]["html_path"].startswith("/articles/")


def test_a_changed_number_of_the_clinic_is_in_the_answer_at_once(get, article, clinic, blocks):
    assert blocks["clinic_contact"]["clinic"]["telephone"]["display"] == "(951) 555-0142"
    assert blocks["clinic_contact"]["clinic"]["address"]["formatted"]
    telephone = clinic.telephones.get()
    telephone.number = "+19515550143"
    clinic.telephones = [telephone]
    clinic.save_revision().publish()
    body = get(f"pages/{article.pk}/").json()["body"]
    value = next(block["value"] for block in body if block["type"] == "clinic_contact")
    assert value["clinic"]["telephone"]["number"] == "+19515550143"


def test_a_contact_without_a_clinic_shows_the_default_one(get, articles, clinic, home):
    settings = OrganisationSettings.for_site(home.get_site())
    settings.default_clinic = clinic
    settings.save()
    contact = {"heading": "Call us", "text": "", "clinic": None, "details": ["telephone"]}
    article = make_article(articles, body=[{"type": "clinic_contact", "value": contact}])
    value = get(f"pages/{article.pk}/").json()["body"][0]["value"]
    assert value["clinic"]["title"] == "Riverside"
    clinic.unpublish()
    assert get(f"pages/{article.pk}/").json()["body"][0]["value"]["clinic"] is None


def test_an_edited_answer_changes_on_every_page_and_a_draft_one_is_left_out(get, articles):
    question = FaqItemFactory()
    section = {"type": "faq_section", "value": {"heading": "Q", "items": [item(question.pk)]}}
    pages = [make_article(articles, body=[section]) for _ in range(2)]
    question.answer = "<p>No longer.</p>"
    question.save_revision().publish()

    def items(page):
        return get(f"pages/{page.pk}/").json()["body"][0]["value"]["items"]

    assert [items(page)[0]["answer"] for page in pages] == ["<p>No longer.</p>"] * 2
    FaqItem.objects.get(pk=question.pk).unpublish()
    assert [items(page) for page in pages] == [[], []]


def test_a_related_block_without_pages_shows_the_articles_own(get, articles):
    other = make_article(articles, title="Other")
    block = {"type": "related_pages", "value": {"heading": "More", "pages": []}}
    article = make_article(articles, body=[block])
    article.related_rows = [RelatedArticle(page=other)]
    article.save()
    answer = get(f"pages/{article.pk}/").json()
    assert [page["title"] for page in answer["related_pages"]] == ["Other"]
    assert answer["body"][0]["value"]["pages"] == answer["related_pages"]


def test_a_block_of_an_unknown_type_or_with_nothing_in_it_breaks_no_answer(get, articles):
    article = make_article(articles)
    stream = '[{"type": "carousel", "value": 3}, {"type": "heading", "value": {"text": "Still here", "level": "x"}}]'
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clinic_pages_articlepage SET body = %s WHERE page_ptr_id = %s", [stream, article.pk])
    body = get(f"pages/{article.pk}/").json()["body"]
    assert [block["value"] for block in body] == [{"text": "Still here", "level": 2, "anchor": "still-here"}]


def test_blocks_whose_objects_are_gone_break_no_answer(get, articles):
    gone = [
        {"type": "image", "value": {"image": 999}},
        {"type": "document_download", "value": {"document": 999}},
        {"type": "call_to_action", "value": {"label": "x", "page": 999}},
        {"type": "faq_section", "value": {"heading": "x", "items": [item(999)]}},
        {"type": "clinic_contact", "value": {"heading": "x", "clinic": 999, "details": []}},
        {"type": "related_pages", "value": {"heading": "x", "pages": [item(999)]}},
    ]
    article = make_article(articles, body=gone)
    body = get(f"pages/{article.pk}/").json()["body"]
    assert len(body) == len(gone)
    assert body[0]["value"]["image"] is body[1]["value"]["document"] is body[2]["value"]["href"] is None
    assert body[3]["value"]["items"] == body[5]["value"]["pages"] == []


def test_word_count_and_reading_time_come_from_the_pages_own_text(get, articles):
    text = "<p>" + "word " * 401 + "</p>"
    answer = get(f"pages/{make_article(articles, body=[{'type': 'rich_text', 'value': text}]).pk}/").json()
    assert (answer["word_count"], answer["reading_time_minutes"]) == (401, 3)


@pytest.mark.parametrize("warm", [True, False])
def test_queries_do_not_grow_with_blocks_or_with_items(get, articles, clinics, clinic, warm):
    def queries(path, **query):
        if warm:
            get(path, **query)
        else:
            cache.clear()
        with store_bypassed(), CaptureQueriesContext(connection) as captured:
            assert get(path, **query).status_code == 200
        return len(captured)

    def make(*bodies):
        article = make_article(articles, body=[block for body in bodies for block in body])
        related = [make_article(articles, hero_image=ImageFactory()) for _ in bodies]
        article.related_rows = [RelatedArticle(page=page) for page in related]
        article.author_rows = [ArticleAuthor(person=PersonFactory(photo=ImageFactory())) for _ in bodies]
        article.topics = [TopicFactory() for _ in bodies]
        article.save()
        return article

    once = make(full_body(articles, clinic))
    twice = make(full_body(articles, clinic), full_body(articles, make_clinic(clinics)))
    assert queries(f"pages/{once.pk}/") == queries(f"pages/{twice.pk}/")
    listing = {"type": "clinic_pages.ArticlePage", "fields": "*", "search": "help"}
    few = queries("pages/", **listing)
    for _ in range(2):
        make(full_body(articles, make_clinic(clinics)))
    assert queries("pages/", **listing) == few


def represented_button(get, page, **value):
    page.body = [{"type": "call_to_action", "value": {"label": "Call", **value}}]
    page.save_revision().publish()
    return get(f"pages/{page.pk}/").json()["body"][0]["value"]


def test_a_button_calls_the_number_that_its_clinic_has_now(get, articles, clinics):
    clinic, page = make_clinic(clinics), make_article(articles)
    button = represented_button(get, page, clinic=clinic.pk, clinic_number="admissions")
    assert (button["kind"], button["href"]) == ("phone", "tel:+19515550142")
    assert button["telephone"]["display"] == "(951) 555-0142"
    clinic.telephones.set([Telephone(number="+19515550177;ext=3", is_main=True)])
    clinic.save_revision().publish()
    changed = get(f"pages/{page.pk}/").json()["body"][0]["value"]
    assert changed["href"] == "tel:+19515550177;ext=3"
    clinic.unpublish()
    hidden = get(f"pages/{page.pk}/").json()["body"][0]["value"]
    assert (hidden["kind"], hidden["href"], hidden["telephone"]) == ("phone", None, None)


@pytest.mark.parametrize(
    ("stored", "kind", "href"),
    [
        ("988", "phone", "tel:988"),
        ("+1800662HELP", "phone", "tel:+18006624357"),
        ("sms:741741", "text", "sms:741741"),
        ("741741", "text", "sms:741741"),
    ],
)
def test_a_button_never_calls_a_code_for_text_messages(get, articles, stored, kind, href):
    button = represented_button(get, make_article(articles), phone=stored)
    assert (button["kind"], button["href"]) == (kind, href)
