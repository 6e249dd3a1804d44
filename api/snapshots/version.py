"""The version of all content: one number that every change moves on, in the transaction of the change.

``SELECT SUM(count)`` reads it. A change adds to a counter that no other change holds at the moment, or to a new one,
so changes never wait for each other here.

A build that is to be stored must not have raced with a change. On PostgreSQL each change holds a shared advisory lock
until it is committed, and storing asks for that lock alone, without waiting: while a change is under way, nothing is
stored. On SQLite there is one writer at a time anyway.
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
#: The isolation level at which a statement sees all that was committed before it.
_OPEN = "read committed"
_MOST_COUNTERS = 16


class ContentIsChanging(Exception):  # noqa: N818  (says what is the case; nobody did wrong)
    """A change is under way, so that nothing can be stored now."""


def current_version(using: str) -> int | None:
    """The version of what the database shows now; None before the first change."""
    return ContentVersion.objects.using(using).aggregate(version=Sum("count"))["version"]


def move_on(using: str) -> bool:
    """Moves the version on, as part of the transaction under way; returns whether that transaction sees what others
    have committed since it began. Where it does not (``REPEATABLE READ``, ``SERIALIZABLE``), it cannot see all
    snapshots that it has to mark, and another's counter cannot be added to.
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
    """Makes one counter of all, as part of a transaction during which no change is under way."""
    counters = ContentVersion.objects.using(using)
    if counters.count() > _MOST_COUNTERS:
        total = current_version(using) or 0
        counters.all()._raw_delete(using)
        counters.create(count=total)


@contextmanager
def no_change_under_way(using: str) -> Iterator[None]:
    """A transaction during which no change is under way and none can begin. It does not wait for one to end.

    :raises ContentIsChanging: when a change is under way.
    """
    connection = connections[using]
    is_nested = connection.in_atomic_block
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using):
            if not is_nested:  # Whatever the database's default: what others commit has to be seen.
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
    """Lets SQLite give up soon instead of keeping a reader waiting for a long change."""
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
    """Takes the lock by a function of PostgreSQL; returns what that says, and the transaction's isolation level."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(%s, %s)::text, current_setting('transaction_isolation')", _LOCK)
        answer, isolation = cursor.fetchone()
    return answer == "true", isolation
