"""Whether an error means that the database is temporarily unavailable."""

from __future__ import annotations

import sqlite3

from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

#: Prefixes of PostgreSQL's error codes (appendix A of its manual) for transient errors: lost connections, shutdown and
#: start-up, too many connections, serialization failures, deadlocks and lock timeouts.
_STATES = ("08", "57P", "53300", "40001", "40P01", "55P03")
#: SQLite's primary error codes for files that are locked or cannot be opened or read.
_CODES = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
)
#: Parts of messages of errors that have no code.
_WORDS = ("connect", "locked", "deadlock", "shutting down")


def is_database_away(error: BaseException | None) -> bool:
    """Whether ``error``, or its cause, says that the database cannot be reached at present.

    Drivers also raise ``OperationalError`` for permanent errors, such as a statement that is too long.
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
    # Errors of PostgreSQL's driver without a code concern the connection.
    is_of_driver = isinstance(error, OperationalError) and hasattr(cause, "sqlstate")
    return is_of_driver or any(word in str(error).lower() for word in _WORDS)
