"""What a server needs, each with what is wrong with it. Sentences are for strangers: no names, addresses or errors."""

from __future__ import annotations

import datetime
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import Error as DatabaseProblem
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from api.purging.models import PendingPurge
from cms.caching import FailOpenRedisCache
from cms.worker.models import DutyRecord, WorkerRecord

logger = logging.getLogger(__name__)

WORKER_SILENT_S = 30
OLDEST_TASK_S = 300
OLDEST_PURGE_S = 60
FAILURES_OF_A_DUTY = 3
FREE_BYTES = 200 * 1024 * 1024


class Check(NamedTuple):
    """Something a server needs.

    :param is_needed: whether it answers nothing right without it. What is not, makes it "degraded" only.
    :param find_problem: returns a sentence, or None where all is well.
    """

    name: str
    is_needed: bool
    find_problem: Callable[[], str | None]


def find_problems() -> Iterator[tuple[Check, str | None]]:
    """Each check with its problem, in order. Once the database has failed, what asks it is not asked."""
    is_database_away = False
    for check in CHECKS:
        if is_database_away and check.name not in WITHOUT_DATABASE:
            continue
        try:
            problem = check.find_problem()
        except DatabaseProblem:
            problem = "The database did not respond."
        except Exception:
            logger.exception("The check '%s' failed.", check.name)
            problem = "This check could not run; the log says why."
        is_database_away = is_database_away or (check.name == "database" and problem is not None)
        yield check, problem


def database() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return None


def migrations() -> str | None:
    applied = MigrationRecorder(connection).applied_migrations()
    missing = _missing_migrations(applied.keys())
    if missing:
        return f"Unapplied migrations: {len(missing)}. Run: manage.py migrate"
    newer = _newer_migrations({key: record.pk for key, record in applied.items()})
    return f"This code is older than the database: it lacks {newer} of the applied migrations." if newer else None


def redis() -> str | None:
    for name in settings.CACHES:
        if isinstance(caches[name], FailOpenRedisCache) and not caches[name].is_reachable():
            return "Redis does not respond. The API works without it."
    return None


def worker() -> str | None:
    seen_at = WorkerRecord.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if seen_at is None:
        return "No worker has reported yet."
    seconds = _age(seen_at)
    return f"No worker has reported for {seconds} s." if seconds > WORKER_SILENT_S else None


def tasks() -> str | None:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=_before(OLDEST_TASK_S))
    oldest = ready.exclude(run_after__gt=_before(OLDEST_TASK_S), run_after__lt=_far()).order_by("enqueued_at").first()
    return f"The oldest task has waited for {_age(oldest.enqueued_at)} s." if oldest else None


def purges() -> str | None:
    late = PendingPurge.objects.filter(due_at__lt=_before(OLDEST_PURGE_S)).order_by("due_at").first()
    failing = PendingPurge.objects.filter(attempts__gt=2).exists()
    if late is not None:
        return f"A purge has been overdue for {_age(late.due_at)} s; caches may send stale responses."
    return "Purges of a cache keep failing; it may send stale responses." if failing else None


def duties() -> str | None:
    failing = DutyRecord.objects.filter(failures__gte=FAILURES_OF_A_DUTY).values_list("name", flat=True)
    names = ", ".join(f"'{name}'" for name in failing)
    return f"These duties of the worker keep failing: {names}. The log says why." if names else None


def disk() -> str | None:
    uploads = _upload_folder()
    if uploads is not None and not _can_be_written_to(uploads):
        return "The uploads folder is not writable."
    folders = [_existing(Path(settings.VAR_DIR)), *([uploads] if uploads is not None else [])]
    free = min(shutil.disk_usage(folder).free for folder in folders)
    return f"The disk has {free // 1024 // 1024} MB left." if free < FREE_BYTES else None


CHECKS = [
    Check("database", True, database),
    Check("migrations", True, migrations),
    Check("redis", False, redis),
    Check("worker", False, worker),
    Check("tasks", False, tasks),
    Check("purges", False, purges),
    Check("duties", False, duties),
    Check("disk", False, disk),
]
WITHOUT_DATABASE = {"redis", "disk"}


@cache
def _known_migrations() -> list[tuple[tuple[str, str], frozenset[tuple[str, str]]]]:
    """The migrations of this code, each with those that it stands for."""
    nodes = MigrationLoader(None).graph.nodes
    return [(key, frozenset(migration.replaces)) for key, migration in nodes.items()]


def _missing_migrations(applied: Set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those that are not applied. One that stands for others is, once all of these are."""
    found: list[tuple[str, str]] = []
    for key, replaced in _known_migrations():
        if key not in applied:
            found += sorted(replaced - applied) if replaced & applied else [key]
    return found


def _newer_migrations(applied: dict[tuple[str, str], int]) -> int:
    """How many migrations newer code has applied: after all that this code knows of the same app.

    Earlier unknown ones are those that an app has squashed and dropped.

    :param applied: when each was applied, as numbers that grow.
    """
    known: set[tuple[str, str]] = set()
    for key, replaced in _known_migrations():
        known |= {key, *replaced}
    last: dict[str, int] = {}
    for app, name in known & applied.keys():
        last[app] = max(last.get(app, 0), applied[app, name])
    return sum(applied[key] > last.get(key[0], applied[key]) for key in applied.keys() - known)


def _upload_folder() -> Path | None:
    """Where uploads are stored; None where that is a bucket."""
    return _existing(Path(default_storage.location)) if isinstance(default_storage, FileSystemStorage) else None


def _existing(folder: Path) -> Path:
    """The folder, or that in which it would be made."""
    while not folder.exists():
        folder = folder.parent
    return folder


def _can_be_written_to(folder: Path) -> bool:
    """Permissions alone do not tell of a file system that has become read-only, or has no room for another file."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".") as file:
            file.write(b"?")
    except OSError:
        return False
    return True


def _before(seconds: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(seconds=seconds)


def _far() -> datetime.datetime:
    """After this, ``run_after`` says that a task waits for nothing."""
    return timezone.now() + datetime.timedelta(days=3650)


def _age(moment: datetime.datetime) -> int:
    return int((timezone.now() - moment).total_seconds())
