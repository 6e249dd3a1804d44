import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from cms.settings.databases import database_from_url, sqlite_url


@pytest.mark.django_db
def test_sqlite_is_opened_with_write_ahead_logging_and_foreign_keys(tmp_path: Path) -> None:
    defaults = {**connection.settings_dict, "CONN_MAX_AGE": 0}
    wrapper = DatabaseWrapper({**defaults, **database_from_url(sqlite_url(tmp_path / "file.sqlite3"))}, "other")

    with wrapper.temporary_connection() as cursor:
        pragmas = {name: _pragma(cursor, name) for name in ("journal_mode", "synchronous", "foreign_keys")}
        timeout = _pragma(cursor, "busy_timeout")

    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}
    assert timeout == 10_000


def test_a_sqlite_transaction_takes_the_write_lock_at_its_start() -> None:
    assert database_from_url("sqlite:////x/y.sqlite3")["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_address_of_a_file_leads_to_that_file(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"

    assert database_from_url(sqlite_url(path))["NAME"] == str(path)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_connections_are_kept_and_tested(scheme: str) -> None:
    database = database_from_url(f"{scheme}://clinic:word@db.example.org:5433/clinic?sslmode=require")

    assert database["ENGINE"] == "cms.postgresql"
    assert (database["HOST"], database["PORT"], database["CONN_HEALTH_CHECKS"]) == ("db.example.org", 5433, True)
    options = {"sslmode": "require", "options": "-c jit=off", "prepare_threshold": 0}
    assert database["OPTIONS"] == {**options, "connect_timeout": 5, "tcp_user_timeout": 30_000}


def test_postgresql_keeps_options_of_its_own() -> None:
    options = database_from_url("postgres://db.example.org/clinic?options=-c%20statement_timeout%3D5s")["OPTIONS"]

    assert options["options"] == "-c jit=off -c statement_timeout=5s"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none")
def test_postgresql_compiles_no_queries() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def _pragma(cursor: sqlite3.Cursor, name: str) -> object:
    cursor.execute(f"PRAGMA {name}")
    return cursor.fetchone()[0]
