"""Timestamps as the project stores them: aware, or naive in the project's time zone (``USE_TZ = False``)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone


def as_stored(moment: datetime) -> datetime:
    """A datetime as the database takes it, comparable with ``timezone.now()``. A naive one is taken for UTC, unless the
    project stores naive ones.
    """
    if settings.USE_TZ:
        return moment.replace(tzinfo=UTC) if timezone.is_naive(moment) else moment.astimezone(UTC)
    return moment if timezone.is_naive(moment) else timezone.make_naive(moment, timezone.get_default_timezone())


def in_utc(moment: datetime) -> datetime:
    """A datetime in UTC, however the project stores it."""
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    return moment.astimezone(UTC)


def moment_of(milliseconds: int) -> datetime:
    """Milliseconds since 1970 as a datetime that the database takes."""
    return as_stored(datetime.fromtimestamp(milliseconds / 1000, tz=UTC))
