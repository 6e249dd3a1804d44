"""What is answered at the two addresses, whoever listens."""

from __future__ import annotations

import json
from http import HTTPStatus

from cms.health.report import DEGRADED, UNAVAILABLE, reports

ALIVE_PATH, READY_PATH = "/healthz", "/readyz"
STRICT = "strict=1"
ALIVE = "ok\n"
JSON, TEXT = "application/json", "text/plain; charset=utf-8"


def answer(path: str, query: str) -> tuple[HTTPStatus, str, str] | None:
    """Status, content type and body for one of the two addresses; None for any other.

    :param query: ``strict=1`` has ``/readyz`` answer 503 also where something is only degraded.
    """
    if path == ALIVE_PATH:
        return HTTPStatus.OK, TEXT, ALIVE
    if path != READY_PATH:
        return None
    report = reports.get()
    refused = {UNAVAILABLE, DEGRADED} if STRICT in query.split("&") else {UNAVAILABLE}
    status = HTTPStatus.SERVICE_UNAVAILABLE if report["status"] in refused else HTTPStatus.OK
    return status, JSON, json.dumps(report) + "\n"
