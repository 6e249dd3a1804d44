"""Notifies listeners of saves, so that they can compare the state before and after."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from django.db.models import Model

#: The values of a row in the database that may matter; empty for a new one.
Facts = Mapping[str, Any]


class SaveListener(NamedTuple):
    """Functions to call on saves that can affect a response, except of rows from fixtures.

    :param before: takes the object, its row in the database, and the names of the fields to be saved; None for all.
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
