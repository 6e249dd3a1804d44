import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from api.represent.references import CONTEXT_NAME, References
from api.represent.representations import represent_many
from pages.models import FaqItem
from tests.pages.clinic_factories import FaqItemFactory, TopicFactory, english, spanish

pytestmark = pytest.mark.django_db

INSURANCE = "Will my insurance pay?"


def errors_of(item):
    with pytest.raises(ValidationError) as refusal:
        item.full_clean()
    return refusal.value.message_dict


def refused_by_the_database(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        FaqItemFactory(**fields)
    return True


@pytest.mark.parametrize("question", ["Is it safe?", "¿Es seguro?", "安全吗\N{FULLWIDTH QUESTION MARK}"])
def test_a_question_ends_with_a_question_mark(question):
    FaqItemFactory.build(question=question, locale=english()).full_clean()


@pytest.mark.parametrize("question", ["It is safe.", "Is it safe? Yes"])
def test_what_is_no_question_is_refused_in_the_form_and_in_the_database(question):
    item = FaqItemFactory.build(question=question, locale=english())
    assert errors_of(item) == {"question": ["End the question with a question mark."]}
    assert refused_by_the_database(question=question)


def test_a_question_loses_stray_spaces():
    item = FaqItemFactory.build(question="  Is it \n safe? ", locale=english())
    item.full_clean()
    assert item.question == "Is it safe?"


def test_a_question_is_asked_once_in_a_language_whatever_its_capitals():
    FaqItemFactory(question=INSURANCE)
    again = FaqItemFactory.build(question=INSURANCE.upper(), locale=english())
    assert errors_of(again) == {"question": ["This question already exists. Edit that one instead."]}
    assert refused_by_the_database(question=INSURANCE.upper())


def test_a_question_may_be_saved_again_and_asked_in_another_language():
    FaqItemFactory(question=INSURANCE).full_clean()
    FaqItemFactory.build(question=INSURANCE, locale=spanish()).full_clean()
    FaqItemFactory(question=INSURANCE, locale=spanish())


def test_an_item_is_shown_with_its_answer_and_topics():
    topic = TopicFactory(name="Treatment", slug="treatment")
    item = FaqItemFactory(question=INSURANCE, topics=[topic, TopicFactory(live=False)])
    [shown] = represent_many([item], None)
    assert shown["meta"]["type"] == "clinic_pages.FaqItem"
    assert shown["meta"]["detail_url"].endswith(f"/api/v2/faqs/{item.pk}/")
    assert (shown["id"], shown["question"], shown["answer"]) == (
        item.pk,
        INSURANCE,
        "<p>Most plans pay for treatment.</p>",
    )
    assert [(found["id"], found["name"], found["slug"]) for found in shown["topics"]] == [
        (topic.pk, "Treatment", "treatment")
    ]


def test_showing_items_costs_no_query_for_each(django_assert_num_queries):
    items = [FaqItemFactory(topics=[TopicFactory()]) for _number in range(5)]
    # The items, their topics beside them, and the topics as what visitors may see.
    with django_assert_num_queries(3):
        assert len(represent_many(items, {CONTEXT_NAME: References()})) == 5


def form_data(**fields):
    return nested_form_data({"question": INSURANCE, "answer": rich_text("<p>Mostly, yes.</p>"), **fields})


def test_an_item_is_written_and_published_in_the_admin(admin_client):
    topic = TopicFactory()
    data = {**form_data(), "topics": [topic.pk], "action-publish": "1"}
    url = reverse("wagtailsnippets_clinic_pages_faqitem:add")
    assert admin_client.post(url, data).status_code == 302
    item = FaqItem.objects.get()
    assert item.live
    assert list(item.topics.all()) == [topic]


def test_the_admin_says_what_is_wrong_with_a_question(admin_client):
    FaqItemFactory(question=INSURANCE)
    url = reverse("wagtailsnippets_clinic_pages_faqitem:add")
    publish = {"action-publish": "1"}
    assert "This question already exists." in admin_client.post(url, form_data() | publish).content.decode()
    no_question = admin_client.post(url, form_data(question="It is safe.") | publish)
    assert "End the question with a question mark." in no_question.content.decode()
    nothing = admin_client.post(url, form_data(question="") | publish)
    assert "This field is required." in nothing.content.decode()


def test_an_edited_item_stays_as_it_is_until_it_is_published(admin_client):
    item = FaqItemFactory(question=INSURANCE)
    url = reverse("wagtailsnippets_clinic_pages_faqitem:edit", args=[item.pk])
    assert admin_client.post(url, form_data(question="Is it safe?")).status_code == 302
    item.refresh_from_db()
    assert item.question == INSURANCE
    assert item.has_unpublished_changes
    item.latest_revision.publish()
    item.refresh_from_db()
    assert item.question == "Is it safe?"


def test_the_admin_finds_items_by_the_words_of_question_and_answer(admin_client):
    FaqItemFactory(question="May I keep my phone?", answer="<p>In the evening.</p>")
    FaqItemFactory(question="Is withdrawal dangerous?", answer="<p>It can be.</p>")
    url = reverse("wagtailsnippets_clinic_pages_faqitem:list")
    for words in ("phone", "evening"):
        html = admin_client.get(url, {"q": words}).content.decode()
        assert "May I keep my phone?" in html
        assert "Is withdrawal dangerous?" not in html


def test_the_admin_filters_items_by_topic(admin_client):
    topic = TopicFactory()
    FaqItemFactory(question="May I keep my phone?", topics=[topic])
    FaqItemFactory(question="Is withdrawal dangerous?")
    url = reverse("wagtailsnippets_clinic_pages_faqitem:list")
    html = admin_client.get(url, {"topics": topic.slug}).content.decode()
    assert "May I keep my phone?" in html
    assert "Is withdrawal dangerous?" not in html


def test_the_admin_searches_within_a_filter_and_an_order(admin_client):
    topic = TopicFactory()
    FaqItemFactory(question="May I keep my phone?", topics=[topic])
    FaqItemFactory(question="May I keep my bag?")
    url = reverse("wagtailsnippets_clinic_pages_faqitem:list")
    html = admin_client.get(url, {"q": "keep", "topics": topic.slug, "ordering": "-question"}).content.decode()
    assert "May I keep my phone?" in html
    assert "May I keep my bag?" not in html
