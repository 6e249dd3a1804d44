"""Requests per second of the API, of API v2 and of the empty views, in turns."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from bench import corpus, load, server, subjects
from bench.plain.models import PlainArticle

Say = Callable[[str], None]
MANY = 64


def some_article() -> PlainArticle:
    return PlainArticle.objects.order_by("pk")[10]


def all_cases() -> list[subjects.Case]:
    article = some_article()
    return subjects.cases(article.pk, article.url_path.removeprefix(corpus.home().url_path.rstrip("/")))


def measure(rounds: int, seconds: int, say: Say) -> dict[str, Any]:
    """By case and by who was asked: the median rate in requests per second."""
    results = {}
    with server.serve(server.GUNICORN_SYNC) as (address, _):
        for case in all_cases():
            say(f"{case.name} …")
            etag = subjects.prepare(address, case)
            asked = {
                "ours": (f"/api/v2/{case.ours}", {}),
                "unchanged": (f"/api/v2/{case.ours}", {"If-None-Match": etag}),
                "compressed": (f"/api/v2/{case.ours}", {"Accept-Encoding": "gzip, br"}),
                "drf": (f"/floor/drf/{case.slug}/", {}),
                "django": (f"/floor/django/{case.slug}/", {}),
                "v2": (f"/reference/{case.theirs}", {}),
            }
            rates: dict[str, list[float]] = {name: [] for name in asked}
            for _ in range(rounds):
                for name, (path, headers) in asked.items():
                    rates[name].append(load.measure(address + path, seconds, headers).rate)
            results[case.name] = {name: median(values) for name, values in rates.items()}
    return results


def measure_latency(seconds: int, say: Say) -> list[dict[str, Any]]:
    """Percentiles in milliseconds, of the API and of the empty DRF view, at few and at many connections."""
    rows = []
    with server.serve(server.GUNICORN_SYNC) as (address, _):
        for case in all_cases():
            say(f"{case.name}, latency …")
            subjects.prepare(address, case)
            for connections in (load.CONNECTIONS, MANY):
                for who, path in (("API", f"/api/v2/{case.ours}"), ("DRF", f"/floor/drf/{case.slug}/")):
                    found = load.measure(address + path, seconds, connections=connections)
                    facts = {"case": case.name, "who": who, "connections": connections}
                    rows.append({**facts, "p50_ms": found.median_ms, "p99_ms": found.p99_ms})
    return rows


def measure_servers(rounds: int, seconds: int, say: Say) -> dict[str, float]:
    """The median rate of a page by id, by server."""
    case = all_cases()[0]
    rates: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name in (server.GUNICORN_SYNC, server.GUNICORN, server.GRANIAN):
            say(f"{name} …")
            with server.serve(name) as (address, _):
                rates.setdefault(name, []).append(load.measure(f"{address}/api/v2/{case.ours}", seconds).rate)
    return {name: median(values) for name, values in rates.items()}
