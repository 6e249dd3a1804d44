from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils import timezone

from api.parameters import QueryParameter, parse_integer
from api.problems import InvalidParameter

from .clocks import show

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
MAX_DAYS, DEFAULT_DAYS = 366, 7
DATE = f"a date such as 2026-11-26, from {FIRST} to {LAST}"
MOMENT = "a timestamp with its offset, such as 2026-11-26T09:30:00Z or 2026-11-26T09:30:00-05:00 (%2B for a plus sign)"

FROM_PARAMETER = QueryParameter(
    "from",
    "The first day, a local date at the clinic. Without it: the day of `at`, else today at the clinic.",
    {"type": "string", "format": "date"},
)
DAYS_PARAMETER = QueryParameter(
    "days", "How many days.", {"type": "integer", "minimum": 1, "maximum": MAX_DAYS, "default": DEFAULT_DAYS}
)
AT_PARAMETER = QueryParameter(
    "at",
    "A moment with its offset, of which `status` is to say whether the clinic is open.",
    {"type": "string", "format": "date-time"},
)


@dataclass(frozen=True)
class Period:
    """The requested days and time. ``is_today``: the request has no date, so that they depend on the current time."""

    first: date
    count: int
    at: datetime | None
    is_today: bool

    @classmethod
    def read(cls, query: QueryDict, zone: ZoneInfo) -> Period:
        """:raises InvalidParameter: naming the parameter, and its valid values."""
        at = _read_moment(query)
        named = _read_date(query)
        first = named or show(at or timezone.now(), zone).date()
        return cls(first, _read_count(query), at, is_today=named is None and at is None)


def _read_date(query: QueryDict) -> date | None:
    text = query.get("from")
    if text is None:
        return None
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        found = None
    if found is None or not FIRST <= found <= LAST:
        raise InvalidParameter(f"from is '{text[:40]}', which is not a valid date", parameter="from", allowed=DATE)
    return found


def _read_count(query: QueryDict) -> int:
    text = query.get("days")
    if text is None:
        return DEFAULT_DAYS
    count = parse_integer(text)
    if count is None or not 1 <= count <= MAX_DAYS:
        raise InvalidParameter(
            f"days is '{text[:40]}'", parameter="days", allowed=f"a whole number from 1 to {MAX_DAYS}"
        )
    return count


def _read_moment(query: QueryDict) -> datetime | None:
    text = query.get("at")
    if text is None:
        return None
    try:
        # In a query string, an unescaped plus sign is a space.
        found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not FIRST <= found.date() <= LAST:
        raise InvalidParameter(f"at is '{text[:40]}', which is not a valid timestamp", parameter="at", allowed=MOMENT)
    return found.replace(microsecond=0)
