from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from wagtail.models import Revision


class OvertakenSaves(models.Model):
    """Refuses a draft that the editor saves too late: while its request was on its way, the object was published.

    The editor saves drafts by itself, so that one is often under way when somebody presses "Publish". Wagtail 8 writes
    all that it loaded before, with ``live`` as it was then: the page that was just published would be offline again.
    The refusal is a ``PermissionDenied``, which Wagtail's editors answer for a revision that is not the newest.
    """

    class Meta:
        abstract = True

    #: The draft is on its way from an editor; scripts, tasks and publishing write what they hold.
    is_saved_by_editor = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.is_saved_by_editor and not self.live and not kwargs.get("update_fields") and self._lock().live:
                raise PermissionDenied(_refusal())
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Saves a revision, or overwrites the newest one.

        :raises PermissionDenied: there is a newer revision than the one to overwrite.
        """
        with transaction.atomic():
            if overwrite_revision is not None:
                self._lock()
                if self.revisions.order_by("-pk").first() != overwrite_revision:
                    raise PermissionDenied(_refusal())
            return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _lock(self) -> models.Model:
        """The row that says whether the object is live, as it is now; it stays so until the transaction ends."""
        model = self._meta.get_field("live").model
        return model._base_manager.select_for_update().only("live").get(pk=self.pk)


def note_draft(request: HttpRequest, instance: models.Model) -> None:
    """Tells an object that the request saves it as a draft."""
    if request.method == "POST" and "action-publish" not in request.POST and isinstance(instance, OvertakenSaves):
        instance.is_saved_by_editor = True


def _refusal() -> str:
    return gettext("This was published in the meantime. Reload the page to go on from what is published.")
