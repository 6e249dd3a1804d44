"""Moments, in projects that keep them with a time zone and in those that do not."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.utils import timezone as django_timezone

from api.moments import as_stored, in_utc, moment_of
from api.snapshots.clock import database_now

NINE = datetime(2026, 5, 1, 9, tzinfo=UTC)
IN_TOKYO = datetime(2026, 5, 1, 18)


@pytest.mark.parametrize(("use_tz", "stored"), [(True, NINE), (False, IN_TOKYO)])
def test_a_moment_is_stored_as_the_project_keeps_it(settings, use_tz, stored):
    settings.USE_TZ, settings.TIME_ZONE = use_tz, "Asia/Tokyo"
    assert as_stored(NINE) == stored
    assert as_stored(NINE.astimezone(timezone(timedelta(hours=-5)))) == stored
    assert moment_of(int(NINE.timestamp() * 1000)) == stored
    assert in_utc(stored) == NINE
    assert in_utc(stored).isoformat() == "2026-05-01T09:00:00+00:00"


@pytest.mark.django_db
@pytest.mark.parametrize("use_tz", [True, False])
def test_the_clock_of_the_database_can_be_compared_with_what_is_stored(settings, use_tz):
    settings.USE_TZ, settings.TIME_ZONE = use_tz, "Asia/Tokyo"
    assert abs(database_now("default") - django_timezone.now()) < timedelta(minutes=1)
