"""What is due now: revisions whose time has come, and live objects past their expiry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from .gate import require_publishable
from .models import Kind


@dataclass(frozen=True)
class DueRevision:
    """A revision that is due to go live."""

    pk: int
    content_type_id: int
    object_id: str
    title: str
    due_at: datetime.datetime

    kind = Kind.PUBLISH

    @property
    def revision_id(self) -> int | None:
        return self.pk

    def is_due(self) -> bool:
        return _due_revisions().filter(pk=self.pk).exists()

    def perform(self) -> bool:
        """Publish it within the open transaction; false if another worker does, or nothing is to be done.

        :raises Exception: whatever prevents it.
        """
        revision = _locked(_due_revisions().filter(pk=self.pk)).first()
        if revision is None:
            return False
        if revision.content_object is None:
            # Its object was deleted.
            Revision.objects.filter(pk=self.pk).update(approved_go_live_at=None)
            return False
        require_publishable(revision)
        revision.publish(log_action="wagtail.publish.scheduled")
        return True


@dataclass(frozen=True)
class DueExpiry:
    """A live object past its expiry."""

    model: type[Model]
    pk: object
    content_type_id: int
    title: str
    due_at: datetime.datetime

    kind = Kind.EXPIRE
    revision_id = None

    @property
    def object_id(self) -> str:
        return str(self.pk)

    def is_due(self) -> bool:
        return _expired(self.model).filter(pk=self.pk).exists()

    def perform(self) -> bool:
        """Unpublish it within the open transaction; false if another worker does, or has done so.

        :raises Exception: whatever prevents it.
        """
        found = _locked(_expired(self.model).filter(pk=self.pk)).first()
        if found is None:
            return False
        # Wagtail clears all schedules of an object that it unpublishes, including that of the next revision.
        to_follow = list(found.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for pk, moment in to_follow:
            Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
        return True


Due = DueRevision | DueExpiry


def due_revisions() -> Iterator[DueRevision]:
    """In the order in which they go live."""
    for revision in _due_revisions().order_by("approved_go_live_at", "pk").defer("content"):
        yield DueRevision(
            revision.pk,
            revision.base_content_type_id,
            revision.object_id,
            revision.object_str,
            revision.approved_go_live_at,
        )


def due_expiries() -> Iterator[DueExpiry]:
    """Pages, then snippets, in the order of their expiry."""
    for model in models_with_schedule():
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        for found in _expired(model).order_by("expire_at", "pk"):
            yield DueExpiry(model, found.pk, content_type.pk, str(found), found.expire_at)


def models_with_schedule() -> list[type[Model]]:
    """All pages as one model, and each snippet model with drafts."""
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page) and not model._meta.proxy
    ]
    return [Page, *others]


def _due_revisions() -> QuerySet[Revision]:
    return Revision.objects.filter(approved_go_live_at__lte=timezone.now())


def _expired(model: type[Model]) -> QuerySet[Model]:
    return model._default_manager.filter(live=True, expire_at__lte=timezone.now())


def _locked(queryset: QuerySet) -> QuerySet:
    """The row, unless another transaction has locked it; SQLite has a single writer anyway."""
    if not connection.features.has_select_for_update_skip_locked:
        return queryset
    return queryset.select_for_update(skip_locked=True, of=("self",))
