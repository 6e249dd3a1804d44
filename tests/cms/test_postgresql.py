"""Connections to PostgreSQL: how they are tested before use, and what they keep."""

import psycopg
import pytest
from django.db import connection
from django.test import Client

from tests.pages.factories import FaqItemFactory

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none"),
]


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


def _last_statement(other: psycopg.Connection) -> str:
    pid = connection.connection.info.backend_pid
    return other.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()[0]
