from __future__ import annotations

from django_tasks import task

from . import rebuilding

#: Snapshots that one task makes before it hands over to the next.
BATCH = 100


@task()
def rebuild_marked(limit: int = BATCH) -> int:
    """Makes snapshots that changes have marked, so that no reader has to wait for them; returns how many are left.

    What one task does not manage, another one does; each is short, so that a worker can be stopped at any time.
    """
    left = rebuilding.rebuild_marked(limit)
    if left and limit == BATCH:
        rebuild_marked.enqueue()
    return left
