"""One line a minute in the place of thousands, while something that everything needs is away."""

from __future__ import annotations

import threading
import time

INTERVAL_S = 60


class LogLimit:
    """Says whether a message is worth a line: the first time, and then once a minute for each subject."""

    def __init__(self, interval: float = INTERVAL_S) -> None:
        self._interval = interval
        self._lock = threading.Lock()
        self._said: dict[str, float] = {}

    def allows(self, subject: str) -> bool:
        """Whether nothing was said about ``subject`` for a minute; notes that something is said now."""
        now = time.monotonic()
        with self._lock:
            last = self._said.get(subject)
            if last is not None and now - last < self._interval:
                return False
            self._said[subject] = now
            return True

    def forget(self, subject: str) -> None:
        """Has the next message about ``subject`` be said: it is another event."""
        with self._lock:
            self._said.pop(subject, None)
