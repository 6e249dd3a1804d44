"""Records the dependencies of a response while it is made.

Every object that Django initializes meanwhile is recorded, so page types and blocks need not declare what they show.
What cannot be observed that way is recorded explicitly: that an object was looked up and not found, and that a response
depends on which objects exist (:func:`depend_on_all`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import DraftStateMixin

from ..addresses import empty_unsafe_columns
from .content import is_content
from .keys import Key, key_of, key_of_all
from .ownership import owner_fields


class Recording:
    """The dependencies of one response, and when the first of them expires."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()
        self.expires_at: datetime | None = None

    def add(self, instance: Model) -> None:
        """Add an object; a row that is part of another object counts as that object."""
        model = type(instance)
        values = instance.__dict__
        pk = values.get(model._meta.pk.attname)
        if pk is None or not is_content(model):
            return
        owners = owner_fields(model)
        known = [field for field in owners if values.get(field.attname) is not None]
        if owners and len(known) == len(owners):
            self.keys.update(key_of(field.related_model, values[field.attname]) for field in known)
        else:
            self.keys.add(key_of(model, pk))
        if issubclass(model, DraftStateMixin):
            self.note_expiry(values.get("expire_at"))

    def include(self, other: Recording) -> None:
        """Add all that ``other`` has recorded."""
        self.keys |= other.keys
        self.note_expiry(other.expires_at)

    def note_expiry(self, moment: datetime | None) -> None:
        if moment is not None and moment > timezone.now() and (self.expires_at is None or moment < self.expires_at):
            self.expires_at = moment


_current: ContextVar[Recording | None] = ContextVar("clinic_api_recording", default=None)


@contextmanager
def record() -> Iterator[Recording]:
    """Record what is loaded within the block; enclosing recordings include it."""
    recording = Recording()
    outer = _current.get()
    token = _current.set(recording)
    try:
        yield recording
    finally:
        _current.reset(token)
        if outer is not None:
            outer.include(recording)


def replay(recording: Recording) -> None:
    """Record again what was recorded when a reused value was first computed."""
    current = _current.get()
    if current is not None and current is not recording:
        current.include(recording)


def depend_on(model: type[Model], pk: Any) -> None:
    """Record that the response depends on an object, whether or not it exists."""
    current = _current.get()
    if current is not None and is_content(model):
        current.keys.add(key_of(model, pk))


def depend_on_all(model: type[Model]) -> None:
    """Record that the response depends on which objects of ``model`` exist, or on values read without loading them
    (``values_list``, ``exists``, ``count``).
    """
    current = _current.get()
    if current is not None:
        current.keys.add(key_of_all(model))


def depend_on_key(key: Key) -> None:
    """Record any key."""
    current = _current.get()
    if current is not None:
        current.keys.add(key)


def expire_at(moment: datetime | None) -> None:
    """Record when the response expires; None for never."""
    current = _current.get()
    if current is not None:
        current.note_expiry(moment)


def observe_instance(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Receive ``post_init``. Unsafe URLs are emptied before a response is made from the object."""
    current = _current.get()
    if current is not None:
        current.add(instance)
        empty_unsafe_columns(instance)
