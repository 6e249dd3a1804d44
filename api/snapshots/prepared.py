"""Cursors for the few statements that are sent all the time, whose plans PostgreSQL can keep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

try:
    import psycopg
except ImportError:  # The project runs on another database.
    psycopg = None
else:

    class PreparingCursor(psycopg.Cursor):
        """Has each statement prepared, and takes its results in PostgreSQL's binary format."""

        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, **{**options, "prepare": True, "binary": True})


@contextmanager
def prepared_cursor(connection: BaseDatabaseWrapper) -> Iterator[CursorWrapper]:
    """A cursor of Django's whose statements PostgreSQL prepares, and whose bytes arrive as they are.

    PostgreSQL takes longer to plan the read of an answer than to read it, and Django's own cursors receive bytes
    written out in hexadecimal. Statements are prepared where ``prepare_threshold`` among the ``OPTIONS`` of the
    database is a number. Django's default is None, since some connection poolers lose prepared statements. On other
    databases it is Django's own cursor, and where statements are logged, too: psycopg keeps no text of one that it
    has prepared.
    """
    with connection.cursor() as cursor:
        if psycopg is not None and isinstance(cursor.cursor, psycopg.Cursor) and not connection.queries_logged:
            cursor.cursor = PreparingCursor(connection.connection)
        yield cursor
