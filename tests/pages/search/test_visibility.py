"""Only live, public content is found, from the moment of its change."""

import pytest
from wagtail.models import PageViewRestriction

from pages.models import Service
from tests.pages.factories import (
    SUMMARY,
    FaqItemFactory,
    make_article,
    make_clinic,
    rich_text_body,
)


def test_new_words_are_found_as_soon_as_they_are_published_and_old_ones_no_more(titles, articles):
    article = make_article(articles, title="A", body=rich_text_body("<p>aardvark</p>"))
    assert titles("aardvark") == ["A"]
    article.body = rich_text_body("<p>badger</p>")
    article.save_revision().publish()
    assert titles("aardvark") == []
    assert titles("badger") == ["A"]


def test_words_of_a_draft_are_neither_found_nor_shown(search, titles, articles):
    article = make_article(articles, title="Public", body=rich_text_body("<p>aardvark and more</p>"))
    article.title = "Secret badger"
    article.summary = f"{SUMMARY} badger"
    article.body = rich_text_body("<p>aardvark badger</p>")
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
