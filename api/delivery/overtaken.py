"""Answers that a change has overtaken while they were made.

They may reach a cache after it was told of that change, which would then keep them until the next one.
"""

from __future__ import annotations

from ..snapshots import store
from ..snapshots.bypass import store_is_used
from .answers import Answer


def content_version() -> int | None:
    """The version of the content, to be read before an answer is made; None where nothing is stored."""
    return store.read_version() if store_is_used() else None


def unless_overtaken(answer: Answer, version: int | None) -> Answer:
    """``answer``; caches are not to keep it where the content has another version than it had before."""
    return answer if content_version() == version else answer._replace(is_passing=True)
