"""Builds snapshots ahead of requests, in batches, so that memory use does not grow with the content.

No progress is stored: what is not fresh is looked up again, so a run can be interrupted and restarted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import router as databases
from django.db.models import Count, IntegerField, Q, QuerySet

from ..dependencies.keys import key_of, root_model
from ..snapshots import store
from ..snapshots.clock import now_ms
from ..snapshots.marking import mark_snapshots
from ..snapshots.models import Snapshot, StaleMark
from ..snapshots.removing import remove_all
from ..snapshots.version import current_version, move_on
from .building import ATTEMPTS, build
from .fingerprint import fingerprint
from .sources import Source, source_for, sources
from .verifying import fault_of

BATCH = 200


@dataclass(frozen=True)
class Status:
    """The snapshots of one model: the number of public objects, and how many of them have a fresh snapshot."""

    name: str
    public: int
    fresh: int
    marked: int
    outdated: int
    left_over: int

    @property
    def missing(self) -> int:
        return max(self.public - self.fresh, 0)


def status() -> list[Status]:
    """The state of all snapshots, a row for each model."""
    return [_status(source) for source in sources()]


def rebuild(
    *, everything: bool = False, shard: tuple[int, int] = (0, 1), done: Callable[[int], None] = lambda count: None
) -> int:
    """Build all snapshots that are missing, marked or outdated, and remove those of objects that are no longer public.

    :param everything: rebuild fresh ones, too.
    :param shard: the index of a part of the objects, and the number of parts: processes share the work by primary key.
    :param done: called with each number of objects that were processed.
    :return: the number of snapshots built.
    """
    made = 0
    using = databases.db_for_write(Snapshot)
    if current_version(using) is None:  # Nothing has changed since the tables were created: nothing is stored.
        move_on(using)
    for source in sources():
        model = source.get_snapshot_model()
        for pks in _batches(source, shard):
            fresh = {} if everything else store.fresh_entries(model, pks, fingerprint())
            for pk in pks:
                if str(pk) not in fresh:
                    made += any(store.save(build(source, pk)) for _ in range(ATTEMPTS))
            done(len(pks))
        if shard[0] == 0:
            remove_left_over(source)
    move_on(using)
    return made


def rebuild_marked(limit: int) -> int:
    """Rebuild up to ``limit`` marked snapshots; return a lower bound of how many are left."""
    store.make_marks_seen()
    marked = Snapshot.objects.filter(pk__in=StaleMark.objects.values("snapshot_id"))
    rows = list(marked.order_by("pk")[: limit + 1])
    for snapshot in rows[:limit]:
        source = source_named(snapshot)
        if source is None:
            remove_all(Snapshot.objects.filter(pk=snapshot.pk), databases.db_for_write(Snapshot))
        else:
            store.save(build(source, snapshot.pk_text))
    return max(len(rows) - limit, 0)


def differences() -> Iterator[tuple[Snapshot | None, str]]:
    """Errors in the store: snapshots that would be sent but differ from what the serializers return now.

    Yields the snapshot and a sentence; or None and "" for each correct one, so that callers can show progress.
    """
    for source in sources():
        for pks in _batches(source, (0, 1)):
            for pk in pks:
                yield _difference(source, pk)
        fresh = _left_over(source).filter(stale_marks=None, fingerprint=fingerprint())
        for snapshot in fresh.iterator(BATCH):
            found = _difference(source, snapshot.pk_text)
            if found[0] is not None:
                yield found


def mark_wrong(rows: list[Snapshot]) -> None:
    """Mark the snapshots, so that they are rebuilt before they are sent again."""
    for start in range(0, len(rows), BATCH):
        pks = [row.pk for row in rows[start : start + BATCH]]
        mark_snapshots(Snapshot.objects.filter(pk__in=pks), databases.db_for_write(Snapshot))


def remove_left_over(source: type[Source]) -> None:
    """Remove the snapshots of objects that are deleted or no longer public."""
    remove_all(_left_over(source), databases.db_for_write(Snapshot))


def snapshot_of(source: type[Source], pk: Any) -> Snapshot | None:
    key = key_of(source.get_snapshot_model(), pk)
    return Snapshot.objects.filter(kind=key.kind, object_id=key.object_id).first()


def source_named(snapshot: Snapshot) -> type[Source] | None:
    """The endpoint that builds a snapshot; None if the code no longer has one."""
    try:
        return source_for(apps.get_model(snapshot.model))
    except LookupError:
        return None


def _batches(source: type[Source], shard: tuple[int, int]) -> Iterator[list[Any]]:
    """The primary keys of all public objects, in order; each batch is queried after the one before."""
    part, parts = shard
    queryset = source.get_snapshot_queryset().order_by("pk").values_list("pk", flat=True)
    last = None
    number = 0
    while pks := list((queryset if last is None else queryset.filter(pk__gt=last))[:BATCH]):
        last = pks[-1]
        if number % parts == part:
            yield pks
        number += 1


def _difference(source: type[Source], pk: Any) -> tuple[Snapshot | None, str]:
    """What is wrong with the snapshot of one object. A snapshot stored before a change cannot be compared with a build
    made after it, so it is checked again; if changes never cease, it counts as correct.
    """
    using = databases.db_for_read(Snapshot)
    for _ in range(ATTEMPTS):
        version = current_version(using)
        snapshot = snapshot_of(source, pk)
        if snapshot is None or not _would_be_sent(snapshot):
            return None, ""
        fault = fault_of(snapshot, build(source, pk))
        if not fault:
            return None, ""
        if current_version(using) == version:
            return snapshot, fault
    return None, ""


def _would_be_sent(snapshot: Snapshot) -> bool:
    if snapshot.fingerprint != fingerprint() or snapshot.stale_marks.exists():
        return False
    return snapshot.expires_at is None or snapshot.expires_at > now_ms()


def _left_over(source: type[Source]) -> QuerySet[Snapshot]:
    """The snapshots of objects that are deleted or no longer public."""
    model = source.get_snapshot_model()
    there = source.get_snapshot_queryset().order_by()
    snapshots = store.of_model(model).order_by("pk").only("pk", "pk_text", "model")
    if isinstance(root_model(model)._meta.pk, IntegerField):
        return snapshots.exclude(object_id__in=there.values("pk"))
    return snapshots.exclude(pk_text__in=[str(pk) for pk in there.values_list("pk", flat=True)])


def _status(source: type[Source]) -> Status:
    model = source.get_snapshot_model()
    current = Q(fingerprint=fingerprint())
    unmarked = Q(stale_marks=None)
    counts = store.of_model(model).aggregate(
        fresh=Count("pk", filter=current & unmarked, distinct=True),
        marked=Count("pk", filter=~unmarked, distinct=True),
        outdated=Count("pk", filter=~current & unmarked, distinct=True),
        stored=Count("pk", distinct=True),
    )
    public = source.get_snapshot_queryset().count()
    stored = counts.pop("stored")
    return Status(name=root_model(model)._meta.label, public=public, left_over=max(stored - public, 0), **counts)
