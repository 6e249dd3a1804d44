from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
TICK_S = 0.2
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
#: Seconds before a process that ended is started again: more each time, and few again once it has run for a while.
FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 30
STEADY_AFTER_S = 60
#: Seconds after which a process that was told to stop is told again, and then ended.
ASK_AGAIN_AFTER_S, KILL_AFTER_S = 6, 8


class Process:
    """A program that is kept running: it is started again when it ends by itself.

    :param name: what it is called in the log.
    :param arguments: what Python is called with.
    :param tries: how often it may end within a minute of its start; none for no limit.
    :param begin: what the program does, for its first start: a copy of this process does that, so that what is loaded
        here is not loaded again. Where this process has several threads, of which a copy would have one, and from the
        second start on, the program is started anew.
    """

    def __init__(
        self, name: str, arguments: list[str], *, tries: int | None = None, begin: Callable[[], None] | None = None
    ) -> None:
        self.name = name
        self._command = [sys.executable, *arguments]
        self._tries = tries
        self._begin = begin
        self._process: subprocess.Popen | Copy | None = None
        self._started_at = 0.0
        self._start_at: float | None = None
        self._failures = 0

    def start(self) -> None:
        begin, self._begin = self._begin, None
        if begin is not None and can_be_copied():
            self._process = Copy(begin)
        else:
            # Ctrl+C reaches only the process that watches, which then stops this one in its turn.
            self._process = subprocess.Popen(self._command, env=_environment(), start_new_session=True)  # noqa: S603
        self._started_at = time.monotonic()
        self._start_at = None

    def watch(self) -> bool:
        """Starts the process again where it has ended and its time has come; False when it was given up."""
        now = time.monotonic()
        if self._start_at is not None:
            if now >= self._start_at:
                self.start()
            return True
        if self._process is None or self._process.poll() is None:
            return True
        self._failures = 1 if now - self._started_at > STEADY_AFTER_S else self._failures + 1
        if self._tries is not None and self._failures >= self._tries:
            logger.error("The %s ended (%s) and will not be restarted.", self.name, self._ending())
            return False
        wait = min(FIRST_WAIT_S * 2 ** (self._failures - 1), LONGEST_WAIT_S)
        logger.error("The %s ended (%s). It will be restarted in %g s.", self.name, self._ending(), wait)
        self._process, self._start_at = None, now + wait
        return True

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def ask_to_stop(self) -> None:
        if self.is_running():
            self._process.terminate()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _ending(self) -> str:
        status = self._process.returncode
        return f"signal {-status}" if status < 0 else f"status {status}"


class Copy:
    """A copy of this process that does something of its own, with the interface of ``Popen``.

    :param begin: what it does.
    """

    def __init__(self, begin: Callable[[], None]) -> None:
        self._process = multiprocessing.get_context("fork").Process(target=_begin, args=[begin])
        self._process.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    def wait(self) -> None:
        self._process.join()


def can_be_copied() -> bool:
    """Whether nothing of this process would be missing from a copy of it, or locked there for good."""
    return sys.platform == "linux" and threading.active_count() == 1


def _begin(begin: Callable[[], None]) -> None:
    os.setsid()
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    begin()


def _environment() -> dict[str, str]:
    """This one's, in which Python finds the project, whatever folder it was called from."""
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


class Supervisor:
    """Keeps processes running until this one is told to stop, then stops them, within eight seconds.

    :param processes: those to start, in this order.
    :param while_running: called again and again, some times a second.
    """

    def __init__(self, processes: list[Process], while_running: Callable[[], None]) -> None:
        self._processes = processes
        self._while_running = while_running
        self._stopping = False

    def run(self, once_started: Callable[[], None] | None = None) -> bool:
        """Returns once all have ended; False when it was because one of them could not be kept running.

        :param once_started: called when all have been started, such as for threads that no process is to inherit.
        """
        for number in STOP_SIGNALS:
            signal.signal(number, self._note)
        kept = True
        try:
            for process in self._processes:
                process.start()
            if once_started is not None:
                once_started()
            while not self._stopping and kept:
                kept = all(process.watch() for process in self._processes)
                self._while_running()
                time.sleep(TICK_S)
        finally:
            self._stop()
        return kept

    def _note(self, number: int, frame: FrameType | None) -> None:
        """However often this is called, it is one stop."""
        self._stopping = True

    def _stop(self) -> None:
        began = time.monotonic()
        asked_again = False
        for process in self._processes:
            process.ask_to_stop()
        while any(process.is_running() for process in self._processes):
            waited = time.monotonic() - began
            if waited > KILL_AFTER_S:
                break
            if waited > ASK_AGAIN_AFTER_S and not asked_again:
                asked_again = True
                for process in self._processes:
                    process.ask_to_stop()
            time.sleep(0.02)
        for process in self._processes:
            process.kill()
