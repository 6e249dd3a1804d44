from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_latest_str
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.utils.timestamps import render_timestamp


def is_as_drafted(instance: Any) -> bool:
    """Whether the latest revision is live."""
    return instance.live and instance.latest_revision_id == instance.live_revision_id


def sentence_on_action(acted_on: TaskState, instance: Any) -> str:
    """The current outcome of an action on a workflow task; empty for an action that decided nothing."""
    task_state = TaskState.objects.get(pk=acted_on.pk)
    state = task_state.workflow_state
    words = {"title": get_latest_str(instance), "task": task_state.task.name}
    if state.status == WorkflowState.STATUS_APPROVED:
        return _approved(instance) % words
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("“%(title)s” was sent back for changes.") % words + " " + _until_then(instance)
    following = state.current_task_state
    if task_state.status == TaskState.STATUS_APPROVED and following is not None:
        words["next"] = following.task.name
        message = _("“%(title)s” was approved at “%(task)s” and moves on to “%(next)s”.")
        return message % words + " " + _until_then(instance)
    return ""


def sentence_on_published(pages: Collection[Page]) -> str:
    """How many of the pages that somebody published together are live now."""
    now = sum(is_as_drafted(page) for page in pages)
    later = sum(not is_as_drafted(page) and page.approved_schedule for page in pages)
    sentences = [
        (now, ngettext("%(count)d page is now live.", "%(count)d pages are now live.", now)),
        (
            later,
            ngettext(
                "%(count)d page is scheduled: this version goes live on its date.",
                "%(count)d pages are scheduled: these versions go live on their dates.",
                later,
            ),
        ),
    ]
    return " ".join(words % {"count": count} for count, words in sentences if count)


def _approved(instance: Any) -> str:
    scheduled = instance.scheduled_revision
    if scheduled is not None:
        moment = render_timestamp(scheduled.approved_go_live_at).replace("%", "%%")
        if instance.live:
            message = _(
                "“%(title)s” was approved. This version goes live on {moment}; visitors see the earlier one until then."
            )
        else:
            message = _("“%(title)s” was approved and goes live on {moment}. It is not live yet.")
        return message.format(moment=moment)
    if is_as_drafted(instance):
        return _("“%(title)s” was approved and is now live.")
    return _("“%(title)s” was approved, but not published.") + " " + _until_then(instance)


def _until_then(instance: Any) -> str:
    return _("Visitors still see the version that was live before.") if instance.live else _("It is not live.")
