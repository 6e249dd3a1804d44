from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings


@pytest.mark.django_db
def test_it_is_well_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.text) == (200, "ok")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_it_is_not_when_the_database_does_not_answer_and_says_nothing_inside(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("no route to db.internal")):
        response = client.get("/healthz")

    assert (response.status_code, response.text) == (503, "unavailable")


@pytest.mark.django_db
@override_settings(SECURE_SSL_REDIRECT=True)
def test_it_answers_by_http_where_all_else_is_redirected_to_https() -> None:
    assert Client().get("/").status_code == 301
    assert Client().get("/healthz").status_code == 200
