"""Wagtail's views for actions on workflow tasks, which only say "updated", or nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages import edit as pages
from wagtail.admin.views.pages import workflow as page_workflow
from wagtail.models import Page, TaskState
from wagtail.snippets.views import snippets

from .sentences import is_as_drafted, sentence_on_action


class EditPageView(pages.EditView):
    acted_on: TaskState

    def perform_workflow_action(self) -> HttpResponse:
        self.acted_on = self.page.current_workflow_task_state
        return super().perform_workflow_action()

    def add_save_confirmation_message(self) -> None:
        is_action = self.action_name == "perform_workflow_action"
        if not (is_action and tell_outcome(self.request, self.acted_on)):
            super().add_save_confirmation_message()


class EditSnippetView(snippets.EditView):
    acted_on: TaskState

    def workflow_action_action(self) -> HttpResponse | None:
        self.acted_on = self.object.current_workflow_task_state
        return super().workflow_action_action()

    def get_success_message(self, instance: Any = None) -> str:
        if self.action == "workflow-action":
            return sentence_on_action(self.acted_on, _as_it_is(self.acted_on)) or super().get_success_message(instance)
        return super().get_success_message(instance)


class _TellsOutcome:
    """A mixin for the dialog of an action, which Wagtail closes without a message."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = self.task_state.status
        response = super().post(request, *args, **kwargs)
        if TaskState.objects.filter(pk=self.task_state.pk).exclude(status=before).exists():
            tell_outcome(request, self.task_state)
        return response


class PageWorkflowActionView(_TellsOutcome, page_workflow.WorkflowActionView):
    pass


class SnippetWorkflowActionView(_TellsOutcome, snippets.WorkflowActionView):
    pass


def tell_outcome(request: HttpRequest, acted_on: TaskState) -> bool:
    """Report the outcome of an action on a task; false if there is nothing to report."""
    instance = _as_it_is(acted_on)
    words = sentence_on_action(acted_on, instance)
    if words:
        messages.success(request, words, buttons=buttons_to(request, instance))
    return bool(words)


def buttons_to(request: HttpRequest, instance: Any) -> list[Any]:
    """Buttons to the page on the website, if its latest revision is live, and to its editor."""
    buttons = []
    if isinstance(instance, Page) and is_as_drafted(instance) and instance.url is not None:
        buttons.append(messages.button(instance.url, _("View live")))
    if url := AdminURLFinder(request.user).get_edit_url(instance):
        buttons.append(messages.button(url, _("Edit")))
    return buttons


def _as_it_is(acted_on: TaskState) -> Any:
    state = acted_on.workflow_state
    model = state.content_type.model_class()
    return model._base_manager.get(pk=state.object_id)
