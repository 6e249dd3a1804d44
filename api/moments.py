"""Moments as the project keeps them: with a time zone, or without one, in that of the project (``USE_TZ = False``)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone


def as_stored(moment: datetime) -> datetime:
    """A moment as the database takes it, and as ``timezone.now()`` can be compared with. One without a time zone is
    taken for UTC, except where the project keeps all of them without one.
    """
    if settings.USE_TZ:
        return moment.replace(tzinfo=UTC) if timezone.is_naive(moment) else moment.astimezone(UTC)
    return moment if timezone.is_naive(moment) else timezone.make_naive(moment, timezone.get_default_timezone())


def in_utc(moment: datetime) -> datetime:
    """A moment in UTC, however the project keeps it."""
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    return moment.astimezone(UTC)


def moment_of(milliseconds: int) -> datetime:
    """A moment in milliseconds since 1970, as the database takes it."""
    return as_stored(datetime.fromtimestamp(milliseconds / 1000, tz=UTC))
