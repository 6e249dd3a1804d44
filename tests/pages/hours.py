"""Rows of opening hours, as the code that computes with them sees them, without a database."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Interval:
    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Period:
    starts: date
    ends: date
    closed: bool
    opens: time | None = None
    closes: time | None = None
    reason: str = ""
