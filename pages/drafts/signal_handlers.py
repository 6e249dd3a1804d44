"""Further places that check whether an object may go live: its schedule, and its submission to a workflow."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import pre_save
from wagtail.models import Page, Revision, WorkflowState

from .publication import refuse_unfit


def register_signal_handlers() -> None:
    pre_save.connect(refuse_unfit_schedule, sender=Revision)
    pre_save.connect(refuse_unfit_submission, sender=WorkflowState)


def refuse_unfit_schedule(
    instance: Revision, raw: bool = False, update_fields: Collection[str] | None = None, **kwargs: Any
) -> None:
    """:raises NotFitToPublish: for a revision that is scheduled to go live but may not; also if a script saves it with
    its date at once.
    """
    if not raw and _is_given_a_date(instance, update_fields):
        _refuse(instance.as_object())


def refuse_unfit_submission(instance: WorkflowState, raw: bool = False, **kwargs: Any) -> None:
    """:raises NotFitToPublish: for an object that is submitted to a workflow but may not go live as it is."""
    if raw or not instance._state.adding or instance.content_object is None:
        return
    submitted = instance.content_object
    submitted = submitted.specific if isinstance(submitted, Page) else submitted
    _refuse(submitted.get_latest_revision_as_object())


def _is_given_a_date(revision: Revision, update_fields: Collection[str] | None) -> bool:
    moment = revision.approved_go_live_at
    if moment is None or (update_fields is not None and "approved_go_live_at" not in update_fields):
        return False
    is_as_before = not revision._state.adding and update_fields is None
    return not (is_as_before and Revision.objects.filter(pk=revision.pk, approved_go_live_at=moment).exists())


def _refuse(instance: Any) -> None:
    if hasattr(instance, "publication_faults"):
        refuse_unfit(instance)
