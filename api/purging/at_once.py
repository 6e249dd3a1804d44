"""Tells caches in the moment of the commit, so that nobody waits for a worker to see what is new.

Whoever saved waits for it, so it is bounded: a cache that does not answer holds up one save for a second, and none
after it for half a minute; a slow one is left alone for ten times as long as it took. What is not sent here stays
noted, and is the task's.
"""

from __future__ import annotations

import time
from typing import Any

from django.core.signals import setting_changed

from . import sending

#: For how long all caches together are waited for.
SECONDS = 1.0
#: Notes that are sent, the newest ones first.
MOST = 500
PAUSE_AFTER_FAILURE_S = 30.0
#: From how many seconds on a purge counts as slow, and how many times as long caches are left alone then.
SLOW_S, REST = 0.1, 10


def send_at_once(*, can_wait: bool) -> bool:
    """Sends what is due, unless a cache was slow or did not answer a moment ago; returns whether all of it was sent.

    :param can_wait: whether somebody comes again, so that what was sent can be noted for the second time.
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
    """Whether caches are left alone for now, by this process."""
    return time.monotonic() < _pause.until


def pause(seconds: float) -> None:
    """Leaves caches alone for so long."""
    _pause.until = time.monotonic() + seconds


def forget(**kwargs: Any) -> None:
    """Ends the pause, after a test has changed a setting."""
    _pause.until = 0.0


class _Pause:
    until = 0.0


_pause = _Pause()
setting_changed.connect(forget, dispatch_uid="clinic_api.purging")
