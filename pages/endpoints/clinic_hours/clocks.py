from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def first_moment(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first time, in UTC, at which clocks in ``zone`` show ``wall`` or a later time.

    :param wall: a local time in whole minutes, without a time zone.
    """
    earlier, later = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if later >= earlier:  # The time occurs once, or twice.
        return earlier
    # The clocks skip it (PEP 495: its two readings use the offsets of before and after, in reverse).
    minutes = range((earlier - later) // MINUTE)
    skipped = bisect_left(minutes, True, key=lambda minute: show(later + minute * MINUTE, zone) >= wall)
    return later + skipped * MINUTE


def show(moment: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in ``zone`` show at a given time, without the offset."""
    return moment.astimezone(zone).replace(tzinfo=None)


def beginning_of(day: date, zone: ZoneInfo) -> datetime:
    """The beginning of a day, which is not midnight if the clocks skip that."""
    return first_moment(datetime.combine(day, time.min), zone)
