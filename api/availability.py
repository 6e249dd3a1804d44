"""Whether an error means that the database is away, which is nobody's fault, and over when it is back."""

from __future__ import annotations

import sqlite3

from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

#: PostgreSQL's errors (appendix A of its manual) that a wait mends, by the beginnings of their codes: a connection that
#: is lost, a server that shuts down or starts, too many connections, and what others hold or change at that moment.
_STATES = ("08", "57P", "53300", "40001", "40P01", "55P03")
#: SQLite's, by their primary codes: a file that others hold, or that cannot be opened or read.
_CODES = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
)
#: What errors say that no database has given a code.
_WORDS = ("connect", "locked", "deadlock", "shutting down")


def is_database_away(error: BaseException | None) -> bool:
    """Whether ``error``, or what it came of, says that the database cannot be reached, or not now.

    Drivers call much else an ``OperationalError`` that no wait mends, such as a statement that is too long.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, IntegrityError | ProgrammingError | DataError):
            return False
        if isinstance(error, OperationalError | InterfaceError):
            return _says_away(error)
        error = error.__cause__ or error.__context__
    return False


def _says_away(error: OperationalError | InterfaceError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _CODES
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return state.startswith(_STATES)
    # What PostgreSQL's driver says without a code is said of the connection.
    is_of_driver = isinstance(error, OperationalError) and hasattr(cause, "sqlstate")
    return is_of_driver or any(word in str(error).lower() for word in _WORDS)
