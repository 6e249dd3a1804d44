"""Weekly hours: any number of intervals per day, including past midnight and round the clock; none overlap.

An interval closes on the day on which it opens; on the next day if ``closes`` is earlier than ``opens``; and 24 hours
later if both are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import time
from itertools import combinations
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from .choices import Weekday

DASH = "\N{EN DASH}"
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


class WeeklyInterval(Protocol):
    """``weekday`` is 0 for Monday to 6 for Sunday; the times are the clinic's local times, in whole minutes."""

    weekday: int
    opens: time
    closes: time


Interval = TypeVar("Interval", bound=WeeklyInterval)


def minute_of_day(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def minutes_open(opens: time, closes: time) -> int:
    """The length of an interval: 1 to 1,440 minutes."""
    return (minute_of_day(closes) - minute_of_day(opens)) % MINUTES_A_DAY or MINUTES_A_DAY


def is_all_day(opens: time, closes: time) -> bool:
    """Whether an interval lasts 24 hours."""
    return opens == closes


def is_overnight(opens: time, closes: time) -> bool:
    """Whether an interval ends on the day after it began, and is shorter than 24 hours."""
    return closes < opens


def is_round_the_clock(intervals: Iterable[WeeklyInterval]) -> bool:
    """Whether the intervals, which do not overlap, cover every minute of the week."""
    return sum(minutes_open(interval.opens, interval.closes) for interval in intervals) >= MINUTES_A_WEEK


def find_overlaps(intervals: Sequence[Interval]) -> Iterator[tuple[Interval, Interval]]:
    """The pairs that overlap, also across midnight and from Sunday to Monday, in the order of the week."""
    for one, other in combinations(in_week_order(intervals), 2):
        if _overlap(one, other):
            yield one, other


def in_week_order(intervals: Sequence[Interval]) -> list[Interval]:
    return sorted(intervals, key=lambda interval: (interval.weekday, interval.opens, interval.closes))


def describe_overlap(one: WeeklyInterval, other: WeeklyInterval) -> str:
    """A sentence for staff."""
    return _("%(one)s and %(other)s overlap. Change one of them, or combine them.") % {
        "one": describe_interval(one),
        "other": describe_interval(other),
    }


def describe_interval(interval: WeeklyInterval) -> str:
    """The day and the hours, for staff."""
    return f"{Weekday(interval.weekday).label} {describe_hours(interval.opens, interval.closes)}"


def describe_hours(opens: time, closes: time) -> str:
    hours = f"{opens:%H:%M}{DASH}{closes:%H:%M}"
    return _("%(hours)s (24 hours)") % {"hours": hours} if is_all_day(opens, closes) else hours


def _overlap(one: WeeklyInterval, other: WeeklyInterval) -> bool:
    """Whether one begins before the other has ended, on the circle of the week."""
    until_other = (_minute_of_week(other) - _minute_of_week(one)) % MINUTES_A_WEEK
    until_one = -until_other % MINUTES_A_WEEK
    return until_other < minutes_open(one.opens, one.closes) or until_one < minutes_open(other.opens, other.closes)


def _minute_of_week(interval: WeeklyInterval) -> int:
    return interval.weekday * MINUTES_A_DAY + minute_of_day(interval.opens)
