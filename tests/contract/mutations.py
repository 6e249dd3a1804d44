"""Answers that are wrong in one place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Place = tuple[str | int, ...]


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Where something stands in ``value``; of lists the first item."""
    yield place
    if isinstance(value, dict):
        for name, each in value.items():
            yield from places(each, (*place, name))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*place, 0))


def at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


def without(value: Any, place: Place) -> Any:
    """``value`` lacking a member."""
    changed = copy.deepcopy(value)
    del at(changed, place[:-1])[place[-1]]
    return changed


def with_instead(value: Any, place: Place, other: Any) -> Any:
    """``value`` with something else in a place."""
    if not place:
        return other
    changed = copy.deepcopy(value)
    at(changed, place[:-1])[place[-1]] = other
    return changed


def of_another_type(value: Any) -> Any:
    """Something that JSON does not take for what ``value`` is."""
    return 17 if isinstance(value, str | bool) or value is None else "seventeen"


def text_of(place: Place) -> str:
    """``body[].value.heading``"""
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in place).lstrip(".")
