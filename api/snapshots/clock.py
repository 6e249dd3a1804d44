"""Whose clock counts. Machines may disagree about the time by a little, and each may be set right at any moment."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import connections
from django.utils import timezone

from ..moments import as_stored, in_utc

#: By how much the clocks of machines may differ, in milliseconds, before what one has made is doubted by another.
TOLERANCE_MS = 2000


def now_ms() -> int:
    """The moment by the clock of this machine, in milliseconds since 1970."""
    return int(time.time() * 1000)


def to_ms(moment: datetime) -> int:
    """A moment in milliseconds since 1970."""
    return int(in_utc(moment).timestamp() * 1000)


def is_ahead(made_at: int) -> bool:
    """Whether something was made by a clock that was ahead of this one: what it took for expired may not be yet."""
    return made_at > now_ms() + TOLERANCE_MS


def database_now(using: str) -> datetime:
    """The moment by the clock of the database, where that is one that all machines share; else by this machine's."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return as_stored(cursor.fetchone()[0])
