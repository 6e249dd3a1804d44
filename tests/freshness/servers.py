"""Real servers on loopback: gunicorn on the database of the tests, and Varnish in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 90


def database_url() -> str:
    """The address of the database that the tests run on."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(database['NAME']).resolve()}"
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


@contextmanager
def gunicorn(settings_module: str, database: str = "") -> Iterator[str]:
    """A server with two workers, by its address.

    :param database: the address of the database that it works on; that of the tests unless given.
    """
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": database or database_url(), "DJANGO_SETTINGS_MODULE": settings_module}
    arguments = ["-m", "gunicorn", "cms.wsgi", "-b", f"127.0.0.1:{port}", "-w", "2", "--log-level", "error"]
    with running([sys.executable, *arguments], f"http://127.0.0.1:{port}", environment) as address:
        yield address


@contextmanager
def varnish(backend: str, folder: Path) -> Iterator[str]:
    """Varnish with the configuration that the documentation gives, by its address."""
    port = free_port()
    configuration = (ROOT / "docs" / "caching.vcl").read_text().replace('"8000"', f'"{backend.rpartition(":")[2]}"')
    (folder / "caching.vcl").write_text(configuration)
    command = ["varnishd", "-F", "-j", "none", "-n", str(folder / "varnish"), "-a", f"127.0.0.1:{port}"]
    command += ["-f", str(folder / "caching.vcl"), "-s", "malloc,32m"]
    with running(command, f"http://127.0.0.1:{port}", dict(os.environ)) as address:
        yield address


@contextmanager
def running(command: list[str], address: str, environment: dict[str, str]) -> Iterator[str]:
    """The server that ``command`` starts, by its address, as soon as it answers."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(process: subprocess.Popen, address: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        try:
            if requests.get(f"{address}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    raise RuntimeError(f"{address} does not answer")


def listening(process: subprocess.Popen, port: int) -> None:
    """Returns as soon as ``process`` takes connections."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError(f"Nothing listens on port {port}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
