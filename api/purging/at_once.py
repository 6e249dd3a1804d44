"""Purges caches immediately after the commit, so that a change is visible without waiting for a worker.

The editor waits for it, so it is bounded: a cache that does not respond delays one save by a second, and then none for
half a minute; a slow one is skipped for ten times as long as it took. What is not sent here stays noted for the task.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.signals import setting_changed

from . import sending

#: Seconds to wait for all caches together.
SECONDS = 1.0
#: Notes that are sent, the newest ones first.
MOST = 500
PAUSE_AFTER_FAILURE_S = 30.0
#: Seconds from which on a purge counts as slow, and the factor for how long caches are skipped then.
SLOW_S, REST = 0.1, 10


def send_at_once(*, can_wait: bool) -> bool:
    """Send what is due, unless a cache was slow or failed recently; return whether all of it was sent.

    :param can_wait: whether a task follows, so that what was sent can be noted for the second time.
    """
    if is_paused():
        return False
    began = time.monotonic()
    attempt = sending.try_to_send(can_wait=can_wait, limit=MOST, seconds=SECONDS)
    took = time.monotonic() - began
    if attempt.has_failed:
        pause(PAUSE_AFTER_FAILURE_S)
    elif took > SLOW_S:
        pause(REST * took)
    return not attempt.has_failed and attempt.sent < MOST


def is_paused() -> bool:
    """Whether this process skips the caches for now."""
    return time.monotonic() < _pause.until


def pause(seconds: float) -> None:
    """Skip the caches for so many seconds."""
    _pause.until = time.monotonic() + seconds


def forget(**kwargs: Any) -> None:
    """End the pause, after a test has changed a setting."""
    _pause.until = 0.0


class _Pause:
    until = 0.0


_pause = _Pause()
setting_changed.connect(forget, dispatch_uid="clinic_api.purging")
