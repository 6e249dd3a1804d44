"""A draft is being saved, as the editor does by itself, while the same object is published."""

import pytest
from django.urls import reverse
from wagtail import hooks
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from pages.models import ArticlePage, FaqItem
from tests.pages.factories import FaqItemFactory, make_article

LATE = 100
JSON = {"Accept": "application/json"}


@pytest.fixture
def draft(articles):
    return make_article(articles, live=False, title="As it was drafted")


@pytest.fixture
def question(articles):
    return FaqItemFactory(live=False)


def published_meanwhile(instance):
    """A hook that publishes the object, as another request does, once the request under way has loaded it."""

    def publish(request, loaded):
        if request.method == "POST":
            type(instance).objects.get(pk=instance.pk).save_revision().publish()

    return publish


def saved_meanwhile(instance, **changes):
    """A hook that saves another draft by hand."""

    def save_by_hand(request, loaded):
        if request.method == "POST":
            newest = type(instance).objects.get(pk=instance.pk).get_latest_revision_as_object()
            for name, value in changes.items():
                setattr(newest, name, value)
            newest.save_revision()

    return save_by_hand


def form_of(client, url, **changes):
    form = querydict_from_html(client.get(url).content.decode(), form_index=1)
    return {**form.dict(), **nested_form_data({"body": streamfield([])}), **changes}


def save(client, url, form):
    return client.post(url, form, headers=JSON).json()


def test_a_page_stays_published_when_a_save_of_its_draft_arrives_late(admin_client, draft):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form = form_of(admin_client, url, title="As it was typed")
    with hooks.register_temporarily("before_edit_page", published_meanwhile(draft), order=LATE):
        answer = save(admin_client, url, form)
    draft = ArticlePage.objects.get(pk=draft.pk)
    assert draft.live
    assert draft.title == "As it was drafted"
    assert not draft.has_unpublished_changes
    assert answer["error_code"] == "invalid_revision"
    assert "published" in answer["error_message"]


def test_a_revision_that_the_editor_keeps_saving_is_not_put_over_a_published_one(admin_client, draft):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form = form_of(admin_client, url, title="As it was typed")
    form["overwrite_revision_id"] = save(admin_client, url, form)["revision_id"]
    with hooks.register_temporarily("before_edit_page", published_meanwhile(draft), order=LATE):
        answer = save(admin_client, url, form)
    draft = ArticlePage.objects.get(pk=draft.pk)
    assert answer["error_code"] == "invalid_revision"
    assert draft.live
    assert draft.latest_revision == draft.live_revision


def test_a_live_page_keeps_its_newest_revision(admin_client, articles):
    page = make_article(articles)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(admin_client, url, title="As it was typed")
    form["overwrite_revision_id"] = save(admin_client, url, form)["revision_id"]
    with hooks.register_temporarily("before_edit_page", published_meanwhile(page), order=LATE):
        answer = save(admin_client, url, form)
    page = ArticlePage.objects.get(pk=page.pk)
    assert answer["error_code"] == "invalid_revision"
    assert page.latest_revision == page.live_revision


def test_a_question_stays_published_when_a_save_of_its_draft_arrives_late(admin_client, question):
    url = reverse("wagtailsnippets_clinic_pages_faqitem:edit", args=[question.pk])
    form = form_of(admin_client, url, question="As it was typed?")
    with hooks.register_temporarily("before_edit_snippet", published_meanwhile(question), order=LATE):
        answer = save(admin_client, url, form)
    question = FaqItem.objects.get(pk=question.pk)
    assert question.live
    assert question.question != "As it was typed?"
    assert answer["error_code"] == "invalid_revision"


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("again", [False, True])
def test_a_draft_that_was_saved_by_hand_stays_the_newest(admin_client, articles, live, again):
    page = make_article(articles, live=live)
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(admin_client, url, title="Typed first")
    if again:
        form["overwrite_revision_id"] = save(admin_client, url, form)["revision_id"]
    with hooks.register_temporarily("before_edit_page", saved_meanwhile(page, title="Typed last"), order=LATE):
        answer = save(admin_client, url, form)
    assert answer["error_code"] == "invalid_revision"
    assert "newer draft" in answer["error_message"]
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Typed last"
    assert page.title != "Typed first" or again
    assert page.live is live


def test_a_draft_of_a_question_that_was_saved_by_hand_stays_the_newest(admin_client, question):
    question.save_revision()
    url = reverse("wagtailsnippets_clinic_pages_faqitem:edit", args=[question.pk])
    form = form_of(admin_client, url, question="Typed first?")
    hook = saved_meanwhile(question, question="Typed last?")
    with hooks.register_temporarily("before_edit_snippet", hook, order=LATE):
        answer = save(admin_client, url, form)
    assert answer["error_code"] == "invalid_revision"
    assert FaqItem.objects.get().get_latest_revision_as_object().question == "Typed last?"


def test_what_is_saved_by_hand_is_saved_whatever_was_saved_before(admin_client, articles):
    page = make_article(articles)
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(admin_client, url, title="By hand")
    page.save_revision()
    admin_client.post(url, form)
    assert ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "By hand"


def test_publishing_wins_over_what_was_published_meanwhile(admin_client, draft):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    form = form_of(admin_client, url, title="The last word", **{"action-publish": "yes"})
    with hooks.register_temporarily("before_edit_page", published_meanwhile(draft), order=LATE):
        admin_client.post(url, form)
    draft = ArticlePage.objects.get(pk=draft.pk)
    assert draft.live
    assert draft.title == "The last word"


@pytest.mark.parametrize("live", [True, False])
def test_a_draft_that_nobody_published_meanwhile_is_saved(admin_client, articles, live):
    page = make_article(articles, live=live)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(admin_client, url, title="As it was typed")
    form["overwrite_revision_id"] = save(admin_client, url, form)["revision_id"]
    assert save(admin_client, url, {**form, "title": "Typed on"})["success"]
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.get_latest_revision_as_object().title == "Typed on"
    assert page.live is live
