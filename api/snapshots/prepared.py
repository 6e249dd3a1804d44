"""The most frequent statements, by the fastest way to the database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper

try:
    import psycopg
    from psycopg.adapt import Transformer
    from psycopg.pq import ExecStatus, Format
except ImportError:  # The project runs on another database.
    psycopg = None
else:
    # The names of the prepared statements of each connection.
    _prepared: WeakKeyDictionary[psycopg.Connection, dict[str, bytes]] = WeakKeyDictionary()

    class _Cursor(psycopg.Cursor):
        """Prepares each statement, and takes its results in PostgreSQL's binary format."""

        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, **{**options, "prepare": True, "binary": True})


_numbers = count()


def fetch(connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement that reads.

    PostgreSQL takes longer to plan the query for a response than to run it, Django's own cursors receive bytes in
    hexadecimal, and psycopg's wait for a result takes twice as long as the query. So the statement is prepared once for
    each connection, its results are binary, and it is sent by one call of libpq. Statements are only prepared if
    ``prepare_threshold`` in the ``OPTIONS`` of the database is a number; Django's default is None, since some
    connection poolers lose them.

    Within a transaction, on other databases, and if statements are logged or wrapped, Django's own cursor is used.

    :param sql: with ``%s`` for its parameters.
    """
    rows = _ask(connection, sql, parameters)
    if rows is not None:
        return rows
    with connection.cursor() as cursor:
        if psycopg is not None and isinstance(cursor.cursor, psycopg.Cursor) and not connection.queries_logged:
            cursor.cursor = _Cursor(connection.connection)
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _ask(connection: BaseDatabaseWrapper, sql: str, parameters: Sequence[str | int]) -> list[tuple[Any, ...]] | None:
    """The rows by one call of libpq; None if that is not possible, or has failed: the caller sends the statement again
    and handles the error.
    """
    if psycopg is None or connection.vendor != "postgresql" or connection.in_atomic_block or _is_watched(connection):
        return None
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = connection.connection
    if not isinstance(raw, psycopg.Connection) or not raw.autocommit:
        return None
    values = [str(value).encode() for value in parameters]
    try:
        result = _send(raw, sql, values)
    except psycopg.Error:
        return None
    if result is None or result.status != ExecStatus.TUPLES_OK:
        _prepared.pop(raw, None)
        return None
    rows = Transformer(raw)
    rows.set_pgresult(result)
    return rows.load_rows(0, result.ntuples, tuple)


def _send(raw: Any, sql: str, values: list[bytes]) -> Any:
    if raw.prepare_threshold is None:
        return raw.pgconn.exec_params(_numbered(sql), values, result_format=Format.BINARY)
    names = _prepared.setdefault(raw, {})
    name = names.get(sql)
    if name is None:
        name = b"clinic_api_%d" % next(_numbers)
        if raw.pgconn.prepare(name, _numbered(sql)).status != ExecStatus.COMMAND_OK:
            return None
        names[sql] = name
    return raw.pgconn.exec_prepared(name, values, result_format=Format.BINARY)


def _is_watched(connection: BaseDatabaseWrapper) -> bool:
    """Whether something observes statements: a log, a test, a tracer. Our own wrapper for writes does not count."""
    return connection.queries_logged or not all(
        getattr(wrapper, "ignores_reads", False) for wrapper in connection.execute_wrappers
    )


@lru_cache(maxsize=64)
def _numbered(sql: str) -> bytes:
    """The same statement with PostgreSQL's numbered parameters."""
    first, *others = sql.split("%s")
    return "".join([first, *(f"${number}{part}" for number, part in enumerate(others, 1))]).encode()
