"""An installation of each released version becomes one of this version, and answers as before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler
from environ import Env

from tests.upgrade import VERSIONS, environment, read_packed, run
from tests.upgrade.comparison import lost
from tests.upgrade.databases import empty_database, unpack_postgresql, unpack_sqlite

pytestmark = pytest.mark.django_db


@contextmanager
def installation(version: str, folder: Path) -> Iterator[dict[str, str]]:
    """The environment of one whose database that version has made, on the server that the tests run on."""
    if connection.vendor == "sqlite":
        unpack_sqlite(VERSIONS / version, folder / "db.sqlite3")
        yield environment(folder, f"sqlite:///{folder / 'db.sqlite3'}")
        return
    parts = connection.settings_dict
    password = f":{parts['PASSWORD']}" if parts["PASSWORD"] else ""
    server = f"postgres://{parts['USER']}{password}@{parts['HOST']}:{parts['PORT'] or 5432}"
    with empty_database(server, f"{parts['NAME']}_of_{version.replace('.', '_')}") as address:
        unpack_postgresql(VERSIONS / version, address)
        yield environment(folder, address)


def database_at(address: str) -> BaseDatabaseWrapper:
    return ConnectionHandler({DEFAULT_DB_ALIAS: Env.db_url_config(address)})[DEFAULT_DB_ALIAS]


def tables_of(database: BaseDatabaseWrapper) -> dict[str, Any]:
    """The columns and constraints of the project's tables. Their names and order do not count."""
    with closing(database.cursor()) as cursor:
        introspection = database.introspection
        found = {}
        for table in introspection.table_names(cursor):
            if table.startswith("clinic_"):
                columns = {
                    (column.name, column.type_code, column.null_ok)
                    for column in introspection.get_table_description(cursor, table)
                }
                constraints = introspection.get_constraints(cursor, table).values()
                found[table] = columns, sorted(sorted(map(str, facts.items())) for facts in constraints)
    if database is not connection:
        database.close()
    return found


@pytest.mark.parametrize("version", sorted(path.name for path in VERSIONS.iterdir()))
def test_what_a_version_answered_is_answered_after_the_upgrade(version: str, tmp_path: Path):
    recorded = read_packed(VERSIONS / version / f"{connection.vendor}.json.xz")
    before: dict[str, Any] = recorded["answers"]
    with installation(version, tmp_path) as variables:
        run("manage.py", "migrate", "-v", "0", environment=variables)
        assert tables_of(database_at(variables["DATABASE_URL"])) == tables_of(connection), "not as in a new database"
        asked = {"at": recorded["at"], "paths": list(before)}
        now = json.loads(run("-m", "tests.upgrade.asking", environment=variables, text=json.dumps(asked)))
    assert [fault for path, answer in before.items() for fault in lost(answer, now[path], path)] == []


@pytest.mark.parametrize("version", sorted(path.name for path in VERSIONS.iterdir()))
def test_a_version_has_content_of_every_kind(version: str):
    answers = read_packed(VERSIONS / version / f"{connection.vendor}.json.xz")["answers"]
    assert {status for status, _ in answers.values()} == {200, 404, 410}
    for path, (status, body) in answers.items():
        if "fields=*" in path:
            assert (status, bool(body["items"])) == (200, True), path
    (redirect,) = (body for path, (_, body) in answers.items() if path.endswith("find/?html_path=/about-us/"))
    assert redirect["redirect"]["to"] == "/who-we-are/"


def test_a_member_may_be_added_and_nothing_may_be_lost():
    before = {"title": "A", "tags": [{"name": "x"}], "count": 1}
    assert list(lost(before, {**before, "more": None, "tags": [{"name": "x", "slug": "x"}]})) == []
    assert list(lost(before, {**before, "title": "B"}, "page")) == ["page.title was 'A', and is 'B'"]
    assert list(lost(before, {"tags": [{}], "count": 1})) == [".title is gone", ".tags[0].name is gone"]
    assert list(lost(before, {**before, "tags": []})) == [".tags was [{'name': 'x'}], and is []"]
    assert list(lost(before, {**before, "count": True})) == [".count was 1, and is True"]
