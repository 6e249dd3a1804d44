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

from django.db import DatabaseError, OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Sum

from api.snapshots.models import ContentVersion

# Two 32-bit numbers that name the advisory lock: "clin", "api".
_LOCK = (0x636C696E, 0x617069)
_SQLITE_WAIT_MS = 50


class ContentIsChanging(Exception):  # noqa: N818  (says what is the case; nobody did wrong)
    """A change is under way, so that nothing can be stored now."""


def current_version(using: str) -> int | None:
    """The version of what the database shows now; None before the first change."""
    return ContentVersion.objects.using(using).aggregate(version=Sum("count"))["version"]


def move_on(using: str) -> None:
    """Moves the version on, as part of the transaction under way."""
    connection = connections[using]
    step = random.randint(1, 2**31)  # noqa: S311  (only has to differ)
    counters = ContentVersion.objects.using(using)
    with transaction.atomic(using=using, savepoint=False):
        if connection.vendor == "postgresql":
            _execute(connection, "SELECT pg_advisory_xact_lock_shared(%s, %s)", _LOCK)
        free = counters.order_by("pk")
        if connection.features.has_select_for_update_skip_locked:
            free = free.select_for_update(skip_locked=True)
        counter = free.values_list("pk", flat=True).first()
        if counter is None:
            counters.create(count=step)
        else:
            counters.filter(pk=counter).update(count=F("count") + step)


@contextmanager
def no_change_under_way(using: str) -> Iterator[None]:
    """A transaction during which no change is under way and none can begin. It does not wait for one to end.

    :raises ContentIsChanging: when a change is under way.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        with transaction.atomic(using=using):
            if not _scalar(connection, "SELECT pg_try_advisory_xact_lock(%s, %s)", _LOCK):
                raise ContentIsChanging
            yield
    elif connection.vendor == "sqlite":
        try:
            with _impatient(connection), transaction.atomic(using=using):
                yield
        except OperationalError as error:  # The file is locked, or was changed since this transaction began.
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
