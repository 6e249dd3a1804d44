"""What becomes of a body whose stored data cannot be read."""

import json

import pytest
from django.db import connection

from pages.blocks.headings import HeadingBlock
from pages.blocks.stream import ResilientStreamBlock, logger
from pages.headings import Outline
from tests.kept import kept
from tests.pages.factories import full_body, item, make_article, make_clinic

STILL_HERE = {"type": "heading", "id": "after", "value": {"text": "Still here", "level": "2"}}


@kept
def article(articles):
    return make_article(articles)


@pytest.fixture
def stored(get, article):
    """``stored(block)`` is the answer of an article in whose body ``block`` stands before a sound heading."""

    def store(block):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE clinic_pages_articlepage SET body = %s WHERE page_ptr_id = %s",
                [json.dumps([block, STILL_HERE]), article.pk],
            )
        response = get(f"pages/{article.pk}/")
        assert response.status_code == 200
        return response.json()

    return store


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", {"level": "2"}),
        ("heading", "only words"),
        ("embed", {"title": "Without an address"}),
        ("clinic_contact", {"heading": None}),
        ("faq_section", {"heading": "Questions", "items": "all"}),
        ("table", {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": []}]}),
        ("rich_text", 7),
        ("image", {"image": []}),
        ("call_to_action", None),
    ],
)
def test_an_unreadable_block_is_left_out_and_the_rest_is_served(stored, caplog, name, value):
    answer = stored({"type": name, "id": "broken", "value": value})
    assert [block["id"] for block in answer["body"]] == ["after"]
    assert [entry["text"] for entry in answer["toc"]] == ["Still here"]
    assert any(record.name == logger.name and "broken" in record.getMessage() for record in caplog.records)


def test_the_anchor_of_a_block_that_is_left_out_is_free_again():
    class HalfDoneBlock(HeadingBlock):
        def get_api_representation(self, value, context=None):
            super().get_api_representation(value, context)
            raise ValueError

    block = ResilientStreamBlock([("half_done", HalfDoneBlock()), ("heading", HeadingBlock())])
    words = {"text": "Still here", "level": "2"}
    outline = Outline()
    answer = block.get_api_representation(
        block.to_python([{"type": "half_done", "value": words}, {"type": "heading", "value": words}]),
        {"outline": outline},
    )
    assert [child["value"]["anchor"] for child in answer] == ["still-here"]
    assert [entry["anchor"] for entry in outline.table_of_contents()] == ["still-here"]


def test_a_contact_without_chosen_details_still_names_its_clinic(stored, clinics):
    clinic = make_clinic(clinics)
    contact = {"heading": "Call", "clinic": clinic.pk, "details": None}
    value = stored({"type": "clinic_contact", "id": "contact", "value": contact})["body"][0]["value"]
    assert (value["details"], value["clinic"]["id"]) == ([], clinic.pk)


def test_one_unreadable_body_does_not_cost_a_listing_the_others(get, stored, articles):
    other = make_article(articles, body=[{"type": "heading", "value": {"text": "Sound", "level": "2"}}])
    stored({"type": "rich_text", "id": "broken", "value": 7})
    response = get("pages/", type="clinic_pages.ArticlePage", fields="body", order="id")
    assert response.status_code == 200
    assert [page["body"][0]["value"]["text"] for page in response.json()["items"]] == ["Still here", "Sound"]
    assert other.pk == response.json()["items"][1]["id"]


def test_questions_that_are_gone_leave_the_section(stored):
    answer = stored({"type": "faq_section", "id": "q", "value": {"heading": "Questions", "items": [item(99999)]}})
    assert answer["body"][0]["value"]["items"] == []


def test_words_are_those_that_a_reader_sees(articles, clinics):
    article = make_article(articles, body=full_body(articles, make_clinic(clinics)))
    texts = type(article).objects.get(pk=article.pk).texts()
    assert {"Getting help", "In danger?", "Call 988.", "It helped."} <= set(texts)
    assert not {"Section (2)", "Crisis: call now", "None"} & set(texts)


def test_parts_without_a_value_have_no_words(articles):
    article = make_article(articles, body=[{"type": "quote", "value": {"quote": "It helped."}}])
    article = type(article).objects.get(pk=article.pk)
    assert article.texts() == ["It helped."]
    assert article.word_count == 2
