"""Drafts are shown legibly on a plain page of the admin: every field, every block, nothing that readers do not get."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    PreviewableMixin,
    Workflow,
    WorkflowTask,
)
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from api.represent.rich_text.display import DisplayHtml
from pages.blocks.body import BodyBlock
from pages.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    Citation,
    ClinicPage,
    ClinicPhoto,
    Credential,
    FaqItem,
    FaqPage,
    HomePage,
    Insurer,
    Licence,
    Person,
    ProfileUrl,
    RelatedArticle,
    Service,
    SpecialDay,
    StandardPage,
    Topic,
)
from pages.models.snippet import Snippet
from pages.previews.document import shown_fields
from pages.templatetags.clinic_preview import TECHNICAL
from tests.kept import kept
from tests.made_up.objects import MadeUp
from tests.media.factories import ImageFactory
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

DAY = datetime.date(2026, 1, 2)
#: What an answer says of pictures and numbers for programs; the page shows the picture and the number themselves.
UNSHOWN = TECHNICAL | {
    "sources", "presets", "preset", "placeholder", "fallback", "url_template", "dominant_color", "focal_point",
    "mime_type", "size", "width", "height", "toc", "biography", "level", "type", "details", "number", "kind", "slug",
    "breadcrumbs", "filename", "description", "embed_url", "title",
}  # fmt: skip


def full_article(articles: Page, clinic: Page) -> ArticlePage:
    article = make_article(articles, title="All of it", hero_image=ImageFactory())
    article.medical_reviewer, article.last_reviewed = PersonFactory(name="Rita Reviewer", photo=ImageFactory()), DAY
    article.author_rows = [ArticleAuthor(person=PersonFactory(name="Arthur Author"))]
    article.citations = [Citation(title="On rest", publisher="A journal", year=2020, url="https://journal.example/1")]
    article.topics = [TopicFactory(name="Sleep")]
    article.related_rows = [RelatedArticle(page=make_article(articles, title="Read next"))]
    article.body = full_body(articles, clinic)
    return article


def full_clinic(clinic: ClinicPage) -> ClinicPage:
    clinic.legal_name, clinic.email, clinic.languages = "Riverside, LLC", "desk@clinic.example", ["en"]
    clinic.special_days = [SpecialDay(starts=DAY, ends=DAY, closed=True, reason="A holiday")]
    clinic.licences = [Licence(authority="A board", number="B 2", verification_url="https://board.example/2")]
    clinic.insurers = [Insurer(name="An insurer")]
    clinic.photos = [ClinicPhoto(image=ImageFactory())]
    clinic.services = [Service.objects.create(name="Detox", slug="detox")]
    return clinic


def full_person() -> Person:
    person = PersonFactory(name="Mara Ellison", job_title="Psychiatrist", biography="<p>She leads.</p>")
    person.credentials = [Credential(type="Licence", authority="A board", number="A 1")]
    person.profile_urls = [ProfileUrl(url="https://register.example/mara")]
    return person


@kept
def drafts(articles, clinics):
    """A draft of each type of page and snippet, with something in each field."""
    home, clinic = articles.get_parent().specific, make_clinic(clinics)
    question = FaqItemFactory(question="Is it safe?", answer="<p>Yes, it is.</p>")
    faq = FaqPage(title="Questions", introduction="<p>Ask us.</p>")
    faq.sections = [{"type": "faq_section", "value": {"heading": "At night", "items": [item(question.pk)]}}]
    articles.introduction = clinics.introduction = "<p>Come in.</p>"
    body = [{"id": "b", "type": "rich_text", "value": "<p>Who we are.</p>"}]
    found = [
        home,
        articles,
        clinics,
        full_article(articles, clinic),
        full_clinic(make_clinic(clinics, title="Riverside")),
        home.add_child(instance=faq),
        home.add_child(instance=StandardPage(title="About us", summary=SUMMARY, body=body)),
        question,
        full_person(),
        TopicFactory(name="Sleep well", description="All about it."),
        Service.objects.create(name="Day care", slug="day-care", description="From nine to five."),
    ]
    made_up = MadeUp(home, takes_what_is_there=True)
    others = {model for model in apps.get_app_config("clinic_pages").get_models() if issubclass(model, Page | Snippet)}
    found += [made_up.make(model) for model in others - {type(one) for one in found}]
    for one in found:
        one.save_revision(clean=False)
    return {type(one): type(one).objects.get(pk=one.pk) for one in found}


def view(instance: Any) -> str:
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:view_draft", args=[instance.pk])
    return reverse(
        instance.snippet_viewset.get_url_name("revisions_view"), args=[instance.pk, instance.latest_revision_id]
    )


def words_of(value: Any, name: str = "") -> Iterator[str]:
    """Everything in an answer that people read."""
    if isinstance(value, DisplayHtml):
        yield " ".join(BeautifulSoup(value, "html.parser").get_text(" ").split())
    elif isinstance(value, Mapping):
        for member, within in value.items():
            if member not in UNSHOWN:
                yield from words_of(within, member)
    elif isinstance(value, list | tuple):
        for within in value:
            yield from words_of(within, name)
    elif isinstance(value, str) and value and name not in ("url", "href", "html_url"):
        yield " ".join(value.split())


def text_of(response: Any) -> str:
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.get_text(" ").split())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_type_of_page_and_snippet_has_a_preview(drafts):
    assert all(isinstance(draft, PreviewableMixin) and draft.is_previewable() for draft in drafts.values())


def test_every_field_of_every_type_is_shown(admin_client, drafts):
    for draft in drafts.values():
        response = admin_client.get(view(draft))
        shown = squeezed(text_of(response))
        fields = list(shown_fields(draft.get_latest_revision_as_object()))
        assert not [field.name for field in fields if field.is_broken]
        for field in fields:
            missing = [words for words in words_of(field.value) if squeezed(words) not in shown]
            assert not missing, (type(draft), field.name)


def test_a_page_that_is_not_public_is_shown_as_it_would_be(drafts):
    pages = [draft.get_latest_revision_as_object() for draft in drafts.values() if isinstance(draft, Page)]
    public = [list(shown_fields(page)) for page in pages]
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(live=False)
    for page, fields in zip(pages, public, strict=True):
        hidden = {field.name: field for field in shown_fields(page)}
        assert not [field.name for field in hidden.values() if field.is_broken]
        pictures = [field for field in fields if field.name in ("hero_image", "photos")]
        assert [hidden[field.name] for field in pictures] == pictures


def test_a_page_that_was_never_saved_shows_its_picture(articles):
    page = ArticlePage(title="New", hero_image=ImageFactory(), locale=articles.locale)
    shown = {field.name: field for field in shown_fields(page)}
    assert shown["hero_image"].value is not None
    assert not shown["hero_image"].is_broken


def test_every_block_is_shown(admin_client, drafts):
    soup = BeautifulSoup(admin_client.get(view(drafts[ArticlePage])).content, "html.parser")
    shown = {block["data-block"]: " ".join(block.get_text(" ").split()) for block in soup.select("[data-block]")}
    assert set(shown) == set(BodyBlock().child_blocks)
    assert all(words or name == "image" for name, words in shown.items())
    assert soup.select("[data-block=image] img[src]")
    assert soup.select("[data-block=table] td b")
    for name, words in {"table": "Outpatient", "quote": "It helped.", "call_to_action": "Our clinic"}.items():
        assert words in shown[name]


def test_a_draft_shows_what_is_not_yet_published(admin_client, drafts):
    article = drafts[ArticlePage]
    revision = article.latest_revision
    draft = article.get_latest_revision_as_object()
    draft.title, draft.summary = "As it will be", "Another summary, which is long enough to be one in every respect."
    draft.save_revision()
    assert "As it will be" in text_of(admin_client.get(view(article)))
    url = reverse("wagtailadmin_pages:revisions_view", args=[article.pk, revision.pk])
    assert "As it will be" not in text_of(admin_client.get(url))


def test_a_page_whose_address_is_in_another_script_is_shown(admin_client, articles):
    article = make_article(articles, title="Ketamine & sleep مرحبا", slug="ketamine-sleep-مرحبا")
    revision = article.save_revision()
    assert "مرحبا" in text_of(admin_client.get(view(article)))
    url = reverse("wagtailadmin_pages:revisions_view", args=[article.pk, revision.pk])
    assert "مرحبا" in text_of(admin_client.get(url))
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = querydict_from_html(admin_client.get(edit).content.decode(), form_id="page-edit-form")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    form = {**form.dict(), **nested_form_data({"body": streamfield([])})}
    assert admin_client.post(url, form).json()["is_available"]
    assert "مرحبا" in text_of(admin_client.get(url))


def test_reviewers_see_the_page_by_the_link_of_their_mail(admin_client, admin_user, drafts):
    workflow = Workflow.objects.create(name="Review")
    task = GroupApprovalTask.objects.create(name="Approve")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    article, topic = drafts[ArticlePage], drafts[Topic]
    for instance, name in ((article, "wagtailadmin_pages"), (topic, None)):
        workflow.start(instance, admin_user)
        pk = instance.current_workflow_task_state.task.pk
        view_name = f"{name}:workflow_preview" if name else topic.snippet_viewset.get_url_name("workflow_preview")
        response = admin_client.get(reverse(view_name, args=[instance.pk, pk]))
        assert str(instance) in text_of(response)


def test_what_is_being_typed_is_shown_beside_the_editor(admin_client, drafts):
    article = drafts[ArticlePage]
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    form = querydict_from_html(admin_client.get(edit).content.decode(), form_id="page-edit-form")
    form = {**form.dict(), **nested_form_data({"body": streamfield([])}), "title": "As it is typed"}
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    assert admin_client.post(url, form).json() == {"is_valid": True, "is_available": True}
    response = admin_client.get(url, {"in_preview_panel": "true"})
    assert "As it is typed" in text_of(response)
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("model", [ArticlePage, StandardPage])
def test_a_page_that_is_not_there_yet_is_shown_beside_the_editor(admin_client, drafts, model):
    parent = drafts[ArticleIndexPage if model is ArticlePage else HomePage]
    args = ["clinic_pages", model._meta.model_name, parent.pk]
    add = reverse("wagtailadmin_pages:add", args=args)
    form = querydict_from_html(admin_client.get(add).content.decode(), form_id="page-edit-form")
    form = {**form.dict(), **nested_form_data({"body": streamfield([])}), "title": "A new one"}
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    assert admin_client.post(url, form).json()["is_available"]
    assert "A new one" in text_of(admin_client.get(url))


def test_a_snippet_is_shown_beside_its_editor(admin_client, drafts):
    for model in (FaqItem, Person, Topic, Service):
        instance = drafts[model]
        name = instance.snippet_viewset.get_url_name
        edit = reverse(name("edit"), args=[instance.pk])
        form = querydict_from_html(admin_client.get(edit).content.decode(), form_id="w-editor-form").dict()
        url = reverse(name("preview_on_edit"), args=[instance.pk])
        assert admin_client.post(url, form).json()["is_available"]
        assert str(instance) in text_of(admin_client.get(url))


def test_previews_are_kept_from_caches_and_search_engines(admin_client, drafts):
    for draft in drafts.values():
        response = admin_client.get(view(draft))
        assert "no-store" in response.headers["Cache-Control"]
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_what_readers_may_not_see_is_left_out(admin_client, drafts, articles):
    article = drafts[ArticlePage].get_latest_revision_as_object()
    hidden, image = make_article(articles, title="Not yet public", live=False), ImageFactory(title="A private picture")
    image.collection = Collection.get_first_root_node().add_child(name="Private")
    image.save()
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    article.hero_image = image
    article.related_rows = [RelatedArticle(page=hidden)]
    article.body = [{"id": "i", "type": "image", "value": {"image": image.pk, "alt_text": "", "caption": "Caption"}}]
    article.save_revision()
    text = text_of(admin_client.get(view(article)))
    assert "Not yet public" not in text
    assert "A private picture" not in text
    assert "The image is missing" in text


def test_words_that_look_like_markup_stay_words(admin_client, drafts):
    article = drafts[ArticlePage].get_latest_revision_as_object()
    script = "<script>alert(1)</script>"
    article.title = article.summary = script
    article.citations = [Citation(title=script, publisher=script, url="javascript:alert(1)")]
    article.body = [{"id": "q", "type": "quote", "value": {"quote": script, "attribution": script}}]
    article.save_revision(clean=False)
    html = admin_client.get(view(article)).content.decode()
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_who_may_not_edit_a_page_sees_no_preview(client, drafts, articles):
    user = get_user_model().objects.create_user("writer", password="x")
    group = Group.objects.create(name="Writers of others")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    client.force_login(user)
    article = drafts[ArticlePage]
    addresses = [
        view(article),
        reverse("wagtailadmin_pages:revisions_view", args=[article.pk, article.latest_revision_id]),
    ]
    for url in [*addresses, reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk]), view(drafts[Person])]:
        response = client.get(url)
        assert response.status_code in (302, 403, 404), url
        assert b"All of it" not in response.content
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=articles, permission=change)
    assert client.get(view(article)).status_code == 200


def test_nobody_sees_a_preview_without_logging_in(client, drafts):
    for draft in drafts.values():
        assert client.get(view(draft)).status_code == 302


def test_right_to_left_languages_read_from_the_right(admin_client, drafts):
    topic = drafts[Topic]
    topic.locale = Locale.objects.create(language_code="ar")
    topic.save()
    soup = BeautifulSoup(admin_client.get(view(topic)).content, "html.parser")
    assert (soup.main["lang"], soup.main["dir"]) == ("ar", "rtl")


def test_a_field_that_cannot_be_made_keeps_none_back(admin_client, drafts, monkeypatch):
    def fail(self):
        raise ValueError("a fault of the program")

    monkeypatch.setattr(ArticlePage, "word_count", property(fail))
    text = text_of(admin_client.get(view(drafts[ArticlePage])))
    assert "This cannot be shown" in text
    assert "Outpatient" in text


@pytest.mark.parametrize("model", [ArticlePage, ClinicPage, FaqPage, StandardPage])
def test_a_new_page_is_previewed_before_anything_is_typed(admin_client, drafts, model):
    parent = drafts[model].get_parent()
    args = [model._meta.app_label, model._meta.model_name, parent.pk]
    opened = admin_client.get(reverse("wagtailadmin_pages:add", args=args))
    empty = querydict_from_html(opened.content.decode(), form_id="page-edit-form").dict()
    url = reverse("wagtailadmin_pages:preview_on_add", args=args)
    for form in (empty, {**empty, "title": "Riverside"}, {"title": "", "slug": ""}):
        assert admin_client.post(url, form).status_code == 200
        assert admin_client.get(url).status_code == 200
