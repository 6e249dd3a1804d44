"""The application servers under test, each with two worker processes, on loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
PATIENCE_S = 60

GUNICORN = "gunicorn, threads"
GUNICORN_SYNC = "gunicorn, sync"
GRANIAN = "granian"


def command(name: str, port: int) -> list[str]:
    """The command line of a server; ``gunicorn, threads`` is what ``make run`` uses."""
    gunicorn = ["-m", "gunicorn", "bench.wsgi", "-b", f"127.0.0.1:{port}", "-w", str(WORKERS), "--log-level", "error"]
    granian = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-log"]
    return [
        sys.executable,
        *{
            GUNICORN: [*gunicorn, "-k", "gthread", "--threads", "4", "--preload"],
            GUNICORN_SYNC: [*gunicorn, "--preload"],
            GRANIAN: [*granian, "--workers", str(WORKERS), "--blocking-threads", "4", "bench.wsgi:application"],
        }[name],
    ]


@contextmanager
def serve(name: str = GUNICORN) -> Iterator[tuple[str, int]]:
    """A server that answers, as its address and the process id of its master."""
    port = free_port()
    process = subprocess.Popen(command(name, port), cwd=ROOT, env=os.environ, start_new_session=True)  # noqa: S603
    address = f"http://127.0.0.1:{port}"
    try:
        wait(process, address)
        yield address, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE_S)


def wait(process: subprocess.Popen, address: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with status {process.returncode}.")
        try:
            with urlopen(f"{address}/healthz", timeout=1):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not answer within {PATIENCE_S} s.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
