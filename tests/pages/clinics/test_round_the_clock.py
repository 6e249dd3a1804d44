"""A clinic that never closes says so, instead of when the days that were asked for end."""

from datetime import date, time

import pytest

from pages.clinics.opening_hours import is_round_the_clock
from pages.models import OpeningInterval, SpecialDay
from tests.pages.factories import make_clinic


def week(opens, closes, days=range(7)):
    return [OpeningInterval(weekday=day, opens=time(opens), closes=time(closes)) for day in days]


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        (week(0, 0), True),
        (week(9, 9), True),
        ([*week(6, 18), *week(18, 6)], True),
        (week(0, 0, range(6)), False),
        (week(0, 23), False),
        ([], False),
    ],
)
def test_hours_that_leave_no_minute_of_the_week_out_are_round_the_clock(intervals, expected):
    assert is_round_the_clock(intervals) is expected


@pytest.fixture
def clinic(clinics):
    clinic = make_clinic(clinics, time_zone="America/Los_Angeles")
    clinic.opening_intervals.set(week(9, 9))
    clinic.save_revision().publish()
    return clinic


def test_its_answers_say_so_wherever_its_hours_stand(get, clinic, client):
    page = get(f"pages/{clinic.pk}/").json()
    assert page["round_the_clock"] is True
    assert get("clinics/").json()["items"][0]["round_the_clock"] is True
    (spec,) = [
        node["openingHoursSpecification"]
        for node in page["meta"]["json_ld"]["@graph"]
        if node["@type"] == "MedicalClinic"
    ]
    assert [(entry["opens"], entry["closes"], len(entry["dayOfWeek"])) for entry in spec] == [("00:00", "23:59", 7)]
    markdown = client.get(f"/api/v2/pages/{clinic.pk}/", headers={"Accept": "text/markdown"}).content.decode()
    assert "Open around the clock, every day" in markdown
    hours = get(f"clinics/{clinic.pk}/hours/", **{"from": "2026-11-01", "days": "31"}).json()
    assert {day["round_the_clock"] for day in hours["days"]} == {True}  # The clocks change on the first day.
    status = get(f"clinics/{clinic.pk}/hours/", at="2026-11-26T10:00:00Z").json()["status"]
    assert (status["is_open"], status["round_the_clock"], status["closes"]) == (True, True, None)


def test_a_day_on_which_it_closes_is_no_such_day(get, clinic):
    clinic.special_days.add(SpecialDay(starts=date(2026, 12, 25), ends=date(2026, 12, 25), closed=True))
    clinic.save_revision().publish()
    hours = get(f"clinics/{clinic.pk}/hours/", **{"from": "2026-12-24", "days": "4"}).json()
    assert [day["round_the_clock"] for day in hours["days"]] == [True, False, False, True]
    status = get(f"clinics/{clinic.pk}/hours/", at="2026-11-26T10:00:00Z").json()["status"]
    assert (status["round_the_clock"], status["closes"]["local"]) == (True, "2026-12-25T09:00:00-08:00")
