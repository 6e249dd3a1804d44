"""The version of all content: a number that every change advances, in the transaction of the change.

``SELECT SUM(count)`` reads it. A change adds to a counter that no other change has locked, or to a new one, so changes
never wait for each other here.

A build may only be stored if it did not race with a change. On PostgreSQL each change holds a shared advisory lock
until it is committed, and storing requests that lock exclusively, without waiting: while a change is in progress,
nothing is stored. SQLite has a single writer anyway.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Sum

from ..availability import is_database_away
from .models import ContentVersion

# Two 32-bit numbers that name the advisory lock: "clin", "api".
_LOCK = (0x636C696E, 0x617069)
_SQLITE_WAIT_MS = 50
#: The isolation level at which a statement sees everything that was committed before it.
_OPEN = "read committed"
_MOST_COUNTERS = 16


class ContentIsChanging(Exception):  # noqa: N818  (says what is the case; nobody did wrong)
    """A change is in progress, so nothing can be stored now."""


def current_version(using: str) -> int | None:
    """The current version in the database; None before the first change."""
    return ContentVersion.objects.using(using).aggregate(version=Sum("count"))["version"]


def move_on(using: str) -> bool:
    """Advance the version, in the current transaction; return whether that transaction sees what others have committed
    since it began. If it does not (``REPEATABLE READ``, ``SERIALIZABLE``), it cannot see all snapshots that it has to
    mark, and cannot add to another's counter.
    """
    connection = connections[using]
    step = random.randint(1, 2**31)  # noqa: S311  (only has to differ)
    counters = ContentVersion.objects.using(using)
    with transaction.atomic(using=using, savepoint=False):
        if connection.vendor == "postgresql" and _isolation(connection, "pg_advisory_xact_lock_shared")[1] != _OPEN:
            counters.create(count=step)
            return False
        free = counters.order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True)
        counter = free.values_list("pk", flat=True).first()
        if counter is None:
            counters.create(count=step)
        else:
            counters.filter(pk=counter).update(count=F("count") + step)
    return True


def gather(using: str) -> None:
    """Merge all counters, as part of a transaction during which no change is in progress."""
    counters = ContentVersion.objects.using(using)
    if counters.count() > _MOST_COUNTERS:
        total = current_version(using) or 0
        counters.all()._raw_delete(using)
        counters.create(count=total)


@contextmanager
def no_change_under_way(using: str) -> Iterator[None]:
    """A transaction during which no change is in progress and none can begin. It does not wait for one to end.

    :raises ContentIsChanging: if a change is in progress.
    """
    connection = connections[using]
    is_nested = connection.in_atomic_block
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using):
            if not is_nested:  # Whatever the database's default: commits of others must be visible.
                _execute(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED", ())
            is_alone, isolation = _isolation(connection, "pg_try_advisory_xact_lock")
            if not is_alone or isolation != _OPEN:
                raise ContentIsChanging
            yield
    elif connection.vendor == "sqlite":
        try:
            with _impatient(connection), transaction.atomic(using=using):
                yield
        except OperationalError as error:
            if not is_database_away(error):
                raise
            # The file is locked, or was changed since this transaction began.
            raise ContentIsChanging from error
    else:
        with transaction.atomic(using=using):
            yield


@contextmanager
def _impatient(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Make SQLite time out soon instead of keeping a request waiting for a long change."""
    connection.ensure_connection()
    patience = _scalar(connection, "PRAGMA busy_timeout", ())
    _execute(connection, f"PRAGMA busy_timeout={_SQLITE_WAIT_MS}", ())
    try:
        yield
    finally:
        try:
            _execute(connection, f"PRAGMA busy_timeout={int(patience)}", ())
        except DatabaseError:
            connection.close()


def _execute(connection: BaseDatabaseWrapper, sql: str, parameters: tuple) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)


def _scalar(connection: BaseDatabaseWrapper, sql: str, parameters: tuple) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchone()[0]


def _isolation(connection: BaseDatabaseWrapper, lock: str) -> tuple[Any, str]:
    """Take the lock by a function of PostgreSQL; return its result, and the transaction's isolation level."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s, %s)::text, current_setting('transaction_isolation')", _LOCK)
        answer, isolation = cursor.fetchone()
    return answer == "true", isolation
