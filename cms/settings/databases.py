"""Databases, from an address such as ``postgres://user@host/name`` or ``sqlite:////path/to/file``."""

from pathlib import Path
from typing import Any

import environ

from cms.settings.environment import env

# With write-ahead logging readers never wait for a writer; synchronous=NORMAL can lose the last commits only when the
# machine itself loses power, and never damages the file. busy_timeout is in milliseconds.
SQLITE_PRAGMAS = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
PRAGMA foreign_keys=ON;
PRAGMA busy_timeout=10000;
"""

CONNECTION_AGE_S = 60
# A server that is gone without a word is given up: seconds to connect, milliseconds for what was sent to arrive.
WITHIN = {"connect_timeout": 5, "tcp_user_timeout": 30_000}
POSTGRESQL = "cms.postgresql"


def sqlite_url(path: Path) -> str:
    """The address of the SQLite file at ``path``, which must be absolute."""
    return f"sqlite:///{path}"


def database_from_environment(file: Path) -> dict[str, Any]:
    """The entry of ``DATABASES`` for ``DATABASE_URL``, or for SQLite in ``file`` where that is empty."""
    database = database_from_url(env("DATABASE_URL") or sqlite_url(file))
    return behind_pgbouncer(database) if env("CLINIC_PGBOUNCER") and database["ENGINE"] == POSTGRESQL else database


def behind_pgbouncer(database: dict[str, Any]) -> dict[str, Any]:
    """The same database where each transaction may reach another connection: nothing may outlast a transaction."""
    options = {**database["OPTIONS"], "prepare_threshold": None}
    return database | {"DISABLE_SERVER_SIDE_CURSORS": True, "OPTIONS": options}


def database_from_url(url: str) -> dict[str, Any]:
    """The entry of ``DATABASES`` for ``url``.

    SQLite gets write-ahead logging, and transactions that take the write lock at their start, so that two writers wait
    for each other instead of failing. Connections stay open for a minute: to open a SQLite file and prepare it takes
    longer than most answers do. Those to other databases are tested before use. PostgreSQL has a backend that does so
    without a query (``cms.postgresql``), keeps the plans of statements that are prepared, and compiles no queries to
    machine code (``jit``): ours are over long before that pays.
    """
    database = environ.Env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        options = {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": SQLITE_PRAGMAS}
        return database | {"CONN_MAX_AGE": CONNECTION_AGE_S, "OPTIONS": options}
    options = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == "django.db.backends.postgresql":
        options["options"] = f"-c jit=off {options.get('options', '')}".rstrip()
        options = {**WITHIN, "prepare_threshold": 0, **options}
        database["ENGINE"] = POSTGRESQL
    return database | {"CONN_MAX_AGE": CONNECTION_AGE_S, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
