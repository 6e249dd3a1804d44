from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.clinics.opening_hours import (
    describe_interval,
    describe_overlap,
    find_overlaps,
    in_week_order,
    is_all_day,
    is_overnight,
    minutes_open,
)
from pages.clinics.special_days import describe_contradiction, describe_period, find_contradictions
from tests.pages.hours import Interval, Period

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


def interval(weekday, hours):
    opens, closes = (time.fromisoformat(text) for text in hours.split("-"))
    return Interval(weekday, opens, closes)


def period(first, last, hours=None):
    days = [date(2026, 12, day) for day in (first, last)]
    return Period(*days, True) if hours is None else Period(*days, False, *map(time.fromisoformat, hours.split("-")))


def overlap(*intervals):
    return bool(list(find_overlaps(intervals)))


def contradict(*periods):
    return bool(list(find_contradictions(periods)))


@pytest.mark.parametrize(
    ("hours", "minutes"), [("09:00-17:00", 480), ("18:00-02:00", 480), ("00:00-00:00", 1440), ("23:59-00:00", 1)]
)
def test_an_interval_reaches_past_midnight_where_it_closes_earlier_than_it_opens(hours, minutes):
    shift = interval(MONDAY, hours)
    assert minutes_open(shift.opens, shift.closes) == minutes


def test_an_interval_is_overnight_or_all_day_but_not_both():
    assert is_overnight(time(18), time(2))
    assert is_overnight(time(18), time(0))
    assert not is_overnight(time(9), time(17))
    assert is_all_day(time(7), time(7))
    assert not is_overnight(time(7), time(7))


def test_a_lunch_break_and_touching_intervals_are_no_overlap():
    assert not overlap(interval(MONDAY, "09:00-12:00"), interval(MONDAY, "12:00-17:00"))
    assert not overlap(*(interval(day, "00:00-00:00") for day in range(7)))
    assert not overlap(interval(SUNDAY, "18:00-02:00"), interval(MONDAY, "02:00-05:00"))


def test_intervals_overlap_within_a_day_across_midnight_and_from_sunday_to_monday():
    assert overlap(interval(MONDAY, "09:00-12:00"), interval(MONDAY, "11:00-15:00"))
    assert overlap(interval(FRIDAY, "18:00-02:00"), interval(SATURDAY, "01:00-05:00"))
    assert overlap(interval(SUNDAY, "18:00-02:00"), interval(MONDAY, "01:00-05:00"))
    assert overlap(interval(MONDAY, "07:00-07:00"), interval(1, "06:59-08:00"))
    assert overlap(interval(MONDAY, "09:00-12:00"), interval(MONDAY, "09:00-12:00"))


def test_an_interval_round_the_clock_is_described_as_such():
    assert describe_interval(interval(SUNDAY, "08:00-08:00")) == "Sunday 08:00–08:00 (24 hours)"


def test_the_sentence_names_both_intervals():
    pair = next(find_overlaps([interval(SATURDAY, "01:00-05:00"), interval(FRIDAY, "18:00-02:00")]))
    sentence = describe_overlap(*pair).replace("\N{EN DASH}", "-")
    assert sentence.startswith("Friday 18:00-02:00 and Saturday 01:00-05:00 overlap.")


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 29, 30, 59]))
intervals = st.builds(Interval, st.integers(0, 6), times, times)


def minutes_of_the_week(shift):
    """Each minute of the week at which the clinic is open, told by walking through it."""
    moment, found = shift.weekday * 1440 + shift.opens.hour * 60 + shift.opens.minute, set()
    while not found or (moment % 1440) != shift.closes.hour * 60 + shift.closes.minute:
        found.add(moment % 10080)
        moment += 1
    return found


@given(st.lists(intervals, max_size=4))
def test_overlaps_are_those_that_a_walk_through_the_week_finds(week):
    ordered = in_week_order(week)
    walked = [minutes_of_the_week(shift) for shift in ordered]
    expected = [
        (ordered[one], ordered[other])
        for one in range(len(ordered))
        for other in range(one + 1, len(ordered))
        if walked[one] & walked[other]
    ]
    assert list(find_overlaps(week)) == expected


def test_two_closed_periods_may_share_days():
    assert not contradict(period(24, 26), period(25, 25))


def test_a_break_on_a_special_day_is_no_contradiction():
    assert not contradict(period(24, 24, "09:00-12:00"), period(24, 24, "13:00-15:00"))


def test_special_days_contradict_where_one_is_closed_and_where_hours_overlap():
    assert contradict(period(24, 26), period(25, 25, "09:00-12:00"))
    assert contradict(period(24, 26, "09:00-12:00"), period(26, 28, "11:00-15:00"))
    assert contradict(period(24, 24, "18:00-02:00"), period(25, 25, "01:00-05:00"))


def test_hours_past_midnight_may_reach_into_a_closed_day():
    assert not contradict(period(24, 24, "18:00-02:00"), period(25, 25))


def test_the_sentence_names_both_periods():
    pair = next(find_contradictions([period(25, 25, "09:00-12:00"), period(24, 26)]))
    sentence = describe_contradiction(*pair).replace("\N{EN DASH}", "-")
    assert sentence.startswith("Dec. 24, 2026-Dec. 26, 2026 (closed) and Dec. 25, 2026 (09:00-12:00) contradict")


def test_a_period_of_a_draft_that_lacks_an_hour_can_be_named():
    day = date(2026, 12, 25)
    assert describe_period(Period(day, day, False, time(9), None)).startswith("Dec. 25, 2026")
    assert describe_period(Period(day, day, False, None, time(9))).startswith("Dec. 25, 2026")


@st.composite
def periods(draw):
    first = draw(st.integers(1, 8))
    hours = {} if draw(st.booleans()) else {"opens": draw(times), "closes": draw(times)}
    last = first + draw(st.integers(0, 3))
    return Period(date(2026, 12, first), date(2026, 12, last), closed=not hours, **hours)


def days_of(special):
    return {special.starts + timedelta(day) for day in range((special.ends - special.starts).days + 1)}


def minutes_of(special):
    """Each minute of the month at which the clinic is open."""
    length = minutes_open(special.opens, special.closes)
    starts = [day.day * 1440 + special.opens.hour * 60 + special.opens.minute for day in days_of(special)]
    return {start + minute for start in starts for minute in range(length)}


@given(periods(), periods())
def test_contradictions_are_those_that_a_walk_through_the_month_finds(one, other):
    if one.closed and other.closed:
        expected = False
    elif one.closed or other.closed:
        expected = bool(days_of(one) & days_of(other))
    else:
        expected = bool(minutes_of(one) & minutes_of(other))
    assert contradict(one, other) == contradict(other, one) == expected
