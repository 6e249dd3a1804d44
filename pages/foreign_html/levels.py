from __future__ import annotations

from collections.abc import Sequence

from .parts import Heading, Part
from .writing import HIGHEST_LEVEL, LOWEST_LEVEL


def level_headings(parts: Sequence[Part]) -> None:
    """Shift heading levels so that the highest is 2, none is skipped, and none is below 4."""
    headings = [part for part in parts if isinstance(part, Heading)]
    shift = HIGHEST_LEVEL - min((part.level for part in headings), default=HIGHEST_LEVEL)
    previous = HIGHEST_LEVEL - 1
    for part in headings:
        part.level = min(part.level + shift, previous + 1, LOWEST_LEVEL)
        previous = part.level
