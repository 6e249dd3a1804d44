"""After approving, sending back and publishing, staff are told what is live now and what is not."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowContentType, WorkflowState, WorkflowTask
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from pages.outcomes.views import EditSnippetView, SnippetWorkflowActionView
from tests.pages.factories import FaqItemFactory, make_article

LATER = timezone.now() + datetime.timedelta(days=2)
STILL = "Visitors still see the version that was live before."


@pytest.fixture
def submit(admin_user):
    """Submits what there is, with a change, to a workflow with as many steps."""

    def do(instance, *steps, **changes):
        for name, value in changes.items():
            setattr(instance, name, value)
        instance.save_revision()
        workflow = Workflow.objects.create(name="Review")
        if not isinstance(instance, Page):
            content_type = ContentType.objects.get_for_model(instance)
            WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
        for number, name in enumerate(steps):
            task = GroupApprovalTask.objects.create(name=name)
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=number)
        return workflow.start(instance, admin_user)

    return do


@pytest.fixture
def act(admin_client):
    """``act(state, "approve")`` acts in the dialog, or in the editor; what is said, with its links."""

    def do(state, action, from_editor=False):
        instance = state.content_object
        names = "wagtailadmin_pages:{}" if isinstance(instance, Page) else "wagtailsnippets_clinic_pages_faqitem:{}"
        if from_editor:
            url = reverse(names.format("edit"), args=[instance.pk])
            form = querydict_from_html(admin_client.get(url).content.decode(), form_index=1).dict()
            form |= nested_form_data({"body": streamfield([])}) if isinstance(instance, Page) else {}
            data = {**form, "action-workflow-action": "true", "workflow-action-name": action}
        else:
            url = reverse(names.format("workflow_action"), args=[instance.pk, action, state.current_task_state.pk])
            data = {"comment": "Well"}
        answer = admin_client.post(url, data, follow=True)
        (said,) = [str(message) for message in answer.context["messages"] if message.level_tag == "success"]
        return said

    return do


@pytest.mark.parametrize("from_editor", [True, False])
def test_what_is_approved_and_live_is_said_with_where_it_is(submit, act, articles, from_editor):
    article = make_article(articles, live=False, title="Sleep", slug="sleep")
    said = act(submit(article, "Review"), "approve", from_editor)
    assert "“Sleep” was approved and is now live." in said
    assert f'href="{article.url}"' in said
    assert "View live" in said


@pytest.mark.parametrize("from_editor", [True, False])
def test_a_snippet_that_is_approved_is_said_to_be_live(submit, act, articles, from_editor):
    said = act(submit(FaqItemFactory(live=False, question="Is it safe?"), "Review"), "approve", from_editor)
    assert "“Is it safe?” was approved and is now live." in said
    assert "View live" not in said


@pytest.mark.parametrize("from_editor", [True, False])
@pytest.mark.parametrize(("live", "tail"), [(False, "It is not live."), (True, STILL)])
def test_what_goes_on_to_the_next_step_is_not_live(submit, act, articles, live, tail, from_editor):
    article = make_article(articles, live=live, title="Sleep")
    said = act(submit(article, "Doctor", "Lawyer", title="Sleep well"), "approve", from_editor)
    assert f"“Sleep well” was approved at “Doctor” and moves on to “Lawyer”. {tail}" in said
    assert "View live" not in said


@pytest.mark.parametrize("from_editor", [True, False])
@pytest.mark.parametrize(("live", "tail"), [(False, "It is not live."), (True, STILL)])
def test_what_goes_back_is_not_live(submit, act, articles, live, tail, from_editor):
    article = make_article(articles, live=live, title="Sleep")
    said = act(submit(article, "Review", title="Sleep well"), "reject", from_editor)
    assert f"“Sleep well” was sent back for changes. {tail}" in said


@pytest.mark.parametrize(
    ("live", "words"), [(False, "It is not live yet."), (True, "visitors see the earlier one until then.")]
)
def test_what_is_approved_for_later_is_not_live_yet(submit, act, articles, live, words):
    article = make_article(articles, live=False, title="Sleep 100%")
    if live:
        article.save_revision().publish()
        article = type(article).objects.get(pk=article.pk)
    said = act(submit(article, "Review", go_live_at=LATER), "approve")
    assert "“Sleep 100%” was approved" in said
    assert str(LATER.year) in said
    assert words in said
    assert "View live" not in said


def test_what_an_installation_approves_without_publishing_is_not_live(submit, act, articles, monkeypatch):
    # As WAGTAIL_FINISH_WORKFLOW_ACTION does, which Wagtail reads once.
    monkeypatch.setattr(WorkflowState, "on_finish", lambda state, user=None: None)
    said = act(submit(make_article(articles, live=False, title="Sleep"), "Review"), "approve")
    assert "“Sleep” was approved, but not published. It is not live." in said


def test_saving_a_draft_says_what_it_said(admin_client, articles):
    url = reverse("wagtailadmin_pages:edit", args=[make_article(articles, title="Sleep").pk])
    form = querydict_from_html(admin_client.get(url).content.decode(), form_index=1).dict()
    answer = admin_client.post(url, {**form, **nested_form_data({"body": streamfield([])})}, follow=True)
    assert any("has been updated" in str(message) for message in answer.context["messages"])


def test_publishing_many_says_how_many_are_live(admin_client, articles):
    pages = [make_article(articles, live=False, title=title, slug=title.lower()) for title in ("One", "Two", "Three")]
    pages[2].go_live_at = LATER
    pages[2].save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    def publish(chosen):
        ids = "&".join(f"id={page.pk}" for page in chosen)
        answer = admin_client.post(f"{url}?{ids}&next={reverse('wagtailadmin_home')}", {}, follow=True)
        (said,) = [str(message) for message in answer.context["messages"]]
        return said

    said = publish(pages)
    assert "2 pages are now live. 1 page is scheduled: this version goes live on its date." in said
    assert "View live" not in said
    assert f'href="{pages[0].url}"' in publish(pages[:1])


def test_every_snippet_says_it():
    for model in get_snippet_models():
        if model._meta.app_label == "clinic_pages":
            assert issubclass(model.snippet_viewset.edit_view_class, EditSnippetView)
            assert issubclass(model.snippet_viewset.workflow_action_view_class, SnippetWorkflowActionView)
