from __future__ import annotations

import datetime

from django.utils import timezone
from django_tasks import task, task_backends

from . import sending


@task()
def purge_pending() -> int:
    """Send the pending purges; return how many all caches have confirmed.

    If the task backend supports delays, failed ones are retried at growing intervals; else with the next change, or by
    ``manage.py purge_caches``.
    """
    sent, wait = sending.send_pending(can_wait=can_wait())
    if wait is not None and can_wait():
        enqueue_in(wait)
    return sent


def enqueue_in(seconds: float) -> None:
    """Enqueue the task with a delay in seconds; the backend has to support that."""
    purge_pending.using(run_after=timezone.now() + datetime.timedelta(seconds=seconds)).enqueue()


def can_wait() -> bool:
    """Whether the task backend can delay a task."""
    return bool(task_backends[purge_pending.backend].supports_defer)
