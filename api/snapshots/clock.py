"""Which clock applies. The clocks of machines may differ slightly, and each may be corrected at any time."""

from __future__ import annotations

import time
from datetime import datetime

from django.db import connections
from django.utils import timezone

from ..moments import as_stored, in_utc

#: How far the clocks of machines may differ, in milliseconds, before a timestamp is distrusted.
TOLERANCE_MS = 2000


def now_ms() -> int:
    """The time by this machine's clock, in milliseconds since 1970."""
    return int(time.time() * 1000)


def to_ms(moment: datetime) -> int:
    """A datetime in milliseconds since 1970."""
    return int(in_utc(moment).timestamp() * 1000)


def is_ahead(made_at: int) -> bool:
    """Whether something was made by a clock ahead of this one: what had expired by that clock may not have expired
    yet.
    """
    return made_at > now_ms() + TOLERANCE_MS


def database_now(using: str) -> datetime:
    """The time by the database's clock if all machines share it; else by this machine's."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return as_stored(cursor.fetchone()[0])
