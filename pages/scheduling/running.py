from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from api.availability import is_database_away

from .due import Due, due_expiries, due_revisions
from .mail import tell_owners
from .models import Kind, ScheduleFailure
from .problems import sentences_for

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """The results of a run, by title."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    failures: list[ScheduleFailure] = field(default_factory=list)


def run_schedule() -> Outcome:
    """Expire and publish all that is due, each in a transaction of its own, and continue if one fails.

    Failed ones wait for their next attempt.

    :raises OperationalError: if the database is unavailable.
    """
    outcome = Outcome()
    # An object that goes live too late may have expired already.
    for dues in (due_expiries, due_revisions, due_expiries):
        _do_all(list(dues()), outcome)
    _forget_settled()
    tell_owners()
    return outcome


def _do_all(dues: Iterable[Due], outcome: Outcome) -> None:
    waiting = set(ScheduleFailure.objects.waiting().values_list("content_type_id", "object_id", "kind"))
    for due in dues:
        if (due.content_type_id, due.object_id, due.kind.value) not in waiting:
            _do(due, outcome)


def _do(due: Due, outcome: Outcome) -> None:
    done = {Kind.PUBLISH: outcome.published, Kind.EXPIRE: outcome.expired}[due.kind]
    try:
        with transaction.atomic():
            if due.perform():
                done.append(due.title)
    except Exception as error:
        if is_database_away(error):
            if not connection.is_usable():
                raise
            # A conflict with a concurrent transaction. Nobody has to be told; the next run succeeds.
            logger.warning("The schedule of '%s' is waiting for the database: %s", due.title, error)
        elif due.is_due():
            outcome.failures.append(_note_failure(due, error))
        else:
            done.append(due.title)
            logger.exception(
                "'%s' was published or unpublished as scheduled, but an action that follows it failed.", due.title
            )


def _note_failure(due: Due, error: Exception) -> ScheduleFailure:
    model = ContentType.objects.get_for_id(due.content_type_id).model_class()
    problem = "\n".join(line for text in sentences_for(error, model) for line in str(text).splitlines())
    with transaction.atomic():
        failure, is_new = ScheduleFailure.objects.select_for_update().get_or_create(
            content_type_id=due.content_type_id,
            object_id=due.object_id,
            kind=due.kind,
            defaults={"title": due.title, "due_at": due.due_at, "problem": problem, "revision_id": due.revision_id},
        )
        if is_new or failure.problem != problem:
            logger.error("The schedule of '%s' failed: %s", due.title, problem, exc_info=error)
        failure.title, failure.due_at, failure.problem = due.title, due.due_at, problem
        failure.revision_id = due.revision_id
        failure.note_attempt()
        failure.save()
    return failure


def _forget_settled() -> None:
    """Delete failures of objects that are done, unscheduled, or deleted."""
    failures = ScheduleFailure.objects.all()
    failures.filter(kind=Kind.PUBLISH).exclude(revision__approved_go_live_at__lte=timezone.now()).delete()
    for failure in failures.filter(kind=Kind.EXPIRE):
        found = failure.find_object()
        if found is None or not found.live or found.expire_at is None or found.expire_at > timezone.now():
            failure.delete()
