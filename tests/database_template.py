"""A migrated database that each process of tests copies: migrations take 25 s, a copy takes a fraction of one.

It is named by a hash of all migrations, so that a changed migration makes a new one. SQLite's is a file in ``var/``;
PostgreSQL's is a database beside that of the tests. ``pytest --create-db`` runs the migrations anyway.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import Style
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from filelock import FileLock

from cms.settings.databases import sqlite_url

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test-databases"
# Migrations make models by the thousand: to look for garbage among them takes a third of their time.
WITHOUT_COLLECTOR = """
import gc, sys; gc.disable()
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""
# How many templates PostgreSQL keeps: one for each state of the migrations that somebody works on.
MOST_KEPT = 12


def copy_from_template(database: BaseDatabaseWrapper = connection) -> None:
    """Lets the test database of this process begin as a copy of the template, which is made where there is none."""
    template = make_template(database)
    if database.vendor == "sqlite":
        shutil.copy(template, database.settings_dict["TEST"]["NAME"])
    elif database.vendor == "postgresql":
        database.settings_dict["TEST"]["TEMPLATE"] = template


def make_template(database: BaseDatabaseWrapper = connection) -> str:
    """The template's path, or its name on PostgreSQL. It is made where there is none."""
    if database.vendor != "postgresql":
        return str(sqlite_template())
    with _lock(database.vendor):
        _make_database(_name(), database)
    return _name()


def sqlite_template() -> Path:
    """The file of SQLite's template, also where the tests run on PostgreSQL. It is made where there is none."""
    template = FOLDER / f"{_name()}.sqlite3"
    with _lock("sqlite"):
        if not template.exists():
            _make_file(template)
    return template


def _name() -> str:
    return f"clinic_template_{_hash_of_migrations()}"


def _lock(vendor: str) -> FileLock:
    """Each database has a lock of its own: both can be made at the same time."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FileLock(FOLDER / f"lock-{vendor}")


@cache
def _hash_of_migrations() -> str:
    made_of = hashlib.sha256(repr((settings.INSTALLED_APPS, settings.LANGUAGES, settings.LANGUAGE_CODE)).encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            made_of.update(f"{app.label} {file.name}".encode())
            made_of.update(file.read_bytes())
    return made_of.hexdigest()[:16]


def _make_file(template: Path) -> None:
    unfinished = template.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    _migrate(sqlite_url(unfinished))
    for older in FOLDER.glob("clinic_template_*.sqlite3"):
        older.unlink()
    unfinished.rename(template)


def _make_database(name: str, database: BaseDatabaseWrapper) -> None:
    unfinished = f"{name}_unfinished"
    with database._nodb_cursor() as cursor:
        # Checkouts have locks of their own, and this server in common.
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return
        cursor.execute(f"DROP DATABASE IF EXISTS {unfinished}")
        cursor.execute(f"CREATE DATABASE {unfinished} TEMPLATE template0")
        _migrate(_address(database, unfinished))
        cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^clinic_template_[0-9a-f]{16}$' AND datname <> %s"
            " ORDER BY oid DESC OFFSET %s",
            [name, MOST_KEPT - 1],
        )
        for (older,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE IF EXISTS {older}")


def _address(database: BaseDatabaseWrapper, name: str) -> str:
    parts = database.settings_dict
    password = f":{parts['PASSWORD']}" if parts["PASSWORD"] else ""
    return f"postgres://{parts['USER']}{password}@{parts['HOST']}:{parts['PORT'] or 5432}/{name}"


def _migrate(database_url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", WITHOUT_COLLECTOR, "migrate", "--run-syncdb", "-v", "0"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def restore_content_types_first(database: BaseDatabaseWrapper = connection) -> None:
    """Has the content types come back, with the ids that they had, before anything else that a test has emptied.

    What is restored after them may ask for one, which Django then makes where it is not there yet, with another id.
    """
    restore = database.creation.deserialize_db_from_string

    def restore_in_order(data: str) -> None:
        rows = [
            ContentType(pk=row["pk"], **row["fields"])
            for row in json.loads(data)
            if row["model"] == "contenttypes.contenttype"
        ]
        ContentType.objects.clear_cache()
        ContentType.objects.exclude(pk__in=[row.pk for row in rows])._raw_delete(database.alias)
        ContentType.objects.bulk_create(rows, ignore_conflicts=True)
        restore(data)

    database.creation.deserialize_db_from_string = restore_in_order


def flush_unseen(database: BaseDatabaseWrapper = connection) -> None:
    """Has the tables emptied after a test without the journal of paths being told of it, table by table."""
    flush = database.ops.execute_sql_flush

    def flush_without_wrappers(sql_list: list[str]) -> None:
        wrappers, database.execute_wrappers[:] = list(database.execute_wrappers), []
        try:
            flush(sql_list)
        finally:
            database.execute_wrappers[:] = wrappers

    database.ops.execute_sql_flush = flush_without_wrappers


def flush_what_is_full(database: BaseDatabaseWrapper = connection) -> None:
    """Has PostgreSQL empty the tables that hold something only: to truncate 200 takes it a second, after each test."""
    if database.vendor != "postgresql":
        return
    flush_all = database.ops.sql_flush

    def flush(
        style: Style, tables: list[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        if reset_sequences or allow_cascade:
            return flush_all(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        quoted = [database.ops.quote_name(table) for table in tables]
        are_full = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in quoted)  # noqa: S608
        with database.cursor() as cursor:
            cursor.execute(are_full)
            # Foreign keys are looked at in the end, when all of them have gone.
            return [f"DELETE FROM {name}" for (name,) in cursor.fetchall()]  # noqa: S608

    database.ops.sql_flush = flush
