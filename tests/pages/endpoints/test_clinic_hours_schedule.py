"""When a clinic is open, against an oracle that walks through time minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.endpoints.clinic_hours.clocks import beginning_of, first_moment, show
from pages.endpoints.clinic_hours.schedule import Schedule
from tests.pages.hours import Interval, Period

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

# A day on which clocks change in each zone (Kathmandu's never do); in Santiago and Havana around midnight, in
# Casablanca for Ramadan, on Lord Howe by half an hour; on Samoa a whole day was left out.
CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Africa/Casablanca", date(2026, 3, 22)),
    ("America/Santiago", date(2026, 9, 6)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Kathmandu", date(2026, 3, 8)),
    ("Pacific/Apia", date(2011, 12, 30)),
]


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 29, 30, 31, 45, 59]))
weekly = st.builds(Interval, st.integers(0, 6), times, times)


@st.composite
def special_days(draw, around):
    starts = around + DAY * draw(st.integers(-2, 2))
    ends = starts + DAY * draw(st.integers(0, 2))
    if draw(st.booleans()):
        return Period(starts, ends, True, reason="Closed")
    return Period(starts, ends, False, draw(times), draw(times), "Other hours")


@st.composite
def schedules(draw):
    zone, change = draw(st.sampled_from(CHANGES))
    special = draw(st.lists(special_days(change), max_size=2))
    return Schedule(ZoneInfo(zone), draw(st.lists(weekly, max_size=6)), special), change


def hours_on(schedule, day):
    special = [period for period in schedule.special if period.starts <= day <= period.ends]
    if special:
        return [(period.opens, period.closes) for period in special if not period.closed]
    return [(row.opens, row.closes) for row in schedule.weekly if row.weekday == day.weekday()]


@lru_cache
def clock(zone, first, last):
    """What the clock on the wall shows at each minute."""
    moment, end = (datetime.combine(day, time(), UTC) for day in (first, last))
    walls = {}
    while moment < end:
        walls[moment] = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        moment += MINUTE
    return walls


def open_minutes(schedule, first, last):
    """All minutes at which the clinic is open, by looking at the clock on its wall at each."""
    walls = clock(schedule.zone.key, first - 2 * DAY, last + 3 * DAY)
    found = set()
    for number in range((last - first).days + 1):
        day = first + number * DAY
        for opens, closes in hours_on(schedule, day):
            begins = datetime.combine(day, opens)
            ends = datetime.combine(day if closes > opens else day + DAY, closes)
            has_begun = has_ended = False
            for minute, wall in walls.items():
                has_begun = has_begun or wall >= begins
                has_ended = has_ended or wall >= ends
                if has_ended:
                    break
                if has_begun:
                    found.add(minute)
    return found


@settings(max_examples=60, deadline=None)
@given(schedules())
def test_the_intervals_are_those_that_the_clock_on_the_wall_gives(made):
    schedule, change = made
    first, count = change - DAY, 3
    computed = set()
    for day in schedule.days(first, count):
        for interval in day.intervals:
            assert interval.opens < interval.closes
            moment = interval.opens
            while moment < interval.closes:
                computed.add(moment)
                moment += MINUTE
    assert computed == open_minutes(schedule, first, change + DAY)


@settings(max_examples=40, deadline=None)
@given(schedules(), st.integers(-24 * 60, 24 * 60))
def test_the_status_at_any_moment_is_what_the_clock_on_the_wall_gives(made, minutes):
    schedule, change = made
    moment = datetime.combine(change, time(), UTC) + minutes * MINUTE
    walked = open_minutes(schedule, change - 3 * DAY, change + 4 * DAY)
    status = schedule.status(moment)
    assert status.is_open == (moment in walked)
    later = (moment + number * MINUTE for number in range(1, 48 * 60))
    expected = next((minute for minute in later if (minute in walked) != status.is_open), None)
    if expected is not None:
        assert status.changes == expected
    elif status.changes is not None:
        assert status.changes >= moment + 48 * 60 * MINUTE


def in_new_york(moment):
    return moment.astimezone(ZoneInfo("America/New_York")).isoformat()


@pytest.mark.parametrize(
    ("wall", "shown"),
    [
        ("2026-03-08T01:59", "2026-03-08T01:59:00-05:00"),
        ("2026-03-08T02:00", "2026-03-08T03:00:00-04:00"),
        ("2026-03-08T02:30", "2026-03-08T03:00:00-04:00"),
        ("2026-03-08T03:00", "2026-03-08T03:00:00-04:00"),
        ("2026-11-01T00:59", "2026-11-01T00:59:00-04:00"),
        ("2026-11-01T01:30", "2026-11-01T01:30:00-04:00"),
        ("2026-11-01T02:00", "2026-11-01T02:00:00-05:00"),
    ],
)
def test_skipped_times_are_the_moment_of_the_skip_and_repeated_ones_the_first(wall, shown):
    assert in_new_york(first_moment(datetime.fromisoformat(wall), ZoneInfo("America/New_York"))) == shown


def test_a_night_on_which_the_clocks_go_back_is_an_hour_longer():
    night = Interval(5, time(22), time(6))
    [day] = Schedule(ZoneInfo("Europe/Berlin"), [night], []).days(date(2026, 10, 24), 1)
    [interval] = day.intervals
    assert interval.closes - interval.opens == timedelta(hours=9)


def test_a_day_that_begins_at_one_o_clock_begins_there():
    zone = ZoneInfo("America/Santiago")
    assert show(beginning_of(date(2026, 9, 6), zone), zone) == datetime(2026, 9, 6, 1)


def test_a_clinic_that_never_closes_is_open_with_no_end():
    always = [Interval(weekday, time(0), time(0)) for weekday in range(7)]
    for zone, change in CHANGES[:-1]:
        status = Schedule(ZoneInfo(zone), always, []).status(datetime.combine(change, time(23, 59), UTC))
        assert status == (True, None), zone


def test_a_clinic_without_hours_never_opens():
    assert Schedule(ZoneInfo("UTC"), [], []).status(datetime(2026, 1, 1, tzinfo=UTC)) == (False, None)


def test_the_night_before_a_holiday_goes_on_into_it():
    friday = Interval(4, time(18), time(2))
    holiday = Period(date(2026, 12, 26), date(2026, 12, 26), True, reason="Holiday")
    schedule = Schedule(ZoneInfo("UTC"), [friday, Interval(5, time(9), time(17))], [holiday])
    assert schedule.status(datetime(2026, 12, 26, 1, tzinfo=UTC)) == (True, datetime(2026, 12, 26, 2, tzinfo=UTC))
    assert schedule.status(datetime(2026, 12, 26, 10, tzinfo=UTC)) == (False, datetime(2027, 1, 1, 18, tzinfo=UTC))
