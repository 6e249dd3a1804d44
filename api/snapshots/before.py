"""State before a write, kept from the signal before it to the one after it."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar
from weakref import ReferenceType, ref

from django.db.models import Model

T = TypeVar("T")
# How many nested writes of one object may be in progress. Older state, which failed writes have left, is dropped.
_DEEPEST = 16


class Before(Generic[T]):
    """State of objects that are about to be written.

    Each write of an object remembers once, and takes once if it succeeds: nested writes have state of their own, and
    what a failed one leaves is not taken by the next. Two instances with one primary key are two objects; the state is
    dropped with its object.
    """

    def __init__(self) -> None:
        self._facts: dict[int, tuple[ReferenceType[Model], deque[T]]] = {}

    def __len__(self) -> int:
        """The number of objects with state."""
        return len(self._facts)

    def remember(self, instance: Model, facts: T) -> None:
        identity = id(instance)
        if identity not in self._facts:
            gone = ref(instance, lambda _: self._facts.pop(identity, None))
            self._facts[identity] = gone, deque(maxlen=_DEEPEST)
        self._facts[identity][1].append(facts)

    def take(self, instance: Model) -> T | None:
        """The last remembered state that has not been taken; None if there is none."""
        _, facts = self._facts.get(id(instance), (None, None))
        if not facts:
            return None
        found = facts.pop()
        if not facts:
            del self._facts[id(instance)]
        return found
