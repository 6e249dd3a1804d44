from __future__ import annotations

import threading
import time
from typing import TypedDict

from django.db import connections

from cms.health.checks import CHECKS, find_problems

#: Seconds for which one report answers all that ask, and seconds that one may take.
KEPT_S, PATIENCE_S = 1.0, 4.0
READY, DEGRADED, UNAVAILABLE = "ready", "degraded", "unavailable"


class CheckReport(TypedDict, total=False):
    ok: bool
    problem: str


class Report(TypedDict):
    """``status`` is ``ready``, ``degraded`` (all is answered, but something is to be mended) or ``unavailable``."""

    status: str
    checks: dict[str, CheckReport]


class _Reports:
    """One report a second at most, whoever asks, made in a thread: what hangs keeps nobody waiting for long."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made_at = float("-inf")
        self._report: Report | None = None

    def get(self) -> Report:
        with self._lock:
            if self._report is None or time.monotonic() - self._made_at > KEPT_S:
                self._report = _make()
                self._made_at = time.monotonic()
            return self._report

    def forget(self) -> None:
        self._made_at = float("-inf")


reports = _Reports()


def _make() -> Report:
    found: dict[str, str | None] = {}
    thread = threading.Thread(target=_fill, args=[found], name="readiness", daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    if thread.is_alive():
        unanswered = next((check.name for check in CHECKS if check.name not in found), "disk")
        found = {**found, unanswered: f"There was no response within {PATIENCE_S:g} s."}
    return _report(found)


def _fill(found: dict[str, str | None]) -> None:
    try:
        for check, problem in find_problems():
            found[check.name] = problem
    finally:
        connections.close_all()


def _report(found: dict[str, str | None]) -> Report:
    checks: dict[str, CheckReport] = {}
    for name, problem in found.items():
        checks[name] = {"ok": True} if problem is None else {"ok": False, "problem": problem}
    needed = {check.name for check in CHECKS if check.is_needed}
    wrong = {name for name, problem in found.items() if problem is not None}
    status = UNAVAILABLE if wrong & needed else DEGRADED if wrong else READY
    return {"status": status, "checks": checks}
