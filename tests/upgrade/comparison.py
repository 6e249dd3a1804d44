"""What of an answer another one lacks. Members may have been added: clients ignore those that they do not know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def lost(before: Any, now: Any, place: str = "") -> Iterator[str]:
    """One sentence for each value of ``before`` that is not in the same place of ``now``."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name, value in before.items():
            if name in now:
                yield from lost(value, now[name], f"{place}.{name}")
            else:
                yield f"{place}.{name} is gone"
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for index, (value, other) in enumerate(zip(before, now, strict=True)):
            yield from lost(value, other, f"{place}[{index}]")
    elif before != now or type(before) is not type(now):
        yield f"{place} was {before!r:.200}, and is {now!r:.200}"
