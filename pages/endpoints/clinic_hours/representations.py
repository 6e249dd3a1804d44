from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from typing_extensions import TypedDict

from api.represent.references import get_references
from api.represent.representations import PageReference, page_reference

from ...clinics.choices import Weekday
from ...models.clinic import ClinicPage
from .period import Period
from .schedule import Day, Interval, Schedule


class MomentRepresentation(TypedDict):
    """The same time twice, in ISO 8601: in UTC, and in the clinic's local time with its offset."""

    utc: str
    local: str


class IntervalRepresentation(TypedDict):
    """Open from ``opens`` up to ``closes``. ``reason`` is that of a special day, for visitors."""

    opens: MomentRepresentation
    closes: MomentRepresentation
    reason: str


class DayRepresentation(TypedDict):
    """A local date. ``weekday`` is 0 for Monday to 6 for Sunday. ``source`` says whether a special day applies, and
    ``reason`` is that day's reason. An interval that opens on this day is included, even if it closes on the next.
    ``round_the_clock`` means that the clinic is open all day, including intervals that began on the day before.
    """

    date: str
    weekday: int
    day: str
    source: Literal["weekly", "special"]
    closed: bool
    round_the_clock: bool
    reason: str
    intervals: list[IntervalRepresentation]


class StatusRepresentation(TypedDict):
    """Whether the clinic is open ``at`` the given time. ``closes`` says until when, null if closed or if it does not
    close within a year; ``opens`` when it opens again, null if open or if it does not open within a year. For a clinic
    that is open ``round_the_clock`` by its weekly hours, ``closes`` is the next special day on which it is not.
    """

    at: MomentRepresentation
    is_open: bool
    round_the_clock: bool
    opens: MomentRepresentation | None
    closes: MomentRepresentation | None


class ClinicHoursRepresentation(TypedDict):
    """A clinic's hours on the days from ``starts`` to ``ends``, both included. ``status`` is null unless ``at`` is
    given.
    """

    clinic: PageReference
    time_zone: str
    starts: str
    ends: str
    days: list[DayRepresentation]
    status: StatusRepresentation | None


def represent_hours(
    clinic: ClinicPage, schedule: Schedule, period: Period, context: dict[str, Any]
) -> ClinicHoursRepresentation:
    """:param clinic: one that is known to be public."""
    days = list(schedule.days(period.first, period.count))
    return ClinicHoursRepresentation(
        clinic=page_reference(clinic, get_references(context), context),
        time_zone=clinic.time_zone,
        starts=days[0].date.isoformat(),
        ends=days[-1].date.isoformat(),
        days=[_represent_day(day, schedule.zone) for day in days],
        status=None if period.at is None else _represent_status(period.at, schedule),
    )


def _represent_day(day: Day, zone: ZoneInfo) -> DayRepresentation:
    return DayRepresentation(
        date=day.date.isoformat(),
        weekday=day.date.weekday(),
        day=Weekday(day.date.weekday()).name.lower(),
        source=day.source,
        closed=not day.intervals,
        round_the_clock=day.round_the_clock,
        reason=day.reason,
        intervals=[_represent_interval(interval, zone) for interval in day.intervals],
    )


def _represent_interval(interval: Interval, zone: ZoneInfo) -> IntervalRepresentation:
    return IntervalRepresentation(
        opens=_represent_moment(interval.opens, zone),
        closes=_represent_moment(interval.closes, zone),
        reason=interval.reason,
    )


def _represent_status(at: datetime, schedule: Schedule) -> StatusRepresentation:
    is_open, changes = schedule.status(at)
    change = None if changes is None else _represent_moment(changes, schedule.zone)
    return StatusRepresentation(
        at=_represent_moment(at, schedule.zone),
        is_open=is_open,
        round_the_clock=is_open and schedule.round_the_clock,
        opens=None if is_open else change,
        closes=change if is_open else None,
    )


def _represent_moment(moment: datetime, zone: ZoneInfo) -> MomentRepresentation:
    utc = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return MomentRepresentation(utc=utc, local=moment.astimezone(zone).isoformat())
