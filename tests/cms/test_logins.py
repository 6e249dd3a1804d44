"""Passwords that somebody tries one after the other."""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Collection, CollectionViewRestriction

from cms.logins.guess_limit import LIMITED_VIEWS
from tests.media.factories import DocumentFactory

pytestmark = pytest.mark.django_db
PASSWORD = "a long and proper password"

LogIn = Callable[..., Any]


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("editor", "editor@example.org", PASSWORD)


@pytest.fixture
def log_in(settings: Any) -> LogIn:
    settings.CLINIC_NUM_PROXIES = 1

    def post(password: str, name: str = "editor", address: str = "192.0.2.1") -> Any:
        data = {"username": name, "password": password}
        return Client(headers={"x-forwarded-for": address}).post("/admin/login/", data)

    return post


def test_a_few_wrong_passwords_do_not_keep_anybody_out(editor: User, log_in: LogIn) -> None:
    for number in range(9):
        assert log_in(f"wrong {number}").status_code == 200

    assert log_in(PASSWORD).status_code == 302
    assert [log_in(f"wrong {number}").status_code for number in range(9)] == [200] * 9


def test_sixty_wrong_passwords_for_one_name_from_many_addresses_are_refused(editor: User, log_in: LogIn) -> None:
    statuses = [log_in(f"wrong {number}", address=f"192.0.2.{number}").status_code for number in range(60)]
    response = log_in(PASSWORD, address="192.0.2.200")

    assert statuses[:9] == [200] * 9
    assert set(statuses[10:]) == {429}
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "try again in 15 minutes" in response.text


def test_one_address_that_tries_many_names_is_refused(editor: User, log_in: LogIn) -> None:
    statuses = [log_in("wrong", name=f"somebody-{number}").status_code for number in range(12)]

    assert statuses[-1] == 429
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 302


def test_nobody_goes_on_guessing_by_logging_in_between(editor: User, log_in: LogIn) -> None:
    User.objects.create_superuser("writer", "writer@example.org", PASSWORD)
    statuses = []
    for round_ in range(4):
        statuses += [log_in(f"wrong {round_} {number}").status_code for number in range(8)]
        log_in(PASSWORD, name="writer")

    assert statuses.count(200) < 10
    assert log_in(PASSWORD).status_code == 429
    assert log_in(PASSWORD, address="198.51.100.7").status_code == 429


def test_who_logs_in_elsewhere_gives_no_guesser_a_new_start(editor: User, log_in: LogIn) -> None:
    statuses = []
    for number in range(12):
        statuses.append(log_in(f"wrong {number}").status_code)
        log_in(PASSWORD, address="198.51.100.7")

    assert statuses[-1] == 429


def test_after_a_quarter_of_an_hour_the_right_password_is_taken_again(editor: User, log_in: LogIn) -> None:
    for number in range(12):
        log_in(f"wrong {number}")

    with freeze_time(timezone.now() + timedelta(minutes=16)):
        assert log_in(PASSWORD).status_code == 302


def test_wrong_passwords_are_logged_without_the_password(
    editor: User, log_in: LogIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for number in range(11):
            log_in(f"wrong-{number}-secret")

    assert "192.0.2.1" in caplog.text
    assert "secret" not in caplog.text


def test_the_password_of_a_collection_cannot_be_guessed_either(client: Client) -> None:
    collection = Collection.get_first_root_node().add_child(name="For families")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="open"
    )
    document = DocumentFactory(collection=collection)
    path = f"/documents/authenticate_with_password/{restriction.pk}/"
    data = {"password": "wrong", "return_url": document.url}

    statuses = [client.post(path, data).status_code for _ in range(22)]
    assert statuses[:20] == [200] * 20
    assert set(statuses[20:]) == {429}
    for zeros in range(1, 4):
        other = f"/documents/authenticate_with_password/{'0' * zeros}{restriction.pk}/"
        assert client.post(other, data).status_code == 429
    assert client.get(path).status_code in {200, 405}


def test_nobody_is_flooded_with_mails_for_a_new_password(client: Client, editor: User, mailoutbox: list) -> None:
    for _ in range(25):
        client.post("/admin/password_reset/", {"email": editor.email})

    assert len(mailoutbox) == 20


def test_every_form_that_is_limited_is_there() -> None:
    names = {pattern.name for pattern in _patterns(get_resolver().url_patterns)}

    # Wagtail looks for the password of pages where its own pages are shown: not here, but in other projects.
    assert names >= LIMITED_VIEWS - {"wagtailcore_authenticate_with_password"}


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern.url_patterns)
