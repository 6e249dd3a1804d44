from __future__ import annotations

import logging
import os
import socket
import threading
import time

from django.db import Error as DatabaseProblem
from django.db import connections
from django.utils import timezone

from cms.log_limits import LogLimit
from cms.worker.duties import Duty
from cms.worker.models import DEAD_AFTER_S, DutyRecord, WorkerRecord
from cms.worker.recovery import recover_tasks

logger = logging.getLogger(__name__)

TICK_S = 0.5
#: Seconds between two signs of life, which also tell that a duty goes on.
BEAT_S = 3
#: A duty that takes longer may be taken by another worker: this one is taken to hang.
LONGEST_S = 3600
#: Seconds, at most, to wait before what failed is tried again.
RETRY_S = 60


class Clock:
    """Has each duty done when it is due, by one worker, in a thread of its own, so that none waits for another.

    It gives signs of life of this worker, too, and takes back the tasks of those that give none.

    :param worker_id: what this worker is called.
    """

    def __init__(self, duties: list[Duty], worker_id: str) -> None:
        self._duties = {duty.name: duty for duty in duties}
        self._worker_id = worker_id
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_time, name="clock", daemon=True)
        self._running: dict[str, tuple[threading.Thread, float]] = {}
        self._limit = LogLimit()
        self._beaten_at: float | None = None
        self._beating_since: float | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self, patience: float = 3) -> None:
        """Starts no more duties, and waits a moment for those under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        end = time.monotonic() + patience
        for thread, _ in list(self._running.values()):
            thread.join(max(0.0, end - time.monotonic()))

    def tick(self) -> None:
        """Gives a sign of life where it is time, and starts what is due.

        :raises DatabaseProblem: when the database does not answer.
        """
        self._running = {name: run for name, run in self._running.items() if run[0].is_alive()}
        now = time.monotonic()
        if self._beaten_at is None or now - self._beaten_at >= BEAT_S:
            self._beat(now)
        for name in self._due():
            if not self._stopping.is_set() and DutyRecord.objects.take(name, self._worker_id):
                self._start(self._duties[name])

    def do(self, duty: Duty) -> None:
        """Does what was taken, and notes how it went. Never raises."""
        problem = None
        try:
            duty.run()
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
            if self._limit.allows(duty.name):
                logger.exception("The worker's duty '%s' failed and will be retried.", duty.name)
        else:
            self._limit.forget(duty.name)
        wait = duty.interval if problem is None else min(duty.interval, RETRY_S)
        try:
            DutyRecord.objects.give_back(duty.name, self._worker_id, due_in=wait, problem=problem)
        except DatabaseProblem:
            logger.warning("The end of the duty '%s' could not be recorded; it will run again.", duty.name)

    def do_all(self) -> None:
        """Does what is due, one after the other, and returns."""
        for name in self._due():
            if DutyRecord.objects.take(name, self._worker_id):
                self.do(self._duties[name])

    def _keep_time(self) -> None:
        while not self._stopping.is_set():
            try:
                self.tick()
                self._limit.forget("tick")
            except Exception as error:
                self._beating_since = None
                if self._limit.allows("tick"):
                    logger.error("The worker cannot read what is due, and will retry: %s", error)
                connections.close_all()
            self._stopping.wait(TICK_S)
        connections.close_all()

    def _beat(self, now: float) -> None:
        WorkerRecord.objects.update_or_create(
            worker_id=self._worker_id,
            defaults={"seen_at": timezone.now(), "host": socket.gethostname()[:255], "process_id": os.getpid()},
        )
        going_on = [name for name, (_, began) in self._running.items() if now - began < LONGEST_S]
        if going_on:
            DutyRecord.objects.keep(going_on, self._worker_id)
        self._beaten_at = now
        if self._beating_since is None:
            self._beating_since = now
        # After the database was away, no worker had given signs of life: all get the time to do so.
        if now - self._beating_since > DEAD_AFTER_S:
            recover_tasks()

    def _due(self) -> list[str]:
        known = set(DutyRecord.objects.values_list("name", flat=True))
        if missing := self._duties.keys() - known:
            DutyRecord.objects.bulk_create([DutyRecord(name=name) for name in missing], ignore_conflicts=True)
        due = DutyRecord.objects.due().filter(name__in=self._duties.keys() - self._running.keys())
        return list(due.values_list("name", flat=True))

    def _start(self, duty: Duty) -> None:
        thread = threading.Thread(target=self._do_in_thread, args=[duty], name=duty.name, daemon=True)
        self._running[duty.name] = (thread, time.monotonic())
        thread.start()

    def _do_in_thread(self, duty: Duty) -> None:
        try:
            self.do(duty)
        finally:
            connections.close_all()
