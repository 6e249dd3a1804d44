"""``clinics/<id>/hours/``"""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from freezegun import freeze_time
from wagtail.models import Page, PageViewRestriction, Site

from api.snapshots.surrogate_keys import opaque
from pages.models import HomePage, OpeningInterval, SpecialDay
from tests.kept import kept
from tests.pages.factories import make_clinic

THANKSGIVING = date(2026, 11, 26)


@kept
def clinic(clinics):
    """Open from Monday to Friday, on Fridays until two at night; closed on Thanksgiving. In New York."""
    clinic = make_clinic(clinics, time_zone="America/New_York")
    clinic.opening_intervals = [
        *(OpeningInterval(weekday=weekday, opens=time(9), closes=time(17)) for weekday in range(4)),
        OpeningInterval(weekday=4, opens=time(18), closes=time(2)),
    ]
    clinic.special_days = [SpecialDay(starts=THANKSGIVING, ends=THANKSGIVING, reason="Thanksgiving")]
    clinic.save()
    return clinic


@pytest.fixture
def hours(get, clinic):
    return lambda **query: get(f"clinics/{clinic.pk}/hours/", **query)


def test_each_day_has_its_moments_in_utc_and_local_time(hours, clinic):
    answer = hours(**{"from": "2026-11-26", "days": 3}).json()
    assert answer["clinic"]["id"] == clinic.pk
    assert (answer["time_zone"], answer["starts"], answer["ends"]) == ("America/New_York", "2026-11-26", "2026-11-28")
    assert answer["status"] is None
    thursday, friday, saturday = answer["days"]
    assert thursday == {
        "date": "2026-11-26",
        "weekday": 3,
        "day": "thursday",
        "source": "special",
        "closed": True,
        "round_the_clock": False,
        "reason": "Thanksgiving",
        "intervals": [],
    }
    assert (friday["source"], friday["closed"]) == ("weekly", False)
    assert friday["intervals"] == [
        {
            "opens": {"utc": "2026-11-27T23:00:00Z", "local": "2026-11-27T18:00:00-05:00"},
            "closes": {"utc": "2026-11-28T07:00:00Z", "local": "2026-11-28T02:00:00-05:00"},
            "reason": "",
        }
    ]
    assert (saturday["closed"], saturday["source"], saturday["reason"]) == (True, "weekly", "")


@pytest.mark.parametrize(
    ("at", "is_open", "opens", "closes"),
    [
        ("2026-11-25T12:00:00-05:00", True, None, "2026-11-25T17:00:00-05:00"),
        ("2026-11-25T17:00:00-05:00", False, "2026-11-27T18:00:00-05:00", None),
        ("2026-11-28T06:59:59Z", True, None, "2026-11-28T02:00:00-05:00"),
        ("2026-11-28T07:00:00Z", False, "2026-11-30T09:00:00-05:00", None),
    ],
)
def test_at_says_whether_it_is_open_and_until_when(hours, at, is_open, opens, closes):
    status = hours(at=at).json()["status"]
    assert status["is_open"] is is_open
    assert (status["opens"] and status["opens"]["local"], status["closes"] and status["closes"]["local"]) == (
        opens,
        closes,
    )


def test_a_plus_sign_that_became_a_space_is_understood(client, clinic):
    answer = client.get(f"/api/v2/clinics/{clinic.pk}/hours/?at=2026-11-25T18:00:00+01:00").json()
    assert answer["status"]["at"]["utc"] == "2026-11-25T17:00:00Z"


def test_without_a_date_the_days_begin_today_at_the_clinic_and_the_answer_ends_with_it(hours, settings):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 86400
    with freeze_time("2026-11-26 04:00:00"):
        answer = hours()
        assert answer.json()["starts"] == "2026-11-25"
        assert len(answer.json()["days"]) == 7
        assert "s-maxage=3600" in answer.headers["Cache-Control"]
    with freeze_time("2026-11-26 04:59:59"):
        assert hours().json()["starts"] == "2026-11-25"
    with freeze_time("2026-11-26 05:00:00"):
        assert hours().json()["starts"] == "2026-11-26"


def test_with_a_date_the_answer_does_not_end(hours, settings):
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 86400
    for query in ({"from": "2026-11-26"}, {"at": "2026-11-26T09:00:00Z"}):
        assert "s-maxage=86400" in hours(**query).headers["Cache-Control"]


def test_an_answer_that_is_known_is_304(client, clinic, varnish_is_told):
    url = f"/api/v2/clinics/{clinic.pk}/hours/?from=2026-11-26"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    assert opaque(f"page-{clinic.pk}") in client.get(url).headers["Surrogate-Key"].split()


def test_an_answer_that_is_remembered_costs_one_query(hours):
    hours(**{"from": "2026-11-26"})
    with CaptureQueriesContext(connection) as queries:
        hours(**{"from": "2026-11-26"})
    assert len(queries) == 1


def test_a_change_is_seen_at_once(hours, clinic):
    assert not hours(**{"from": "2026-11-30", "days": 1}).json()["days"][0]["closed"]
    clinic.special_days.add(SpecialDay(starts=date(2026, 11, 30), ends=date(2026, 11, 30), reason="Snow"))
    clinic.save()
    assert hours(**{"from": "2026-11-30", "days": 1}).json()["days"][0]["reason"] == "Snow"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("from", value)
            for value in ("", "today", "2026-11-31", "20261126", "1999-12-31", "2101-01-01", "\uff12026-01-01")
        ),
        *(("days", value) for value in ("", "0", "-1", "367", "1.5", "x", "9" * 5000)),
        *(("at", value) for value in ("", "now", "2026-11-26", "2026-11-26T09:00:00", "0001-01-01T00:00:00+14:00")),
        ("at", "9999-12-31T23:59:59-14:00"),
    ],
)
def test_what_is_no_day_or_moment_is_refused_with_what_is(hours, name, value):
    answer = hours(**{name: value})
    assert answer.status_code == 400
    assert answer.json()["parameter"] == name
    assert answer.json()["allowed"]


def test_the_first_and_the_last_day_can_be_asked_for(hours):
    for query in ({"from": "2000-01-01", "days": 366}, {"from": "2100-12-31", "days": 366}):
        assert len(hours(**query).json()["days"]) == 366


def test_an_unknown_parameter_is_refused(hours):
    assert hours(date="2026-11-26").status_code == 400


def test_a_clinic_that_visitors_may_not_see_has_no_hours(get, home, clinic):
    url = f"clinics/{clinic.pk}/hours/"
    assert get(url).status_code == 200
    other = Page.get_first_root_node().add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    assert get(url, site="other.example").status_code == 404
    assert get(url, site="nowhere.example").status_code == 404
    restriction = PageViewRestriction.objects.create(page=home, restriction_type="login")
    assert get(url).status_code == 404
    restriction.delete()
    assert get(url).status_code == 200
    clinic.unpublish()
    assert get(url).status_code == 404


@pytest.mark.parametrize("pk", [0, 999_999, 10**30])
def test_what_is_no_clinic_has_no_hours(get, home, pk):
    assert get(f"clinics/{pk}/hours/").status_code == 404


def test_a_page_of_another_kind_has_no_hours(get, home):
    assert get(f"clinics/{home.pk}/hours/").status_code == 404
