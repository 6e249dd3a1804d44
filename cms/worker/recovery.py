"""Tasks of workers that are no more."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.worker.models import DEAD_AFTER_S, WorkerRecord

logger = logging.getLogger(__name__)

#: A task that has ended so many workers is not given to another one.
MOST_ATTEMPTS = 3


class WorkerEndedError(Exception):
    """The workers that did a task ended in the middle of it."""


def recover_tasks() -> int:
    """Has tasks whose worker gives no signs of life be taken again; returns how many. Forgets such workers."""
    alive = set(WorkerRecord.objects.alive().values_list("worker_id", flat=True))
    before = timezone.now() - datetime.timedelta(seconds=DEAD_AFTER_S)
    count = 0
    for pk, worker_ids in _running(started_at__lt=before):
        if not worker_ids or worker_ids[-1] not in alive:
            count += give_back(pk)
    WorkerRecord.objects.filter(seen_at__lt=before).exclude(worker_id__in=alive).delete()
    return count


def give_back_tasks_of(worker_id: str) -> int:
    """Gives back the tasks that this worker began and did not finish; returns how many."""
    return sum(give_back(pk) for pk, worker_ids in _running() if worker_ids and worker_ids[-1] == worker_id)


def give_back(pk: object) -> int:
    """Has one task taken again, unless that was tried too often: then it has failed. 0 when it is not running."""
    with transaction.atomic():
        result = DBTaskResult.objects.select_for_update().filter(pk=pk, status=TaskResultStatus.RUNNING).first()
        if result is None:
            return 0
        if len(result.worker_ids) >= MOST_ATTEMPTS:
            logger.error(
                "The task %s was running when %d workers ended, and will not be retried.",
                result.task_path,
                len(result.worker_ids),
            )
            result.set_failed(WorkerEndedError(f"{len(result.worker_ids)} workers ended while running it."))
        else:
            logger.warning("The task %s was interrupted and will run again.", result.task_path)
            result.status = TaskResultStatus.READY
            result.save(update_fields=["status"])
        return 1


def _running(**conditions: object) -> list[tuple[object, list[str]]]:
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, **conditions)
    return list(running.values_list("pk", "worker_ids"))
