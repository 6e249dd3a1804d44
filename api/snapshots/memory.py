"""Caches in the process. Nothing here can be stale: values are kept under the version of the content, or by the hash of
their source.
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
    """An LRU cache with a limit in bytes; each value states its size, and keys are added to that.

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
    """A cache that is emptied when the version of the content differs from that at the last call. Expired values are
    dropped, and so are those made before the clock was set back: they may depend on what had expired by then.
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
        """:param expires_at: when to drop ``value``, in milliseconds since 1970; None for never."""
        if version is None:
            return
        if version != self._version:
            self._memory.clear()
            self._version = version
        self._memory.put((version, key), (now_ms(), expires_at, value), size)

    def once(self, version: int | None, key: Hashable, make: Callable[[], T], size: int = 256) -> T:
        """The value cached under ``key``, else what ``make`` returns."""
        value = self.get(version, key)
        if value is None:
            value = make()
            self.put(version, key, value, size)
        return value

    def clear(self) -> None:
        self._memory.clear()


#: The snapshots read last, with their bytes, by their lookup.
bodies = Memory(24 * MEBIBYTE)
#: Parts of stored documents, by their ETag and the selected fields.
parts = Memory(24 * MEBIBYTE)
#: Whole listings, and what determines them.
answers = VersionedMemory(24 * MEBIBYTE)
#: Documents about a whole site. Parts of a sitemap are large: they have their own cache, so as not to evict listings.
site_documents = VersionedMemory(24 * MEBIBYTE)


def forget(**kwargs: Any) -> None:
    """Empty the caches, after a test has changed a setting."""
    bodies.clear()
    parts.clear()
    answers.clear()
    site_documents.clear()


setting_changed.connect(forget, dispatch_uid="clinic_api.memory")
