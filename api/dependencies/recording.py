"""What an answer is made of, observed while it is made.

Every object that Django initialises meanwhile is recorded, so no page type or block has to say what it shows. What
cannot be observed that way is said: that an object was looked for and not found, and that an answer depends on which
objects there are (:func:`depend_on_all`).
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
    """The dependencies of one answer, and the moment at which one of them expires."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()
        self.expires_at: datetime | None = None

    def add(self, instance: Model) -> None:
        """Records an object; a row that is part of another object counts as that."""
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
        """Adds all that ``other`` has recorded."""
        self.keys |= other.keys
        self.note_expiry(other.expires_at)

    def note_expiry(self, moment: datetime | None) -> None:
        if moment is not None and moment > timezone.now() and (self.expires_at is None or moment < self.expires_at):
            self.expires_at = moment


_current: ContextVar[Recording | None] = ContextVar("clinic_api_recording", default=None)


@contextmanager
def record() -> Iterator[Recording]:
    """Records what is loaded within the block; a recording around it gets to know of it, too."""
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
    """Records what was recorded before, where something that was made then is used again."""
    current = _current.get()
    if current is not None and current is not recording:
        current.include(recording)


def depend_on(model: type[Model], pk: Any) -> None:
    """Records that the answer depends on an object, whether or not there is one."""
    current = _current.get()
    if current is not None and is_content(model):
        current.keys.add(key_of(model, pk))


def depend_on_all(model: type[Model]) -> None:
    """Records that the answer depends on which objects of ``model`` there are, or on values read without loading them
    (``values_list``, ``exists``, ``count``).
    """
    current = _current.get()
    if current is not None:
        current.keys.add(key_of_all(model))


def depend_on_key(key: Key) -> None:
    """Records any key."""
    current = _current.get()
    if current is not None:
        current.keys.add(key)


def expire_at(moment: datetime | None) -> None:
    """Records that the answer is another one from a moment on; None for never."""
    current = _current.get()
    if current is not None:
        current.note_expiry(moment)


def observe_instance(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Receives ``post_init``. Addresses that would do harm are not there for what answers are made by."""
    current = _current.get()
    if current is not None:
        current.add(instance)
        empty_unsafe_columns(instance)
