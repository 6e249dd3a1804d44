from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

#: Seconds without a sign of life after which a worker counts as dead.
DEAD_AFTER_S = 15
#: Seconds for which a duty belongs to the worker that took it, unless that one says that it goes on.
LEASE_S = 30


class WorkerQuerySet(models.QuerySet["WorkerRecord"]):
    def alive(self) -> WorkerQuerySet:
        return self.filter(seen_at__gt=timezone.now() - datetime.timedelta(seconds=DEAD_AFTER_S))


class WorkerRecord(models.Model):
    """A worker, and when it last gave a sign of life."""

    #: It shows in no answer: a sign of life makes no answer anew.
    is_record_of_content = True

    worker_id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=255)
    process_id = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.host} {self.process_id}"


class DutyQuerySet(models.QuerySet["DutyRecord"]):
    def due(self) -> DutyQuerySet:
        """Those whose time has come and that no living worker is at."""
        now = timezone.now()
        return self.filter(Q(taken_until=None) | Q(taken_until__lt=now), due_at__lte=now)

    def take(self, name: str, worker_id: str) -> bool:
        """Gives a duty that is due to one worker, for a while; False when another one was faster."""
        now = timezone.now()
        until = now + datetime.timedelta(seconds=LEASE_S)
        taken = self.due().filter(name=name)
        return bool(taken.update(taken_by=worker_id, taken_until=until, started_at=now))

    def keep(self, names: list[str], worker_id: str) -> None:
        """Notes that a worker is still at these."""
        until = timezone.now() + datetime.timedelta(seconds=LEASE_S)
        self.filter(name__in=names, taken_by=worker_id).update(taken_until=until)

    def give_back(self, name: str, worker_id: str, *, due_in: float, problem: str | None) -> None:
        """Notes that a run has ended, and when the next one is due.

        :param problem: what went wrong, or None.
        """
        now = timezone.now()
        mine = self.filter(name=name, taken_by=worker_id)
        values = {"taken_by": "", "taken_until": None, "due_at": now + datetime.timedelta(seconds=due_in)}
        if problem is None:
            mine.update(**values, succeeded_at=now, failures=0, problem="")
        else:
            mine.update(**values, failures=F("failures") + 1, problem=problem)


class DutyRecord(models.Model):
    """When a duty is due, who is at it, and how it went."""

    #: It shows in no answer: a sign of life makes no answer anew.
    is_record_of_content = True

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(default=timezone.now)
    taken_by = models.CharField(max_length=64, blank=True)
    taken_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="How often in a row it has failed.")
    problem = models.TextField(blank=True)

    objects = DutyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
