"""Whose clock counts. Machines may disagree about the time by a little, and each may be set right at any moment."""

from __future__ import annotations

from datetime import datetime

from django.db import connections
from django.utils import timezone


def database_now(using: str) -> datetime:
    """The moment by the clock of the database, where that is one that all machines share; else by this machine's."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
