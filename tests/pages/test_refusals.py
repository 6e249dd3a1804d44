"""What cannot be saved in the admin is refused with a sentence, what was typed stays, and the rest is done."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Model
from django.db.models.signals import pre_delete
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import (
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowTask,
)
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from media.models import ClinicImage
from pages.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ClinicIndexPage,
    ClinicPage,
    FaqItem,
    Person,
    SpecialDay,
    Telephone,
    Topic,
)
from pages.refusals.bulk_actions import OneByOne
from pages.refusals.forms import RefusableForm
from pages.refusals.sentences import violated
from tests.media.factories import DocumentFactory, ImageFactory, root_collection
from tests.pages.clinic_factories import home_page
from tests.pages.factories import SUMMARY, PersonFactory, make_article, make_clinic

LATE = 100
FORM_ID = {True: "page-edit-form", False: "w-editor-form"}


def bulk(client: Client, model: type, action: str, objects: list[Any], **form: Any) -> Any:
    url = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    ids = "&".join(f"id={one.pk}" for one in objects)
    return client.post(f"{url}?{ids}&next={reverse('wagtailadmin_home')}", form, follow=True)


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_every_bulk_action_deals_with_each_object_by_itself():
    bulk_action_registry._scan_for_bulk_actions()
    actions = {
        action
        for models in bulk_action_registry.actions.values()
        for named in models.values()
        for action in named.values()
    }
    assert actions
    assert all(issubclass(action, OneByOne) for action in actions)


def test_a_page_is_deleted_with_its_child(admin_client, articles):
    child, other = make_article(articles), make_article(articles.get_parent().specific.get_children().first())
    for order in ([articles, child, other], [child, articles]):
        with transaction.atomic():
            response = bulk(admin_client, Page, "delete", order)
            assert response.status_code == 200
            assert not Page.objects.filter(pk__in=[articles.pk, child.pk]).exists()
            transaction.set_rollback(True)


def test_what_can_be_published_is_published(admin_client, articles):
    good, bad = (make_article(articles, live=False, title=title) for title in ("Good", "Bad"))
    ArticlePage.objects.filter(pk=bad.pk).update(summary="Too short.")
    response = bulk(admin_client, Page, "publish", [bad, good])
    assert Page.objects.get(pk=good.pk).live
    assert not Page.objects.get(pk=bad.pk).live
    (refusal,) = (message for message in messages_of(response) if "Bad" in message)
    assert "Summary" in refusal


def test_an_incomplete_draft_below_does_not_keep_back_its_parent(admin_client, articles):
    bad, _good = (make_article(articles, live=False, title=title) for title in ("Bad", "Good"))
    ArticlePage.objects.filter(pk=bad.pk).update(summary="Too short.")
    articles.unpublish()
    bulk(admin_client, Page, "publish", [articles], include_descendants="on")
    live = dict(Page.objects.values_list("title", "live"))
    assert (live["Articles"], live["Good"], live["Bad"]) == (True, True, False)


def test_people_whom_nobody_needs_are_deleted(admin_client, articles):
    needed, free = PersonFactory(name="Needed"), PersonFactory(name="Free")
    make_article(articles, title="Sleep", medical_reviewer=needed, last_reviewed=datetime.date(2026, 1, 1))
    response = bulk(admin_client, Person, "delete", [needed, free])
    assert list(Person.objects.values_list("name", flat=True)) == ["Needed"]
    (refusal,) = (message for message in messages_of(response) if "Needed" in message)
    assert "It is used by “Sleep”" in refusal


@pytest.mark.parametrize("make", [ImageFactory, DocumentFactory])
def test_one_file_that_cannot_be_deleted_does_not_keep_the_others(admin_client, make):
    def refuse(sender, instance, **kwargs):
        if instance.pk == stays.pk:
            raise IntegrityError("it is needed")

    stays, goes = make(), make()
    pre_delete.connect(refuse, sender=type(stays))
    try:
        response = bulk(admin_client, type(stays), "delete", [stays, goes])
    finally:
        pre_delete.disconnect(refuse, sender=type(stays))
    assert list(type(stays).objects.all()) == [stays]
    assert any(str(stays) in message for message in messages_of(response))


# Two tabs


def editor_of(instance: Any) -> str:
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    return reverse(instance.snippet_viewset.get_url_name("edit"), args=[instance.pk])


def is_page(url: str) -> bool:
    return url.startswith(reverse("wagtailadmin_explore_root"))


def form_of(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    form = querydict_from_html(client.get(url).content.decode(), form_id=FORM_ID[is_page(url)])
    return {**form.dict(), **nested_form_data({"body": streamfield([])}), **changes}


def rows(name: str, *added: dict[str, Any]) -> dict[str, Any]:
    return nested_form_data({name: inline_formset(list(added))})


def errors_in(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_same_author_from_two_tabs_is_live_once(admin_client, articles):
    article, person = make_article(articles), PersonFactory()
    url = editor_of(article)
    tab = form_of(admin_client, url, **rows("author_rows", {"person": person.pk}), **{"action-publish": "1"})
    assert admin_client.post(url, tab).status_code == 302
    response = admin_client.post(url, {**tab, "title": "As it was typed"})
    assert "This person has been added in another window" in errors_in(response)
    assert "As it was typed" in errors_in(response)
    assert ArticleAuthor.objects.count() == 1


def test_two_tabs_that_name_a_main_number_each_are_told(admin_client, clinics):
    clinic = make_clinic(clinics)
    clinic.telephones.all().delete()
    url = editor_of(clinic)
    number = {"number": "(951) 555-0142", "purpose": "general", "is_main": "on", "label": ""}
    tab = form_of(admin_client, url, **rows("telephones", number), **{"action-publish": "1"})
    assert admin_client.post(url, tab).status_code == 302
    other = rows("telephones", {**number, "number": "(951) 555-0143", "label": "As it was typed"})
    response = admin_client.post(url, {**tab, **other})
    assert "Only one number can be the main number" in errors_in(response)
    assert "As it was typed" in errors_in(response)
    assert [telephone.number for telephone in Telephone.objects.all()] == ["+19515550142"]


def test_the_same_special_day_from_two_tabs_is_live_once(admin_client, clinics):
    clinic = make_clinic(clinics)
    url = editor_of(clinic)
    day = {
        "opens": "",
        "closes": "",
        "starts": "2026-12-24",
        "ends": "2026-12-24",
        "closed": "on",
        "reason": "Christmas",
    }
    pressed = {"telephones-0-is_main": "on", "action-publish": "1"}
    tab = form_of(admin_client, url, **rows("special_days", day), **pressed)
    first = admin_client.post(url, tab)
    assert first.status_code == 302
    assert "is entered twice" in errors_in(admin_client.post(url, tab))
    assert SpecialDay.objects.count() == 1


# At the same moment


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    def run(index: int) -> Any:
        try:
            return act(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def clients(number: int) -> list[Client]:
    user = get_user_model().objects.create_superuser("editor")
    found = [Client(raise_request_exception=False) for _ in range(number)]
    for client in found:
        client.force_login(user)
    return found


@pytest.fixture
def tree(transactional_db):
    home = home_page()
    articles = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    clinics = home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics"))
    return articles, clinics


def test_three_saves_of_a_new_page_at_once_lose_nothing(tree):
    editors = clients(3)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    form = form_of(editors[0], url, title="Sleep", slug="sleep", summary=SUMMARY)
    responses = at_once(3, lambda index: editors[index].post(url, form))
    article = ArticlePage.objects.get()
    assert [response.status_code for response in responses] == [302] * 3
    assert {response["Location"] for response in responses} == {editor_of(article)}
    assert article.revisions.count() == 3


def test_what_is_typed_while_a_new_page_is_saved_is_a_save_of_that_page(tree):
    editors, people = clients(3), [PersonFactory(), PersonFactory()]
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    form = form_of(editors[0], url, slug="sleep", **rows("author_rows", *({"person": one.pk} for one in people)))
    titles = ["Sleep", "Sleep and", "Sleep and rest"]
    responses = at_once(3, lambda index: editors[index].post(url, {**form, "title": titles[index], "summary": SUMMARY}))
    article = ArticlePage.objects.get()
    assert [response.status_code for response in responses] == [302] * 3
    revisions = [revision.as_object() for revision in article.revisions.all()]
    assert sorted(revision.title for revision in revisions) == titles
    assert all({row.person_id for row in one.author_rows.all()} == {one.pk for one in people} for one in revisions)
    assert ArticleAuthor.objects.filter(article=article).count() == 2


def test_the_editor_goes_on_with_the_page_that_another_save_has_made(tree):
    (editor,) = clients(1)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    form = form_of(editor, url, title="Sleep", slug="sleep", summary=SUMMARY)
    by_itself = [editor.post(url, form, headers={"accept": "application/json"}).json() for _ in range(2)]
    article = ArticlePage.objects.get()
    for answer in by_itself:
        assert (answer["success"], answer["pk"], answer["url"]) == (True, article.pk, editor_of(article))
        assert answer["hydrate_url"] == f"{editor_of(article)}?_w_hydrate_create_view=1"
    assert by_itself[0].keys() == by_itself[1].keys()
    published = editor.post(url, {**form, "title": "Sleep well", "action-publish": "1"})
    article.refresh_from_db()
    assert (published.status_code, article.live, article.title) == (302, True, "Sleep well")


def test_a_form_that_was_refused_makes_a_page_when_it_is_right(tree):
    (editor,) = clients(1)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    form = form_of(editor, url, title="Sleep", slug="sleep", **{"action-publish": "1"})
    assert editor.post(url, form).status_code == 200
    assert not ArticlePage.objects.exists()
    assert editor.post(url, {**form, "summary": SUMMARY}).status_code == 302
    assert ArticlePage.objects.get().live


def test_two_forms_make_two_pages_and_so_does_a_form_whose_page_is_gone(tree):
    (editor,) = clients(1)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    forms = [form_of(editor, url, title=f"T {index}", slug=f"t-{index}", summary=SUMMARY) for index in range(2)]
    for form in forms:
        editor.post(url, form)
    assert ArticlePage.objects.count() == 2
    ArticlePage.objects.get(slug="t-0").delete()
    editor.post(url, forms[0])
    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == ["t-0", "t-1"]


def test_a_form_that_arrives_without_its_text_makes_no_page(admin_client, articles):
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", articles.pk])
    form = form_of(admin_client, url, title="As it was typed", slug="sleep", summary=SUMMARY)
    del form["body-count"]
    for pressed in ({}, {"action-publish": "1"}):
        shown = errors_in(admin_client.post(url, {**form, **pressed}))
        assert "This part of the form was not received" in shown
        assert "As it was typed" in shown
    assert not ArticlePage.objects.exists()


def test_new_pages_of_several_editors_at_once_are_all_saved(tree):
    editors = clients(4)
    url = reverse("wagtailadmin_pages:add", args=["clinic_pages", "articlepage", tree[0].pk])
    forms = [
        form_of(editor, url, summary=SUMMARY, title=f"T {index}", slug=f"t-{index}")
        for index, editor in enumerate(editors)
    ]
    responses = at_once(4, lambda index: editors[index].post(url, forms[index]))
    assert [response.status_code for response in responses] == [302] * 4
    assert len({page.path for page in ArticlePage.objects.all()}) == 4
    assert Page.objects.get(pk=tree[0].pk).numchild == 4


def test_two_main_numbers_at_once_leave_one(tree):
    editors, clinic = clients(2), make_clinic(tree[1], live=False)
    Telephone.objects.all().delete()
    clinic = ClinicPage.objects.get(pk=clinic.pk)
    clinic.save_revision(clean=False)
    url = editor_of(clinic)
    number = {"purpose": "general", "is_main": "on", "label": ""}
    forms = [
        form_of(editors[0], url, **rows("telephones", {**number, "number": f"(951) 555-014{index}"}))
        for index in range(2)
    ]
    responses = at_once(2, lambda index: editors[index].post(url, forms[index]))
    assert all(response.status_code in (200, 302) for response in responses)
    assert Telephone.objects.filter(is_main=True).count() <= 1


def test_the_same_topic_at_once_is_there_once(tree):
    editors = clients(3)
    url = reverse(Topic.snippet_viewset.get_url_name("add"))
    forms = [form_of(editor, url, name="Sleep", slug="sleep", **{"action-publish": "1"}) for editor in editors]
    responses = at_once(3, lambda index: editors[index].post(url, {**forms[index], "description": f"As typed {index}"}))
    assert sorted(response.status_code for response in responses) == [200, 200, 302]
    assert all("As typed" in one.content.decode() for one in responses if one.status_code == 200)


NEW_SNIPPETS = {
    FaqItem: {"question": "How long does it take?", "answer": rich_text("<p>An hour.</p>")},
    Person: {"name": "Ada Marsh", "slug": "ada-marsh"},
    Topic: {"name": "Sleep", "slug": "sleep"},
}


@pytest.mark.parametrize("pressed", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
@pytest.mark.parametrize("model", NEW_SNIPPETS)
def test_three_saves_of_a_new_snippet_at_once_make_one(tree, model, pressed):
    editors, url = clients(3), reverse(model.snippet_viewset.get_url_name("add"))
    form = form_of(editors[0], url, **NEW_SNIPPETS[model], **pressed)
    responses = at_once(3, lambda index: editors[index].post(url, form))
    assert [response.status_code for response in responses] == [302] * 3
    made = model.objects.get()
    assert made.revisions.count() == 3
    assert made.live == bool(pressed)


def test_the_editor_goes_on_with_the_snippet_that_another_save_has_made(tree):
    (editor,) = clients(1)
    url = reverse(FaqItem.snippet_viewset.get_url_name("add"))
    form = form_of(editor, url, **NEW_SNIPPETS[FaqItem])
    by_itself = [editor.post(url, form, headers={"accept": "application/json"}).json() for _ in range(2)]
    question = FaqItem.objects.get()
    for answer in by_itself:
        assert (answer["success"], str(answer["pk"]), answer["url"]) == (True, str(question.pk), editor_of(question))
        assert answer["hydrate_url"] == f"{editor_of(question)}?_w_hydrate_create_view=1"
    assert by_itself[0].keys() == by_itself[1].keys()
    editor.post(url, {**form, "question": "How long?", "action-publish": "1"})
    question.refresh_from_db()
    assert (question.live, question.question) == (True, "How long?")


def test_a_form_of_one_kind_makes_nothing_of_another_kind(tree):
    (editor,) = clients(1)
    topics, people = (reverse(model.snippet_viewset.get_url_name("add")) for model in (Topic, Person))
    topic = form_of(editor, topics, **NEW_SNIPPETS[Topic])
    person = form_of(editor, people, **NEW_SNIPPETS[Person], opened_form=topic["opened_form"])
    assert [editor.post(url, form).status_code for url, form in ((topics, topic), (people, person))] == [302, 302]
    assert (Topic.objects.count(), Person.objects.count()) == (1, 1)


# Constraints


def constraints() -> list[Any]:
    return [
        pytest.param(model, constraint, id=constraint.name)
        for model in apps.get_app_config("clinic_pages").get_models()
        for constraint in model._meta.constraints
    ]


@pytest.mark.parametrize(("model", "constraint"), constraints())
def test_a_violated_constraint_is_said_in_the_form_with_what_was_typed(admin_client, articles, model, constraint):
    article, typed = make_article(articles), "As it was typed"
    url = editor_of(article)
    form = form_of(admin_client, url, title=typed)
    error = IntegrityError(f'new row violates constraint "{constraint.name}"')
    assert violated(error) is constraint

    def refuse(request, page):
        if request.method == "POST":
            page.save_revision = fail

    def fail(*args, **kwargs):
        raise error

    with hooks.register_temporarily("before_edit_page", refuse, order=LATE):
        response = admin_client.post(url, form)
    assert response.status_code == 200
    page = " ".join(response.content.decode().split())
    assert str(constraint.get_violation_error_message()).split("%")[0][:30] in page.replace("&#x27;", "'")
    assert typed in page


def test_the_editors_of_all_content_can_be_refused():
    for model in apps.get_app_config("clinic_pages").get_models():
        if hasattr(model, "panels") or issubclass(model, Page):
            assert issubclass(model.base_form_class, RefusableForm), model


def test_what_has_no_form_is_refused_with_a_message(admin_client):
    def refuse(sender, instance, **kwargs):
        raise IntegrityError("it is needed")

    image = ImageFactory()
    url = reverse("wagtailimages:delete", args=[image.pk])
    pre_delete.connect(refuse, sender=type(image))
    try:
        response = admin_client.post(url, follow=True, headers={"Referer": f"http://testserver{url}"})
    finally:
        pre_delete.disconnect(refuse, sender=type(image))
    assert any("Someone else saved a conflicting change" in message for message in messages_of(response))
    assert type(image).objects.get() == image


@pytest.mark.parametrize("in_dialog", [False, True])
def test_approving_what_cannot_be_published_is_refused(admin_client, admin_user, articles, in_dialog):
    article = make_article(articles, live=False)
    revision = article.save_revision()
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Approve"), sort_order=1)
    state = workflow.start(article, admin_user)
    revision.content["summary"] = "Too short."
    revision.save()
    args = [article.pk, "approve", state.current_task_state.pk]
    headers = {"Referer": f"http://testserver{editor_of(article)}"}
    if in_dialog:
        headers["X-Requested-With"] = "XMLHttpRequest"
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    response = admin_client.post(url, {"comment": "Well done"}, headers=headers)
    assert response.status_code == (200 if in_dialog else 302)
    page = admin_client.get(editor_of(article))
    assert any("at least 50 characters" in str(message) for message in page.context["messages"])
    assert not Page.objects.get(pk=article.pk).live
    assert article.current_workflow_state.status == "in_progress"


def test_autosave_is_refused_in_its_own_form(admin_client, articles):
    article = make_article(articles)
    url = editor_of(article)
    form = form_of(admin_client, url)

    def refuse(request, page):
        if request.method == "POST":
            page.save_revision = fail

    def fail(*args, **kwargs):
        raise IntegrityError("something")

    with hooks.register_temporarily("before_edit_page", refuse, order=LATE):
        response = admin_client.post(url, form, headers={"Accept": "application/json"})
    assert response.status_code == 400
    assert response.json()["success"] is False


def test_nothing_of_a_refused_request_is_done(admin_client, articles):
    article = make_article(articles, title="Before", live=False)
    url = editor_of(article)
    form = form_of(admin_client, url, title="After")

    def refuse(request, page):
        if request.method == "POST":
            page.save_revision = fail

    def fail(*args, **kwargs):
        raise IntegrityError("something")

    with hooks.register_temporarily("before_edit_page", refuse, order=LATE):
        admin_client.post(url, form)
    assert ArticlePage.objects.get(pk=article.pk).title == "Before"


# What is not theirs

SECRET = "Zqvxsecret"


def hidden_object(model: type[Model]) -> Any:
    """A draft, a private file or another user, with a name that nobody is to learn."""
    if model is Page:
        page = make_article(home_page(), title="Open", live=False)
        page.title = page.draft_title = SECRET
        page.save_revision(clean=False)
        page.save(clean=False)
        return page
    if issubclass(model, CollectionMember):
        collection = root_collection().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        return (ImageFactory if model is ClinicImage else DocumentFactory)(title=SECRET, collection=collection)
    if model is get_user_model():
        return model.objects.create_user(SECRET)
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, CharField) and not field.choices]
    one = model(**dict.fromkeys(texts, SECRET))
    for field in model._meta.concrete_fields:
        if field.is_relation and not field.null and field.value_from_object(one) is None:
            setattr(one, field.name, field.related_model.objects.first() or hidden_object(field.related_model))
    if issubclass(model, DraftStateMixin):
        one.live = False
    return model._base_manager.bulk_create([one])[0]


def staff(name: str, *codenames: str) -> Client:
    """Who may open the admin and has these permissions on all objects of a model."""
    group = Group.objects.create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user = get_user_model().objects.create_user(name)
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def bulk_actions() -> list[tuple[type[Model], str]]:
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (apps.get_model(app_label, model_name), action)
        for app_label, models in bulk_action_registry.actions.items()
        for model_name, actions in models.items()
        for action in actions
    ]


def test_no_bulk_action_tells_the_name_of_what_is_not_the_users(home):
    nobody = staff("nobody")
    objects = {model: hidden_object(model) for model in {model for model, _action in bulk_actions()}}
    told, asked = [], 0
    for model, action in bulk_actions():
        url = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
        for response in (nobody.get(f"{url}?id={objects[model].pk}"), bulk(nobody, model, action, [objects[model]])):
            asked += 1
            if SECRET in response.content.decode():
                told.append((model, action))
        page = html.unescape(nobody.get(f"{url}?id={objects[model].pk}").content.decode())
        assert model is get_user_model() or "(you cannot edit this)" in page, (model, action)
    assert told == []
    assert asked > 20


@pytest.mark.parametrize(
    ("model", "codename", "action"),
    [(ClinicImage, "choose_image", "delete"), (Topic, "change_topic", "delete"), (Person, "view_person", "delete")],
)
def test_what_the_admin_lists_for_a_user_is_named(home, model, codename, action):
    one = hidden_object(model)
    client = staff("somebody", codename)
    if model is ClinicImage:
        group, permission = Group.objects.get(name="somebody"), Permission.objects.get(codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=root_collection(), permission=permission)
    url = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    assert SECRET in client.get(f"{url}?id={one.pk}").content.decode()


def test_a_page_that_a_user_may_edit_is_named_where_it_may_not_be_published(home, articles):
    page, other = hidden_object(Page), make_article(articles, title="Elsewhere")
    client = staff("writer")
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=Group.objects.get(name="writer"), page=articles, permission=permission)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    shown = client.get(f"{url}?id={other.pk}&id={page.pk}").content.decode()
    assert "Elsewhere" in shown
    assert SECRET not in shown


def test_a_move_is_asked_about_only_who_may_do_it(admin_client, home, articles):
    page = hidden_object(Page)
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, articles.pk])
    nobody = staff("nobody")
    for response in (nobody.get(url), nobody.get(url, follow=True), nobody.post(url, follow=True)):
        assert SECRET not in response.content.decode()
    assert nobody.get(url).status_code == 302
    assert SECRET in admin_client.get(url).content.decode()
    assert admin_client.post(url).status_code == 302
    assert Page.objects.get(pk=page.pk).is_child_of(articles)
