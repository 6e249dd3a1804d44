from __future__ import annotations

import datetime

from django.utils import timezone
from django_tasks import task, task_backends

from . import sending


@task()
def purge_pending() -> int:
    """Sends what caches have to drop; returns how many notes were taken by all caches.

    What one of them did not take is tried again, later each time, where the task backend can wait; else with the next
    change, or by ``manage.py purge_caches``.
    """
    sent, wait = sending.send_pending(can_wait=can_wait())
    if wait is not None and can_wait():
        enqueue_in(wait)
    return sent


def enqueue_in(seconds: float) -> None:
    """Has the task run after so many seconds; its backend has to be one that can wait."""
    purge_pending.using(run_after=timezone.now() + datetime.timedelta(seconds=seconds)).enqueue()


def can_wait() -> bool:
    """Whether the task backend can run a task later."""
    return bool(task_backends[purge_pending.backend].supports_defer)
