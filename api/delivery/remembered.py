"""Responses that are cached in the process until the content changes or something in them expires."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from rest_framework.request import Request

from ..builds.building import neutral
from ..builds.fingerprint import fingerprint
from ..dependencies.recording import record
from ..snapshots import store
from ..snapshots.bypass import store_is_used
from ..snapshots.clock import to_ms
from ..snapshots.memory import VersionedMemory
from ..snapshots.surrogate_keys import surrogate_keys
from ..throttling import count_work
from .answers import Answer
from .overtaken import unless_overtaken


def remembered(
    memory: VersionedMemory,
    name: Hashable,
    request: Request,
    make: Callable[[int | None], Answer],
    *,
    may_be_kept: bool = True,
) -> Answer:
    """The response cached under this name for this version of the content, else the one that ``make`` returns.

    :param name: all that the response depends on besides the content and the host of the request.
    :param make: takes the version of the content; None if nothing is stored.
    :param may_be_kept: whether the response depends on the content alone, so that it can be cached.
    :raises Throttled: if too many responses were computed for this client; and whatever ``make`` raises.
    """
    if not store_is_used():
        count_work(request)
        return make(None)
    version = store.read_version()
    key = (name, request.get_host(), fingerprint(request._request))
    found = memory.get(version, key) if may_be_kept else None
    if found is not None:
        return found
    count_work(request)
    answer = unless_overtaken(make(version), version)
    if may_be_kept and answer.max_age is None and not answer.is_passing:
        memory.put(version, key, answer, answer.size, answer.expires_at)
    return answer


def recorded(write: Callable[[], bytes]) -> Answer:
    """A response with the bytes that ``write`` returns; it expires, and is purged, with what ``write`` loads."""
    with neutral(), record() as recording:
        body = write()
    expires_at = None if recording.expires_at is None else to_ms(recording.expires_at)
    return Answer.of(body, expires_at=expires_at, surrogate_keys=surrogate_keys(recording.keys))
