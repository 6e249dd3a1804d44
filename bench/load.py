"""Requests per second, by wrk."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

CONNECTIONS = 8


class WrkIsMissing(RuntimeError):  # noqa: N818  (says what is the case)
    """wrk is not installed."""


@dataclass(frozen=True)
class Load:
    """:param rate: requests per second.
    :param median_ms: half of all answers took no longer; ``p99_ms``: 99 of 100.
    """

    rate: float
    median_ms: float
    p99_ms: float


def require_wrk() -> None:
    """:raises WrkIsMissing: with a sentence that says how to get it."""
    if shutil.which("wrk") is None:
        raise WrkIsMissing("The benchmark needs wrk: apt-get install wrk")


def measure(url: str, seconds: int, headers: dict[str, str] | None = None, connections: int = CONNECTIONS) -> Load:
    """Asks for ``url`` for so many seconds over eight connections, or as many as are given.

    :raises RuntimeError: when an answer is an error.
    """
    lines = [part for name, value in (headers or {}).items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", *lines, url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    if "Non-2xx or 3xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{url} answered with errors:\n{output}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if rate is None:
        raise RuntimeError(f"wrk said nothing that could be read:\n{output}")
    return Load(float(rate[1]), _percentile(output, 50), _percentile(output, 99))


def _percentile(output: str, percent: int) -> float:
    """In milliseconds, as wrk's ``--latency`` prints it.

    :raises RuntimeError: when it does not.
    """
    found = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", output)
    if found is None:
        raise RuntimeError(f"wrk said nothing that could be read:\n{output}")
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]
