import os
import signal
import threading
import time
from collections.abc import Callable

INTERVAL_S = 0.5


def end_with_parent(end: Callable[[], None] | None = None) -> None:
    """Ends this process soon after the one that started it has ended, in whatever way that one did.

    :param end: what to do then; by default the process asks itself to stop (SIGTERM).
    """
    parent = os.getppid()
    threading.Thread(target=_watch, args=[parent, end or _ask_to_stop], name="parent", daemon=True).start()


def end_at_once() -> None:
    """Leaves without anything being finished."""
    os._exit(1)


def _watch(parent: int, end: Callable[[], None]) -> None:
    while os.getppid() == parent:
        time.sleep(INTERVAL_S)
    end()


def _ask_to_stop() -> None:
    os.kill(os.getpid(), signal.SIGTERM)
