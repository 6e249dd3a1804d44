"""Takes snapshots out of the store: whole, or not at all. No reader meets a part of one, and no change marks what goes.

A snapshot that may not be sent is marked before it is removed: from that commit on nobody gets it, however long
changes keep the removal waiting, and even when the process is killed in between.
"""

from __future__ import annotations

import time

from django.db.models import QuerySet

from ..dependencies.keys import Key
from .marking import mark_snapshots
from .models import Dependency, Snapshot, SnapshotContent, StaleMark
from .version import ContentIsChanging, move_on, no_change_under_way

BATCH = 200
#: How often, and after how many seconds, a removal is tried again while changes are under way.
ATTEMPTS = 20
PAUSE_S = 0.1


def remove_all(snapshots: QuerySet[Snapshot], using: str) -> None:
    """Removes these snapshots, one transaction a batch. What changes under way do not allow to be removed stays
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
    """Removes the snapshot of one object, if there is one, as part of a transaction during which no change is under
    way.
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
    """Removes the rows without loading them; what processes remember of them is forgotten with the version."""
    if not pks:
        return
    move_on(using)
    for model in (StaleMark, Dependency, SnapshotContent):
        model.objects.using(using).filter(snapshot_id__in=pks)._raw_delete(using)
    Snapshot.objects.using(using).filter(pk__in=pks)._raw_delete(using)
