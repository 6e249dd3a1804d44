"""Removes snapshots atomically: no request reads a part of one, and no change marks one that is being removed.

A snapshot that may not be sent is marked before it is removed: from that commit on it is not served, however long
changes delay the removal, and even if the process is killed in between.
"""

from __future__ import annotations

import time

from django.db.models import QuerySet

from ..dependencies.keys import Key
from .marking import mark_snapshots
from .models import Dependency, Snapshot, SnapshotContent, StaleMark
from .version import ContentIsChanging, move_on, no_change_under_way

BATCH = 200
#: How often, and after how many seconds, a removal is retried while changes are in progress.
ATTEMPTS = 20
PAUSE_S = 0.1


def remove_all(snapshots: QuerySet[Snapshot], using: str) -> None:
    """Remove these snapshots, one transaction per batch. What changes in progress prevent from being removed stays
    marked, and is removed the next time.
    """
    last = 0
    while pks := list(snapshots.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        last = pks[-1]
        mark_snapshots(Snapshot.objects.using(using).filter(pk__in=pks), using)
        for _ in range(ATTEMPTS):
            if _remove_now(pks, using):
                break
            time.sleep(PAUSE_S)


def remove(key: Key, using: str) -> None:
    """Remove the snapshot of one object, if there is one, as part of a transaction during which no change is in
    progress.
    """
    found = Snapshot.objects.using(using).filter(kind=key.kind, object_id=key.object_id)
    _remove_rows(list(found.values_list("pk", flat=True)), using)


def _remove_now(pks: list[int], using: str) -> bool:
    try:
        with no_change_under_way(using):
            _remove_rows(pks, using)
    except ContentIsChanging:
        return False
    return True


def _remove_rows(pks: list[int], using: str) -> None:
    """Remove the rows without loading them; the new version invalidates what processes have cached of them."""
    if not pks:
        return
    move_on(using)
    for model in (StaleMark, Dependency, SnapshotContent):
        model.objects.using(using).filter(snapshot_id__in=pks)._raw_delete(using)
    Snapshot.objects.using(using).filter(pk__in=pks)._raw_delete(using)
