"""Responses that raced with a change.

They may reach a cache after the purge for that change, and would stay there until the next one.
"""

from __future__ import annotations

from ..snapshots import store
from ..snapshots.bypass import store_is_used
from .answers import Answer


def content_version() -> int | None:
    """The version of the content, to be read before a response is made; None if nothing is stored."""
    return store.read_version() if store_is_used() else None


def unless_overtaken(answer: Answer, version: int | None) -> Answer:
    """``answer``, marked as not to be cached if the content's version is no longer the given one."""
    return answer if content_version() == version else answer._replace(is_passing=True)
