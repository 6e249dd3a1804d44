"""The same requests with 1,000 pages and with many."""

from __future__ import annotations

import time
from statistics import median
from typing import Any
from urllib.request import urlopen

from api.snapshots.version import move_on
from bench import load, rates, server, subjects
from bench.plain.models import PlainArticle

REPEATS = 5


def measure(seconds: int, rounds: int) -> dict[str, Any]:
    """Rates as parts of the empty view's rate at the same moment, and milliseconds of single requests."""
    count = PlainArticle.objects.count()
    page, _, listing, _ = rates.all_cases()
    deep = f"pages/?type=plain.PlainArticle&limit=20&offset={count - 40}"
    last = PlainArticle.objects.order_by("-pk").values_list("pk", flat=True)[60]
    with server.serve(server.GUNICORN_SYNC) as (address, _):
        of_floor = {case.name: _of_floor(address, case, seconds, rounds) for case in (page, listing)}
        return {
            "pages": count,
            "of_floor": of_floor,
            "listing_after_change_ms": _after_change(address, f"/api/v2/{listing.ours}"),
            "v2_listing_ms": _median_ms(f"{address}/reference/{listing.theirs}"),
            "deep_offset_after_change_ms": _after_change(address, f"/api/v2/{deep}"),
            "v2_deep_offset_ms": _median_ms(f"{address}/reference/{deep}"),
            "cursor_start_ms": _after_change(address, "/api/v2/pages/?type=plain.PlainArticle&limit=20&cursor="),
            "cursor_end_ms": _after_change(address, f"/api/v2/pages/?type=plain.PlainArticle&limit=20&cursor={last}"),
        }


def _of_floor(address: str, case: subjects.Case, seconds: int, rounds: int) -> float:
    subjects.prepare(address, case)
    parts = []
    for _ in range(rounds):
        ours = load.measure(f"{address}/api/v2/{case.ours}", seconds).rate
        parts.append(ours / load.measure(f"{address}/floor/drf/{case.slug}/", seconds).rate)
    return median(parts)


def _after_change(address: str, path: str) -> float:
    """The median of the first request after a change, when nothing about listings is remembered."""
    urlopen(address + path).read()  # noqa: S310
    times = []
    for _ in range(REPEATS):
        move_on("default")
        times.append(_ms(address + path))
    return median(times)


def _median_ms(url: str) -> float:
    return median(_ms(url) for _ in range(REPEATS))


def _ms(url: str) -> float:
    began = time.perf_counter()
    urlopen(url).read()  # noqa: S310
    return (time.perf_counter() - began) * 1000
