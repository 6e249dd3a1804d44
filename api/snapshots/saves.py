"""Saves that signals announce, told to those who compare what the database says before one and after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from django.db.models import Model

#: What the database says of a row, as far as the change of it matters; empty for a new one.
Facts = Mapping[str, Any]


class SaveListener(NamedTuple):
    """Functions that are told of saves which can show in an answer, except of rows from fixtures.

    :param before: takes the object, what the database says of it, and the names of the fields to be saved; None for
        all.
    :param after: takes the same and the alias of the database, once the object is saved.
    """

    before: Callable[[Model, Facts, Collection[str] | None], None]
    after: Callable[[Model, Facts, Collection[str] | None, str], None]


_listeners: list[SaveListener] = []


def listen(listener: SaveListener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_before(instance: Model, before: Facts, update_fields: Collection[str] | None) -> None:
    for listener in _listeners:
        listener.before(instance, before, update_fields)


def tell_after(instance: Model, before: Facts, update_fields: Collection[str] | None, using: str) -> None:
    for listener in _listeners:
        listener.after(instance, before, update_fields, using)
