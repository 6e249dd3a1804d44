"""Days with other hours than the weekly ones: holidays, and days with special hours.

Several rows may cover one day: two intervals with a break between them. They may not contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import combinations
from typing import Protocol, TypeVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .opening_hours import DASH, MINUTES_A_DAY, describe_hours, minute_of_day, minutes_open


class SpecialPeriod(Protocol):
    """From ``starts`` to ``ends``, both included: ``closed``, or open from ``opens`` to ``closes`` on each day."""

    starts: date
    ends: date
    closed: bool
    opens: time | None
    closes: time | None


Period = TypeVar("Period", bound=SpecialPeriod)


def find_contradictions(periods: Sequence[Period]) -> Iterator[tuple[Period, Period]]:
    """The pairs of which one is closed while the other is open on a day, or whose hours overlap."""
    for one, other in combinations(in_date_order(periods), 2):
        if one.closed and other.closed:
            continue
        if _share_a_day(one, other) if one.closed or other.closed else _hours_overlap(one, other):
            yield one, other


def find_repeated(periods: Sequence[Period]) -> Iterator[Period]:
    """Those that repeat an earlier one."""
    seen = set()
    for period in periods:
        said = (period.starts, period.ends, period.closed, period.opens, period.closes)
        if said in seen:
            yield period
        seen.add(said)


def in_date_order(periods: Sequence[Period]) -> list[Period]:
    return sorted(periods, key=lambda period: (period.starts, period.ends, period.opens or time.min))


def describe_contradiction(one: SpecialPeriod, other: SpecialPeriod) -> str:
    """A sentence for staff."""
    return _("%(one)s and %(other)s contradict each other. Change the dates or the hours of one of them.") % {
        "one": describe_period(one),
        "other": describe_period(other),
    }


def describe_period(period: SpecialPeriod) -> str:
    """The days, and their hours, for staff."""
    days = DASH.join(dict.fromkeys(date_format(day) for day in (period.starts, period.ends)))
    if period.opens is None or period.closes is None:
        return f"{days} ({_('closed')})"
    return f"{days} ({describe_hours(period.opens, period.closes)})"


def _share_a_day(one: SpecialPeriod, other: SpecialPeriod, days_later: int = 0) -> bool:
    """Whether a day of ``one`` is ``days_later`` days before a day of ``other``."""
    shift = timedelta(days=days_later)
    return one.starts + shift <= other.ends and other.starts <= one.ends + shift


def _hours_overlap(one: SpecialPeriod, other: SpecialPeriod) -> bool:
    """Whether both are open at the same time; hours past midnight continue into the next day."""
    if one.opens is None or one.closes is None or other.opens is None or other.closes is None:
        return False
    between = minute_of_day(other.opens) - minute_of_day(one.opens)
    return any(
        _share_a_day(one, other, days_later)
        and -minutes_open(other.opens, other.closes)
        < between + days_later * MINUTES_A_DAY
        < minutes_open(one.opens, one.closes)
        for days_later in (-1, 0, 1)
    )
