import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

pytestmark = pytest.mark.django_db


def test_an_unknown_path_below_the_api_answers_with_a_problem_document(client: Client) -> None:
    response = client.get("/api/v1/pages/")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_path_elsewhere_answers_with_a_page(client: Client) -> None:
    response = client.get("/articles/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("restriction", ["login", "password"])
def test_a_private_document_is_never_sent_to_a_stranger(client: Client, restriction: str) -> None:
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=restriction, password="word")
    document = get_document_model()(title="Record", collection=collection)
    document.file.save("record.pdf", ContentFile(b"%PDF-secret"))

    response = client.get(document.url, follow=True)

    assert response.status_code == 200
    assert b"%PDF-secret" not in response.content
    if restriction == "login":
        assert response.redirect_chain[-1][0].startswith("/admin/login/?next=%2Fdocuments%2F")


def test_another_websites_page_may_call_the_api_but_not_the_admin(client: Client, settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]
    headers = {"origin": "https://www.example.org"}

    assert client.get("/api/v2/", headers=headers)["Access-Control-Allow-Origin"] == "https://www.example.org"
    assert not client.get("/admin/login/", headers=headers).has_header("Access-Control-Allow-Origin")
    stranger = client.get("/api/v2/", headers={"origin": "https://evil.example"})
    assert not stranger.has_header("Access-Control-Allow-Origin")


def test_a_websites_scripts_may_ask_whether_an_answer_is_still_the_same(client: Client, settings: Settings) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://www.example.org"]
    headers = {"origin": "https://www.example.org"}
    asking = {**headers, "access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}

    assert "if-none-match" in client.options("/api/v2/", headers=asking)["Access-Control-Allow-Headers"]
    exposed = client.get("/api/v2/", headers=headers)["Access-Control-Expose-Headers"]
    assert {"ETag", "Content-Location", "Link", "Retry-After"} <= set(exposed.split(", "))
