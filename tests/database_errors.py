from __future__ import annotations

from typing import Any

from django.db import OperationalError, connection, transaction


def fail_for_good(*args: Any, **kwargs: Any) -> None:
    """Has the database refuse a statement that no wait mends, and that drivers call an ``OperationalError`` all the
    same: on SQLite one with too many conditions, on PostgreSQL one that takes longer than it may.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT " + " OR ".join(["1"] * 1100))
        else:
            cursor.execute("SET LOCAL statement_timeout = '1ms'")
            cursor.execute("SELECT pg_sleep(5)")


def error_for_good() -> OperationalError:
    try:
        fail_for_good()
    except OperationalError as error:
        return error
    raise AssertionError
