from __future__ import annotations

from django_tasks import task

from . import rebuilding

#: Snapshots that one task builds before it enqueues the next.
BATCH = 100


@task()
def rebuild_marked(limit: int = BATCH) -> int:
    """Rebuild marked snapshots, so that no request has to wait for them; return how many are left.

    A task is short, so that a worker can be stopped at any time; the next task does the rest.
    """
    left = rebuilding.rebuild_marked(limit)
    if left and limit == BATCH:
        rebuild_marked.enqueue()
    return left
