"""What a translation chooses: what is there in its own language."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from pages.drafts.languages import language_faults, language_warnings
from pages.models import ArticleAuthor, ArticlePage, ClinicPage, FaqItem, RelatedArticle
from tests.pages.clinic_factories import (
    ClinicPageFactory,
    FaqItemFactory,
    PersonFactory,
    ServiceFactory,
    TopicFactory,
    english,
    spanish,
)
from tests.pages.factories import item, make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _languages(settings):
    settings.WAGTAIL_I18N_ENABLED = True
    english()


def in_spanish(snippet, **words):
    own = snippet.copy_for_translation(spanish())
    for name, value in words.items():
        setattr(own, name, value)
    own.live = True
    own.save()
    return own


@pytest.fixture
def chosen():
    """All that is chosen in the article, and the translation of each."""
    originals = [
        TopicFactory(name="Sleep"),
        PersonFactory(name="Mara Ellison", may_review=True),
        PersonFactory(name="Robin Amsel"),
        FaqItemFactory(question="Is it safe?"),
    ]
    return {original: in_spanish(original) for original in originals}


@pytest.fixture
def article(articles, chosen):
    """An article with something chosen in each place, and with one topic and question in English only."""
    topic, reviewer, author, question = chosen
    questions = [item(question.pk, 0), item(FaqItemFactory(question="Only here?").pk, 1)]
    section = {"type": "faq_section", "id": "b", "value": {"heading": "Questions", "items": questions}}
    article = make_article(articles, title="Sleep", slug="sleep", medical_reviewer=reviewer, last_reviewed="2026-01-01")
    article.topics = [topic, TopicFactory(name="Rest")]
    article.author_rows = [ArticleAuthor(person=author)]
    article.related_rows = [RelatedArticle(page=make_article(articles))]
    article.body = article.body.stream_block.to_python([section])
    article.save()
    article.save_revision().publish()
    return article


def names(page):
    """What the page chooses, by its name."""
    return [
        [topic.name for topic in page.topics.all()],
        page.medical_reviewer.locale.language_code,
        [row.person.locale.language_code for row in page.author_rows.all()],
        [(each.question, each.locale.language_code) for each in page.body[0].value["items"]],
        [child.id for child in page.body[0].value["items"].bound_blocks],
    ]


OWN = [["Rest", "Sleep"], "es", ["es"], [("Is it safe?", "es"), ("Only here?", "en")], ["item-0", "item-1"]]


def check(page):
    for version in (page, Page.objects.get(pk=page.pk).specific, page.get_latest_revision_as_object()):
        topics, *others = names(version)
        assert [sorted(topics), *others] == OWN
        assert {topic.locale.language_code for topic in version.topics.all()} == {"en", "es"}
        assert language_faults(version) == {}
    assert page.revisions.count() == 1


def submit(client, page, **data):
    url = reverse("simple_translation:submit_page_translation", args=[page.pk])
    assert client.post(url, {"locales": [spanish().pk], **data}).status_code == 302


def test_a_script_gets_a_translation_that_chooses_what_is_in_its_language(article):
    check(article.copy_for_translation(spanish(), copy_parents=True))


def test_a_translation_made_in_the_admin_chooses_what_is_in_its_language(admin_client, article, articles):
    articles.copy_for_translation(spanish(), copy_parents=True)
    submit(admin_client, article)
    check(article.get_translation(spanish()))


def test_a_section_that_is_translated_as_a_whole_does_so(admin_client, article, articles, home):
    home.copy_for_translation(spanish())
    submit(admin_client, articles, include_subtree="on")
    check(article.get_translation(spanish()))


def test_the_translation_can_be_published_and_the_original_stays(article, client):
    before = names(article)
    translation = article.copy_for_translation(spanish(), copy_parents=True)
    translation.get_latest_revision().publish()
    assert names(ArticlePage.objects.get(pk=article.pk)) == before
    answer = client.get(f"/api/v2/pages/{translation.pk}/").json()
    assert {topic["meta"]["locale"] for topic in answer["topics"]} == {"en", "es"}


def test_a_draft_that_cannot_be_published_is_translated_as_it_is(article):
    article.summary = "short"
    article.save_revision()
    article.unpublish()
    translation = ArticlePage.objects.get(pk=article.pk).copy_for_translation(spanish(), copy_parents=True)
    draft = translation.get_latest_revision_as_object()
    assert draft.summary == "short"
    assert sorted(names(draft)[0]) == ["Rest", "Sleep"]
    assert language_faults(draft) == {}


def test_a_translation_that_is_a_draft_is_not_chosen_yet(articles):
    topic = TopicFactory(name="Sleep")
    topic.copy_for_translation(spanish()).save()
    topic.get_translation(spanish()).unpublish()
    article = make_article(articles, topics=[topic])
    translation = article.copy_for_translation(spanish(), copy_parents=True)
    assert [each.pk for each in translation.topics.all()] == [topic.pk]
    assert len(language_warnings(translation)) == 1


def test_pages_stay_those_that_were_chosen(article):
    translation = article.copy_for_translation(spanish(), copy_parents=True)
    assert [row.page_id for row in translation.related_rows.all()] == [
        row.page_id for row in article.related_rows.all()
    ]


def test_an_alias_follows_its_original_until_it_becomes_a_page(admin_client, article):
    alias = article.copy_for_translation(spanish(), copy_parents=True, alias=True)
    assert names(alias) == names(article)
    admin_client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    page = ArticlePage.objects.get(pk=alias.pk)
    assert page.live
    check(page)


def test_an_alias_of_a_draft_chooses_them_when_it_becomes_a_page(admin_client, article):
    article.unpublish()
    draft = ArticlePage.objects.get(pk=article.pk)
    draft.save_revision()
    alias = draft.copy_for_translation(spanish(), copy_parents=True, alias=True)
    admin_client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    version = ArticlePage.objects.get(pk=alias.pk).get_latest_revision_as_object()
    topics, *others = names(version)
    assert [sorted(topics), *others] == OWN


def test_the_services_of_a_clinic_are_those_in_its_language():
    service = ServiceFactory(name="Detox")
    own = in_spanish(service)
    clinic = ClinicPageFactory(services=[service])
    translation = clinic.copy_for_translation(spanish(), copy_parents=True)
    for version in (
        translation,
        ClinicPage.objects.get(pk=translation.pk),
        translation.get_latest_revision_as_object(),
    ):
        assert [each.pk for each in version.services.all()] == [own.pk]
        assert version.telephones.count() == 1


@pytest.mark.parametrize("is_by_hand", [False, True])
def test_a_translated_question_is_filed_under_topics_in_its_language(admin_client, is_by_hand):
    topic = TopicFactory(name="Sleep")
    own = in_spanish(topic)
    question = FaqItemFactory(topics=[topic])
    question.save_revision().publish()
    if is_by_hand:
        url = reverse("simple_translation:submit_snippet_translation", args=["clinic_pages", "faqitem", question.pk])
        assert admin_client.post(url, {"locales": [spanish().pk]}).status_code == 302
    else:
        question.copy_for_translation(spanish()).save()
    translation = FaqItem.objects.get(locale=spanish())
    assert [each.pk for each in translation.topics.all()] == [own.pk]
    assert [each.pk for each in FaqItem.objects.get(pk=question.pk).topics.all()] == [topic.pk]


def test_topics_that_are_translations_of_each_other_become_one(articles):
    topic = TopicFactory(name="Sleep")
    own = in_spanish(topic)
    article = make_article(articles, topics=[topic, own])
    translation = article.copy_for_translation(spanish(), copy_parents=True)
    assert [each.pk for each in translation.topics.all()] == [own.pk]


def test_one_language_changes_nothing(article, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    translation = article.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    assert names(translation) == names(article)
