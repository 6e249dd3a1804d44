from typing import Any

from django.test import Client


def test_people_get_a_page_with_links(client: Client) -> None:
    response = client.get("/", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert response["Content-Type"].startswith("text/html")
    for path in ("/admin/", "/api/v2/", "/api/v2/docs/", "/documentation/"):
        assert f'href="{path}"' in response.text


def test_programs_get_the_same_links_as_json(client: Client, settings: Any) -> None:
    settings.CLINIC_BASE_URL = "https://cms.example.org"
    response = client.get("/", headers={"accept": "application/json", "host": "testserver:6666"})

    assert response.json() == {
        "name": "Clinic CMS",
        "links": {
            "admin": "https://cms.example.org/admin/",
            "api": "https://cms.example.org/api/v2/",
            "api_documentation": "https://cms.example.org/api/v2/docs/",
            "documentation": "https://cms.example.org/documentation/",
        },
    }


def test_a_client_that_takes_anything_gets_the_page(client: Client) -> None:
    assert client.get("/", headers={"accept": "*/*"})["Content-Type"].startswith("text/html")


def test_caches_keep_the_two_forms_apart(client: Client) -> None:
    assert "Accept" in client.get("/")["Vary"]


def test_the_page_loads_nothing_from_elsewhere(client: Client) -> None:
    response = client.get("/")

    assert "src=" not in response.text
    assert "stylesheet" not in response.text


def test_the_page_names_its_language_and_its_main_part(client: Client) -> None:
    text = client.get("/").text

    assert '<html lang="en">' in text
    assert "<main>" in text
    assert text.count("<h1>") == 1


def test_nothing_can_be_sent_to_it(client: Client) -> None:
    assert client.post("/").status_code == 405
