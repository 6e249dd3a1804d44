from __future__ import annotations

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

#: Seconds before a retry: doubled each time, up to five minutes.
FIRST_WAIT_S, LONGEST_WAIT_S = 15, 300


class Kind(models.TextChoices):
    PUBLISH = "publish", _("going live")
    EXPIRE = "expire", _("expiring")


class ScheduleFailureQuerySet(models.QuerySet["ScheduleFailure"]):
    def waiting(self) -> ScheduleFailureQuerySet:
        """Those whose retry is not due yet."""
        return self.filter(retry_at__gt=timezone.now())

    def untold(self) -> ScheduleFailureQuerySet:
        """Those whose owner has not been told of the current problem."""
        return self.exclude(told=F("problem"))

    def of(self, instance: models.Model) -> ScheduleFailureQuerySet:
        """Those of a page or a snippet."""
        return self.filter(content_type=instance.get_base_content_type(), object_id=str(instance.pk))


class ScheduleFailure(models.Model):
    """A page or snippet that was due but could not go live, or expire. Its date is kept."""

    #: For staff; no response shows it.
    is_record_of_content = True

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.TextField()
    due_at = models.DateTimeField()
    problem = models.TextField(help_text="What is in the way: a sentence a line.")
    told = models.TextField(blank=True, help_text="The problem that the owner was told of by mail.")
    attempts = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(default=timezone.now)
    retry_at = models.DateTimeField(default=timezone.now)

    objects = ScheduleFailureQuerySet.as_manager()

    class Meta:
        verbose_name = _("failed schedule")
        verbose_name_plural = _("failed schedules")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "kind"], name="clinic_pages_one_schedule_failure"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="clinic_pages_kind_of_schedule_failure"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sentences(self) -> list[str]:
        return self.problem.splitlines()

    def find_object(self) -> models.Model | None:
        """The current page or snippet; None if it was deleted."""
        model = self.content_type.model_class()
        found = model._base_manager.filter(pk=self.object_id).first() if model else None
        return getattr(found, "specific", found)

    def note_attempt(self) -> None:
        """Count a failed attempt, and set when the next one is due."""
        wait = min(FIRST_WAIT_S * 2 ** min(self.attempts, 10), LONGEST_WAIT_S)
        self.attempts += 1
        self.failed_at = timezone.now()
        self.retry_at = self.failed_at + datetime.timedelta(seconds=wait)
