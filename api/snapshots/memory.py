"""What a process remembers. Nothing here can be stale: it is kept under the version of the content, or by the hash of
what it was made of.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache
from django.core.signals import setting_changed

from .clock import is_ahead, now_ms

T = TypeVar("T")

MEBIBYTE = 1024 * 1024


class Memory:
    """The values used last, up to a number of bytes; each says how many it takes. What keys take is added to that.

    :param limit: in bytes.
    """

    def __init__(self, limit: int) -> None:
        self._lock = Lock()
        self._values: LRUCache = LRUCache(limit, getsizeof=lambda entry: entry[1])

    def get(self, key: Hashable) -> Any:
        with self._lock:
            entry = self._values.get(key)
        return None if entry is None else entry[0]

    def put(self, key: Hashable, value: Any, size: int) -> None:
        size += _text_length(key)
        with self._lock:
            if size <= self._values.maxsize:
                self._values[key] = (value, size)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


def _text_length(key: Hashable) -> int:
    """The number of characters in a key: clients choose some of them."""
    if isinstance(key, tuple):
        return sum(map(_text_length, key))
    return len(key) if isinstance(key, str) else 0


class VersionedMemory:
    """A memory that is emptied whenever the content has another version than at the last call. What has expired is
    forgotten, and so is what was made before the clock was set back: some of it follows from what had expired.
    """

    def __init__(self, limit: int) -> None:
        self._memory = Memory(limit)
        self._version: int | None = None

    def get(self, version: int | None, key: Hashable) -> Any:
        entry = self._memory.get((version, key)) if version is not None else None
        if entry is None:
            return None
        made_at, expires_at, value = entry
        has_expired = expires_at is not None and expires_at <= now_ms()
        return None if has_expired or is_ahead(made_at) else value

    def put(
        self, version: int | None, key: Hashable, value: Any, size: int = 256, expires_at: int | None = None
    ) -> None:
        """:param expires_at: when ``value`` is to be forgotten, in milliseconds since 1970; None for never."""
        if version is None:
            return
        if version != self._version:
            self._memory.clear()
            self._version = version
        self._memory.put((version, key), (now_ms(), expires_at, value), size)

    def once(self, version: int | None, key: Hashable, make: Callable[[], T], size: int = 256) -> T:
        """What is remembered under ``key``, else what ``make`` returns."""
        value = self.get(version, key)
        if value is None:
            value = make()
            self.put(version, key, value, size)
        return value

    def clear(self) -> None:
        self._memory.clear()


#: Snapshots as they were read last, with their bytes, by what they were read by.
bodies = Memory(24 * MEBIBYTE)
#: Parts of stored documents, by their ETag and the fields chosen of them.
parts = Memory(24 * MEBIBYTE)
#: Whole listings, and what decides on them.
answers = VersionedMemory(24 * MEBIBYTE)
#: Documents about a whole site. Parts of a sitemap are large: they have a memory of their own, to push no listing out.
site_documents = VersionedMemory(24 * MEBIBYTE)


def forget(**kwargs: Any) -> None:
    """Empties the memory, after a test has changed a setting."""
    bodies.clear()
    parts.clear()
    answers.clear()
    site_documents.clear()


setting_changed.connect(forget, dispatch_uid="clinic_api.memory")
