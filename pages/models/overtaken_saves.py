from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.models import Revision


class OvertakenSaves(models.Model):
    """Rejects a draft that arrives too late: while its request was in transit, the object was published, or another
    draft of it was saved.

    With autosave, a request is often in progress when somebody presses "Publish" or "Save draft". Wagtail 8 writes all
    that it loaded before, with the former value of ``live``: the page that was just published would be offline again,
    and the latest draft would have older text. The error is a ``PermissionDenied``, which Wagtail's editors handle for
    a revision that is not the latest.
    """

    class Meta:
        abstract = True

    #: The draft comes from an editor; scripts, tasks and publishing save what they have.
    is_saved_by_editor = False
    #: For an autosaved draft: the key of the revision that its form shows, and its timestamp.
    opened_with: tuple[str, str] | None = None

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.is_saved_by_editor and not self.live and not kwargs.get("update_fields") and self._lock().live:
                raise PermissionDenied(_refusal())
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Save a revision, or overwrite the latest one.

        :raises PermissionDenied: if there is a newer revision than the one to overwrite, or the one that the form
            shows.
        """
        with transaction.atomic():
            if overwrite_revision is not None or self.opened_with is not None:
                self._refuse_late(overwrite_revision)
                self.opened_with = None
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _refuse_late(self, overwrite_revision: Revision | None) -> None:
        row = self._lock()
        newest = self.revisions.order_by("-pk").first()
        if overwrite_revision is not None:
            is_late = newest != overwrite_revision
        else:
            is_late = newest is not None and _mark_of(newest) != self.opened_with
        if is_late and newest is not None and newest.pk != row.live_revision_id:
            raise PermissionDenied(_saved_meanwhile())
        if is_late:
            raise PermissionDenied(_refusal())

    def _lock(self) -> models.Model:
        """Lock the row that says whether the object is live, until the transaction ends."""
        model = self._meta.get_field("live").model
        return model._base_manager.select_for_update().only("live", "live_revision").get(pk=self.pk)


def note_draft(request: HttpRequest, instance: models.Model) -> None:
    """Mark an object as saved as a draft by the request."""
    if request.method == "POST" and "action-publish" not in request.POST and isinstance(instance, OvertakenSaves):
        instance.is_saved_by_editor = True
        shown = request.POST.get("loaded_revision_id")
        is_by_itself = not request.accepts("text/html") and "overwrite_revision_id" not in request.POST
        if shown and is_by_itself:
            instance.opened_with = shown, request.POST.get("loaded_revision_created_at", "")


def _mark_of(revision: Revision) -> tuple[str, str]:
    """An overwritten revision keeps its key, and gets another timestamp."""
    return str(revision.pk), revision.created_at.isoformat()


def _refusal() -> str:
    return gettext("This was published in the meantime. Reload the page to continue from the published version.")


def _saved_meanwhile() -> str:
    return gettext("A newer draft was saved in the meantime. Reload the page to continue from it.")
