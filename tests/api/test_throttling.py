from typing import Any

import pytest
from django.core.checks import run_checks
from wagtail.models import Page

from api.router import router

TOKEN = "a-token-that-nobody-guesses-0123456789"


@pytest.fixture(autouse=True)
def _limit(settings: Any) -> None:
    settings.CLINIC_THROTTLE_RATE = "2/min"
    settings.CLINIC_NUM_PROXIES = 1


def test_what_has_to_be_made_is_refused_after_a_while_with_the_time_to_come_back(get: Any, site: Any) -> None:
    statuses = [get("pages/", offset=number).status_code for number in range(3)]
    response = get("pages/", offset=4)

    assert statuses == [200, 200, 429]
    assert 0 < int(response["Retry-After"]) <= 61
    assert response["Content-Type"] == "application/problem+json"


def test_what_is_kept_ready_is_never_refused(get: Any, home: Page) -> None:
    asked = [("pages/", {}), (f"pages/{home.pk}/", {}), ("pages/find/", {"html_path": "/"})]

    for path, query in asked * 5:
        assert get(path, **query).status_code == 200


@pytest.mark.parametrize("path", ["search/?q=calm", "routes/", "pages/?search=calm", "pages/?order=random"])
def test_what_is_never_remembered_counts_each_time(client: Any, site: Any, path: str) -> None:
    address = f"/api/v2/{path}&_=" if "?" in path else f"/api/v2/{path}?locale=en&_="

    assert [client.get(f"{address}{number}").status_code for number in range(3)][-1] == 429


def test_no_listing_can_be_made_without_being_counted(client: Any, site: Any) -> None:
    for name in router.endpoints:
        statuses = [client.get(f"/api/v2/{name}/", {"_": number}).status_code for number in range(4)]
        if 404 not in statuses and name != "site":
            assert 429 in statuses, name


def test_clients_are_told_apart_by_the_address_that_our_proxy_saw(client: Any, site: Any) -> None:
    def ask(forwarded: str, number: int) -> int:
        return client.get("/api/v2/pages/", {"_": number}, headers={"x-forwarded-for": forwarded}).status_code

    assert [ask("1.1.1.1, 9.9.9.9", number) for number in range(3)] == [200, 200, 429]
    assert ask("2.2.2.2, 9.9.9.9", 4) == 429
    assert ask("1.1.1.1, 8.8.8.8", 5) == 200


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3", "192.0.2.7", "2001:db8::1"])
def test_trusted_addresses_are_not_limited(client: Any, site: Any, settings: Any, address: str) -> None:
    settings.CLINIC_THROTTLE_TRUSTED = ["10.0.0.0/8", "192.0.2.7", "2001:db8::/32"]

    for number in range(4):
        response = client.get("/api/v2/pages/", {"_": number}, headers={"x-forwarded-for": address})
        assert response.status_code == 200


@pytest.mark.parametrize("address", ["11.1.2.3", "192.0.2.70", "not an address", "unix:"])
def test_nobody_else_is_trusted(client: Any, site: Any, settings: Any, address: str) -> None:
    settings.CLINIC_THROTTLE_TRUSTED = ["10.0.0.0/8", "192.0.2.7"]
    headers = {"x-forwarded-for": address}

    statuses = [client.get("/api/v2/pages/", {"_": number}, headers=headers).status_code for number in range(3)]
    assert statuses[-1] == 429


@pytest.mark.parametrize(
    ("header", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        (f"Bearer {TOKEN[:-1]}", 429),
        (f"Basic {TOKEN}", 429),
        ("Bearer", 429),
        ("Bearer é", 429),
    ],
)
def test_a_token_lifts_the_limit_and_a_wrong_one_does_not(
    client: Any, site: Any, settings: Any, header: str, status: int
) -> None:
    settings.CLINIC_THROTTLE_TOKENS = ["another-token-0123456789-0123456789-0", TOKEN]
    headers = {"authorization": header}

    statuses = [client.get("/api/v2/pages/", {"_": number}, headers=headers).status_code for number in range(3)]
    assert statuses[-1] == status


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("CLINIC_THROTTLE_TRUSTED", ["10.0.0.1/8"], "clinic_api.E006"),
        ("CLINIC_THROTTLE_TRUSTED", ["www.example.org"], "clinic_api.E006"),
        ("CLINIC_THROTTLE_TOKENS", ["short"], "clinic_api.E007"),
    ],
)
def test_what_cannot_be_used_is_said_before_the_start(settings: Any, name: str, value: list[str], code: str) -> None:
    setattr(settings, name, value)

    assert code in {message.id for message in run_checks()}
