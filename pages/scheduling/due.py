"""What is due now: revisions whose moment has come, and what is live beyond its end."""

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
    """A revision that goes live."""

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
        """Publishes it within the transaction that is open; False when another worker does, or nothing is to be done.

        :raises Exception: whatever stands in the way.
        """
        revision = _locked(_due_revisions().filter(pk=self.pk)).first()
        if revision is None:
            return False
        if revision.content_object is None:
            # What it belonged to is gone.
            Revision.objects.filter(pk=self.pk).update(approved_go_live_at=None)
            return False
        require_publishable(revision)
        revision.publish(log_action="wagtail.publish.scheduled")
        return True


@dataclass(frozen=True)
class DueExpiry:
    """Something live whose end has come."""

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
        """Unpublishes it within the transaction that is open; False when another worker does, or has done so.

        :raises Exception: whatever stands in the way.
        """
        found = _locked(_expired(self.model).filter(pk=self.pk)).first()
        if found is None:
            return False
        # Wagtail forgets all schedules of what it unpublishes, also that of the version which is to follow.
        to_follow = list(found.revisions.exclude(approved_go_live_at=None).values_list("pk", "approved_go_live_at"))
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        for pk, moment in to_follow:
            Revision.objects.filter(pk=pk).update(approved_go_live_at=moment)
        return True


Due = DueRevision | DueExpiry


def due_revisions() -> Iterator[DueRevision]:
    """The first to go live comes first."""
    for revision in _due_revisions().order_by("approved_go_live_at", "pk").defer("content"):
        yield DueRevision(
            revision.pk,
            revision.base_content_type_id,
            revision.object_id,
            revision.object_str,
            revision.approved_go_live_at,
        )


def due_expiries() -> Iterator[DueExpiry]:
    """Pages, then snippets, those that end first before the others."""
    for model in models_with_schedule():
        content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
        for found in _expired(model).order_by("expire_at", "pk"):
            yield DueExpiry(model, found.pk, content_type.pk, str(found), found.expire_at)


def models_with_schedule() -> list[type[Model]]:
    """Pages as one, and each kind of snippet that has drafts."""
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
    """The row that no other transaction is at; SQLite has one writer at a time in any case."""
    if not connection.features.has_select_for_update_skip_locked:
        return queryset
    return queryset.select_for_update(skip_locked=True, of=("self",))
