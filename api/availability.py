"""Whether an error means that the database is away, which is nobody's fault, and over when it is back."""

from __future__ import annotations

from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

#: What SQLite calls an ``OperationalError`` too, though no wait mends it.
NOT_THERE = ("no such table", "no such column", "has no column")


def is_database_away(error: BaseException | None) -> bool:
    """Whether ``error``, or what it came of, says that the database cannot be reached, or not now."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, IntegrityError | ProgrammingError | DataError):
            return False
        if isinstance(error, OperationalError | InterfaceError):
            return not any(words in str(error) for words in NOT_THERE)
        error = error.__cause__ or error.__context__
    return False
