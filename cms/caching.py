from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.retry import Retry

from cms.log_limits import LogLimit

logger = logging.getLogger(__name__)

#: Seconds to wait for Redis, and seconds for which it is left alone once it did not answer.
PATIENCE_S, PAUSE_S = 0.5, 5
#: Keys that are kept in mind to be dropped later; of more than these, the whole cache is.
MOST_OWED = 10_000


class FailOpenRedisCache(RedisCache):
    """Redis that may go away: everything is answered as if the cache were empty, with one line a minute in the log.

    What was to be changed meanwhile is dropped from Redis when it is back, before anything is read from it.
    """

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        # One more try is for a connection that Redis closed long ago.
        retry = Retry(NoBackoff(), 1)
        limits = {"socket_connect_timeout": PATIENCE_S, "socket_timeout": PATIENCE_S, "retry": retry}
        super().__init__(server, {**params, "OPTIONS": {**limits, **params.get("OPTIONS", {})}})
        self._class = partial(FailOpenClient, outage=_outage_of(str(server)))

    def is_reachable(self) -> bool:
        """Whether Redis answers now."""
        return self._cache.is_reachable()


class FailOpenClient(RedisCacheClient):
    """What Django's cache calls, with keys as Redis has them."""

    def __init__(self, servers: list[str], *, outage: _Outage, **options: Any) -> None:
        super().__init__(servers, **options)
        self._outage = outage

    def is_reachable(self) -> bool:
        try:
            return bool(self.get_client(None, write=True).ping())
        except (redis.RedisError, OSError):
            return False

    def get(self, key: str, default: Any) -> Any:
        return self._read(partial(super().get, key, default), default)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        return self._read(partial(super().get_many, keys), {})

    def has_key(self, key: str) -> bool:
        return self._read(partial(super().has_key, key), False)

    def add(self, key: str, value: Any, timeout: int | None) -> bool:
        return self._write([key], partial(super().add, key, value, timeout), True)

    def set(self, key: str, value: Any, timeout: int | None) -> None:
        self._write([key], partial(super().set, key, value, timeout), None)

    def touch(self, key: str, timeout: int | None) -> bool:
        return self._write([key], partial(super().touch, key, timeout), False)

    def delete(self, key: str) -> bool:
        return self._write([key], partial(super().delete, key), False)

    def incr(self, key: str, delta: int) -> int:
        return self._write([key], partial(super().incr, key, delta), delta)

    def set_many(self, data: dict[str, Any], timeout: int | None) -> None:
        self._write(data, partial(super().set_many, data, timeout), None)

    def delete_many(self, keys: Iterable[str]) -> None:
        keys = list(keys)
        self._write(keys, partial(super().delete_many, keys), None)

    def clear(self) -> bool:
        try:
            return self._outage.attempt(super().clear)
        except _Away:
            self._outage.owe_everything()
            return False

    def _read(self, action: Callable[[], Any], otherwise: Any) -> Any:
        try:
            self._settle()
            return self._outage.attempt(action)
        except _Away:
            return otherwise

    def _write(self, keys: Iterable[str], action: Callable[[], Any], otherwise: Any) -> Any:
        try:
            self._settle()
            return self._outage.attempt(action)
        except _Away:
            self._outage.owe(keys)
            return otherwise

    def _settle(self) -> None:
        """Drops what could not be changed while Redis was away."""
        if not self._outage.owes:
            return
        with self._outage.lock:
            if self._outage.owes_everything:
                self._outage.attempt(super().clear)
            elif keys := self._outage.owed_keys():
                self._outage.attempt(partial(super().delete_many, keys))
            self._outage.forget_owed()


class _Away(Exception):  # noqa: N818
    """Redis does not answer."""


class _Outage:
    """What one process knows of one Redis: when it did not answer, and what it missed since."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.owes_everything = False
        self._owed: set[str] = set()
        self._away_until = 0.0
        self._limit = LogLimit()

    @property
    def owes(self) -> bool:
        return self.owes_everything or bool(self._owed)

    def attempt(self, action: Callable[[], Any]) -> Any:
        if time.monotonic() < self._away_until:
            raise _Away
        try:
            result = action()
        except (redis.RedisError, OSError) as error:
            self._away_until = time.monotonic() + PAUSE_S
            if self._limit.allows("away"):
                logger.error("Redis does not respond; until it does, the cache is treated as empty: %s", error)
            raise _Away from error
        return result

    def owe(self, keys: Iterable[str]) -> None:
        with self.lock:
            self._owed.update(keys)
        if len(self._owed) > MOST_OWED:
            self.owe_everything()

    def owe_everything(self) -> None:
        with self.lock:
            self.owes_everything = True
            self._owed.clear()

    def owed_keys(self) -> list[str]:
        return list(self._owed)

    def forget_owed(self) -> None:
        self.owes_everything = False
        self._owed.clear()


_outages: dict[str, _Outage] = {}
_lock = threading.Lock()


def _outage_of(server: str) -> _Outage:
    """Django makes a cache for each thread; what is known of Redis is the process's."""
    with _lock:
        return _outages.setdefault(server, _Outage())
