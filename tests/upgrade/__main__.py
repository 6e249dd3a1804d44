"""Keeps a database of the version in ``pyproject.toml``, and what the API answers from it: python -m tests.upgrade

SQLite's is made in a folder of its own, PostgreSQL's on the server that ``POSTGRESQL_SERVER`` names
(``postgres://postgres@127.0.0.1:5432``).
"""

from __future__ import annotations

import datetime
import json
import os
import tempfile
import tomllib
from pathlib import Path

from tests.upgrade import ROOT, VERSIONS, environment, run, write_packed
from tests.upgrade.databases import empty_database, pack_postgresql, pack_sqlite

SERVER = os.environ.get("POSTGRESQL_SERVER", "postgres://postgres@127.0.0.1:5432")


def record() -> Path:
    """The folder that was written."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    folder = VERSIONS / version
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made:
        variables = environment(Path(made), f"sqlite:///{made}/db.sqlite3")
        _fill(variables)
        pack_sqlite(Path(made) / "db.sqlite3", folder)
        _ask(variables, folder / "sqlite.json.xz")
    with tempfile.TemporaryDirectory() as made, empty_database(SERVER, "clinic_recording") as address:
        variables = environment(Path(made), address)
        _fill(variables)
        pack_postgresql(address, folder)
        _ask(variables, folder / "postgresql.json.xz")
    return folder


def _fill(variables: dict[str, str]) -> None:
    run("manage.py", "prepare", environment=variables)
    run("-m", "tests.upgrade.content", environment=variables)


def _ask(variables: dict[str, str], answers: Path) -> None:
    """Done after the database was kept: each response is stored in it, which would make it three times as large."""
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    asked = {"at": at, "paths": None}
    printed = run("-m", "tests.upgrade.asking", environment=variables, text=json.dumps(asked))
    write_packed(answers, {"at": at, "answers": json.loads(printed)})


if __name__ == "__main__":
    print(record())  # noqa: T201
