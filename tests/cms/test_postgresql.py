"""Connections to PostgreSQL: how they are tested before use, and what they keep."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api.dependencies.keys import key_of
from api.snapshots.models import Snapshot
from api.snapshots.prepared import fetch
from api.snapshots.store import BROTLI, GZIP, IDENTITY, read, read_version
from api.snapshots.version import current_version
from pages.models import FaqItem
from tests.pages.factories import FaqItemFactory

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none"),
]

CODINGS = (IDENTITY, GZIP, BROTLI)


@pytest.fixture
def other() -> psycopg.Connection:
    """A second connection to the same database, which sees what the first one does."""
    connection.ensure_connection()
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as second:
        yield second
    connection.close()


def test_a_living_connection_is_tested_without_a_round_trip(other: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'the last statement'")

    assert connection.is_usable()
    assert _last_statement(other) == "SELECT 'the last statement'"


def test_a_connection_that_the_server_ended_is_not_usable(other: psycopg.Connection) -> None:
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])

    assert not connection.is_usable()


def test_what_the_server_says_unasked_does_not_end_a_connection(other: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("LISTEN clinic_test")
        connection.connection.pgconn.flush()
        other.execute("NOTIFY clinic_test")

        assert connection.is_usable()
        cursor.execute("UNLISTEN clinic_test")


def test_a_request_after_the_server_ended_the_connection_is_answered(client: Client, other: psycopg.Connection) -> None:
    question = FaqItemFactory()
    assert client.get(f"/api/v2/faqs/{question.pk}/").status_code == 200
    other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    connection.health_check_enabled, connection.health_check_done = True, False

    assert client.get(f"/api/v2/faqs/{question.pk}/").status_code == 200


def test_the_plan_of_a_read_is_kept_and_its_bytes_come_as_they_are(client: Client) -> None:
    question = FaqItemFactory()
    first = client.get(f"/api/v2/faqs/{question.pk}/")
    for _ in range(3):
        assert client.get(f"/api/v2/faqs/{question.pk}/").content == first.content

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%clinic_api_snapshot%%'")
        assert cursor.fetchone()[0] >= 1


READ = "SELECT %s::int, etag, NULL, true FROM clinic_api_snapshot WHERE pk_text = %s"


@pytest.fixture
def question() -> FaqItem:
    """One whose answer is stored."""
    question = FaqItemFactory()
    assert Client().get(f"/api/v2/faqs/{question.pk}/").status_code == 200
    return question


@pytest.mark.parametrize("threshold", [0, None], ids=["prepared", "behind a pooler"])
def test_what_is_read_on_the_short_way_is_what_a_cursor_reads(question: FaqItem, threshold: int | None) -> None:
    connection.close()
    connection.ensure_connection()
    connection.connection.prepare_threshold = threshold
    (row,) = fetch(connection, READ, [7, str(question.pk)])
    with connection.cursor() as cursor:
        cursor.execute(READ, [7, str(question.pk)])
        assert cursor.fetchone() == row
    answers = [read(key=key_of(FaqItem, question.pk), coding=coding, rich_text=True) for coding in CODINGS]
    with transaction.atomic():
        assert [read(key=key_of(FaqItem, question.pk), coding=coding, rich_text=True) for coding in CODINGS] == answers
        assert read_version() == current_version(connection.alias)
    assert read_version() == current_version(connection.alias)
    assert bool(_own_statements()) is (threshold is not None)
    connection.close()


def test_a_pooler_that_loses_statements_costs_no_answer(question: FaqItem) -> None:
    before = fetch(connection, READ, [7, str(question.pk)])
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert fetch(connection, READ, [7, str(question.pk)]) == before
    assert not _own_statements()
    assert fetch(connection, READ, [7, str(question.pk)]) == before
    assert _own_statements()


def test_a_statement_whose_columns_change_is_prepared_anew() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE numbers AS SELECT 1 AS n")
        assert fetch(connection, "SELECT n FROM numbers") == [(1,)]
        cursor.execute("ALTER TABLE numbers ALTER n TYPE text")
        for _ in range(2):
            assert fetch(connection, "SELECT n FROM numbers") == [("1",)]


def test_what_is_wrong_with_a_statement_is_said_as_ever(question: FaqItem) -> None:
    with pytest.raises(ProgrammingError, match="no_such_table"):
        fetch(connection, "SELECT 1 FROM no_such_table")
    assert fetch(connection, READ, [7, str(question.pk)])


def test_who_watches_statements_sees_them_all(question: FaqItem) -> None:
    seen = []

    def watch(execute: Callable, sql: str, *args: Any) -> Any:
        seen.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(watch):
        fetch(connection, READ, [7, str(question.pk)])
    assert seen == [READ]
    with CaptureQueriesContext(connection) as queries:
        fetch(connection, READ, [7, str(question.pk)])
    assert len(queries) == 1


def test_what_a_transaction_has_changed_is_read_within_it(question: FaqItem) -> None:
    with transaction.atomic():
        Snapshot.objects.filter(pk_text=str(question.pk)).update(etag="changed")
        assert fetch(connection, READ, [7, str(question.pk)])[0][1] == "changed"
        transaction.set_rollback(True)


def _own_statements() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'clinic_api_%%'")
        return [row[0] for row in cursor.fetchall()]


def _last_statement(other: psycopg.Connection) -> str:
    pid = connection.connection.info.backend_pid
    return other.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()[0]
