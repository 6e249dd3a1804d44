"""While the database is away, and when it is back."""

import logging
import sqlite3
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection
from django.test import Client

from api.availability import is_database_away
from cms.unavailable import OneLineWhileAway
from tests.database_errors import fail_for_good

pytestmark = pytest.mark.django_db

AWAY = OperationalError("connection to server at db.internal failed: Connection refused")
API_PATHS = ["pages/", "pages/1/", "pages/find/?html_path=/", "images/", "site/", "clinics/", "redirects/"]
API_PATHS += ["pages/?search=sleep", "routes/", "people/", "faqs/"]


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", API_PATHS)
def test_every_answer_of_the_api_is_a_problem_that_passes(visitor: Client, path: str) -> None:
    with patch.object(connection, "ensure_connection", side_effect=AWAY):
        response = visitor.get(f"/api/v2/{path}")

    assert response.status_code == 503
    assert response["Content-Type"].startswith("application/problem+json")
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "db.internal" not in response.text
    assert visitor.get(f"/api/v2/{path}").status_code < 500, "It goes on without a restart."


@pytest.mark.parametrize("path", ["/admin/", "/documents/1/a.pdf"])
def test_people_get_a_plain_page(visitor: Client, path: str) -> None:
    visitor.cookies["sessionid"] = "somebodys-session"
    with patch.object(connection, "ensure_connection", side_effect=AWAY):
        response = visitor.get(path)

    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "Back in a moment" in response.text


def test_other_errors_stay_errors(visitor: Client) -> None:
    with patch("cms.root.render", side_effect=ValueError):
        assert visitor.get("/", headers={"accept": "text/html"}).status_code == 500


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (AWAY, True),
        (InterfaceError("connection already closed"), True),
        (OperationalError("database is locked"), True),
        (OperationalError("no such table: clinic_pages_articlepage"), False),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ValueError("x"), False),
        (None, False),
    ],
)
def test_what_no_wait_mends_is_not_taken_for_it(error: Exception | None, is_away: bool) -> None:
    assert is_database_away(error) is is_away


def from_driver(**codes: Any) -> OperationalError:
    """An error as Django makes it of its driver's, which has a code."""
    error = OperationalError("what the driver says")
    error.__cause__ = Exception()
    vars(error.__cause__).update(codes)
    return error


@pytest.mark.parametrize(
    ("error", "is_away"),
    [
        (from_driver(sqlite_errorcode=sqlite3.SQLITE_BUSY), True),
        (from_driver(sqlite_errorcode=sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (from_driver(sqlite_errorcode=sqlite3.SQLITE_CANTOPEN), True),
        (from_driver(sqlite_errorcode=sqlite3.SQLITE_ERROR), False),
        (from_driver(sqlite_errorcode=sqlite3.SQLITE_FULL), False),
        (from_driver(sqlstate=None), True),
        (from_driver(sqlstate="08006"), True),
        (from_driver(sqlstate="57P01"), True),
        (from_driver(sqlstate="53300"), True),
        (from_driver(sqlstate="40P01"), True),
        (from_driver(sqlstate="57014"), False),
        (from_driver(sqlstate="53100"), False),
    ],
)
def test_the_code_of_the_database_says_whether_a_wait_mends_it(error: OperationalError, is_away: bool) -> None:
    assert is_database_away(error) is is_away


def test_what_no_wait_mends_is_an_error_of_the_server_and_logged(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with patch("cms.root.render", side_effect=fail_for_good):
        assert visitor.get("/", headers={"accept": "text/html"}).status_code == 500
    assert caplog.records[-1].exc_info is not None
    with patch("api.endpoints.pages.PagesViewSet.get_queryset", side_effect=fail_for_good):
        response = visitor.get("/api/v2/pages/")
    assert response.status_code == 500
    assert "Retry-After" not in response
    assert any(record.message == "Unexpected error in the API" for record in caplog.records)


def test_an_error_that_comes_of_it_is_it() -> None:
    try:
        try:
            raise AWAY
        except OperationalError as error:
            raise KeyError("a cache") from error
    except KeyError as error:
        assert is_database_away(error)  # noqa: PT017


def test_the_log_has_one_line_a_minute_without_tracebacks() -> None:
    limit = OneLineWhileAway()
    records = []
    for _ in range(5):
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, "failed", (), (type(AWAY), AWAY, None))
        if limit.filter(record):
            records.append(record)

    assert len(records) == 1
    assert records[0].exc_info is None
    assert limit.filter(logging.LogRecord("x", logging.ERROR, "", 0, "another", (), None))
    answers = [logging.makeLogRecord({"name": "django.request", "status_code": 503}) for _ in range(5)]
    assert [limit.filter(record) for record in answers] == [True, False, False, False, False]
