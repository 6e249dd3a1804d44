"""A clinic's hours as search engines read them.

Round the clock is 00:00 to 23:59, closed is 00:00 to 00:00, and hours past midnight are one entry that closes earlier
than it opens (https://developers.google.com/search/docs/appearance/structured-data/local-business). Special days have
``validFrom`` and ``validThrough``, both included, and replace the weekly hours.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

from ..clinics.representations import Day, OpeningHoursRepresentation, SpecialDayRepresentation
from .representations import Node

CLOSED = {"opens": "00:00", "closes": "00:00"}


def describe_round_the_clock() -> Node:
    """Open day and night, in one entry."""
    days = [f"https://schema.org/{day.title()}" for day in get_args(Day)]
    return {"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": "00:00", "closes": "23:59"}


def describe_weekly_hours(hours: OpeningHoursRepresentation) -> Node:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{hours['day'].title()}",
        **_times(hours["opens"], hours["closes"]),
    }


def describe_special_day(day: SpecialDayRepresentation) -> Node:
    times = CLOSED if day["opens"] is None or day["closes"] is None else _times(day["opens"], day["closes"])
    return {
        "@type": "OpeningHoursSpecification",
        "validFrom": day["starts"],
        "validThrough": day["ends"],
        **times,
        "description": day["reason"],
    }


def _times(opens: str, closes: str) -> dict[str, str]:
    """24 hours end a minute early: the same time twice would mean closed."""
    if opens == closes:
        closes = (datetime.strptime(closes, "%H:%M") - timedelta(minutes=1)).strftime("%H:%M")
    return {"opens": opens, "closes": closes}
