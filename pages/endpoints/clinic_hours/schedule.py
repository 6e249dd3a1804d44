from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from ...clinics.opening_hours import WeeklyInterval, is_round_the_clock
from ...clinics.special_days import SpecialPeriod
from .clocks import beginning_of, first_moment, show

DAY = timedelta(days=1)
#: How far ahead the next opening or closing time is looked for.
HORIZON_IN_DAYS = 366
# The search begins some days earlier, and its last day may be shorter than others.
MARGIN_IN_DAYS = 4


class Interval(NamedTuple):
    """From one time up to another, in UTC."""

    opens: datetime
    closes: datetime
    reason: str


class Day(NamedTuple):
    """A local date with its intervals in their order; none if closed. ``source`` says which rows apply to it."""

    date: date
    source: Literal["weekly", "special"]
    reason: str
    intervals: list[Interval]
    round_the_clock: bool = False


class Status(NamedTuple):
    """``changes``: when an open clinic closes, or a closed one opens; None if it does not within a year."""

    is_open: bool
    changes: datetime | None


@dataclass(frozen=True)
class Schedule:
    """A clinic's hours in its time zone. Special days replace the weekly hours of their dates."""

    zone: ZoneInfo
    weekly: Sequence[WeeklyInterval]
    special: Sequence[SpecialPeriod]

    def days(self, first: date, count: int) -> Iterator[Day]:
        before = self.day(first - DAY)
        for number in range(count):
            day = self.day(first + number * DAY)
            yield day._replace(round_the_clock=self._is_covered(day.date, [*before.intervals, *day.intervals]))
            before = day

    def day(self, day: date) -> Day:
        special = [period for period in self.special if period.starts <= day <= period.ends]
        if not special:
            hours = [(row.opens, row.closes, "") for row in self.weekly if row.weekday == day.weekday()]
            return Day(day, "weekly", "", self._intervals(day, hours))
        opened = [row for row in special if row.opens is not None and row.closes is not None]
        hours = [(row.opens, row.closes, row.reason) for row in opened]
        reason = ", ".join(dict.fromkeys(period.reason for period in special if period.reason))
        return Day(day, "special", reason, self._intervals(day, hours))

    @property
    def round_the_clock(self) -> bool:
        """Whether the weekly hours cover every minute; special days may differ."""
        return is_round_the_clock(self.weekly)

    def status(self, moment: datetime) -> Status:
        """Whether the clinic is open at a given time, and when that changes."""
        until: datetime | None = None
        for interval in self._intervals_around(moment):
            if until is not None and interval.opens > until:
                return Status(True, until)
            if interval.closes <= moment:
                continue
            if interval.opens > moment and until is None:
                return Status(False, interval.opens)
            until = max(until or interval.closes, interval.closes)
        ends_within = until is not None and until < moment + (HORIZON_IN_DAYS - MARGIN_IN_DAYS) * DAY
        return Status(until is not None, until if ends_within else None)

    def _is_covered(self, day: date, intervals: Sequence[Interval]) -> bool:
        """Whether the clinic is open without a break from the beginning of a day to that of the next."""
        reached = beginning_of(day, self.zone)
        for interval in sorted(intervals):
            if interval.opens <= reached:
                reached = max(reached, interval.closes)
        return reached >= beginning_of(day + DAY, self.zone)

    def _intervals_around(self, moment: datetime) -> Iterator[Interval]:
        """In the order of their opening, including those that may have begun before."""
        first = show(moment, self.zone).date() - 2 * DAY
        for day in self.days(first, HORIZON_IN_DAYS):
            yield from day.intervals

    def _intervals(self, day: date, hours: Sequence[tuple[time, time, str]]) -> list[Interval]:
        found = (Interval(*self._moments(day, opens, closes), reason) for opens, closes, reason in sorted(hours))
        # If the clocks skip all of it, the clinic does not open.
        return [interval for interval in found if interval.opens < interval.closes]

    def _moments(self, day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
        last = day if closes > opens else day + DAY
        return (
            first_moment(datetime.combine(day, opens), self.zone),
            first_moment(datetime.combine(last, closes), self.zone),
        )
