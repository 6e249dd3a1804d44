"""The same on PostgreSQL, in a process of its own: what serious installations run on."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings

URL = "BENCH_DATABASE_URL"
SERVER = "postgres://postgres@127.0.0.1:5432/clinic_bench"
#: What the database makes a difference to, where nobody has chosen.
PARTS = ("rates", "latency", "publishing")


def run_as_well(arguments: list[str], options: argparse.Namespace) -> bool:
    """Runs the benchmark again on the PostgreSQL of this machine, and returns whether its lines were reached.

    It does nothing where ``BENCH_DATABASE_URL`` has chosen a database, and says so where no PostgreSQL listens.
    """
    if os.environ.get(URL):
        return True
    try:
        _make_database()
    except psycopg.OperationalError:
        print(f"\nNothing was measured on PostgreSQL: there is none at {SERVER}.")
        return True
    environment = {**os.environ, URL: SERVER, "BENCH_DIR": str(Path(settings.BENCH_DIR) / "postgresql")}
    chosen = [] if options.only else ["--only", *PARTS]
    done = subprocess.run([sys.executable, "-m", "bench", *arguments, *chosen], env=environment, check=False)  # noqa: S603
    return done.returncode == 0


def _make_database() -> None:
    name = urlsplit(SERVER).path.strip("/")
    with psycopg.connect(SERVER.replace(f"/{name}", "/postgres"), autocommit=True, connect_timeout=2) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f"CREATE DATABASE {name}")
