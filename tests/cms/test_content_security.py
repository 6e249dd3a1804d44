import pytest
from django.test import Client

from cms.settings.content_security import content_security_policy


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/login/", "/", "/documentation/"])
def test_pages_load_nothing_from_elsewhere(admin_client: Client, path: str) -> None:
    policy = admin_client.get(path, follow=True)["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_answers_of_the_api_carry_no_policy_for_pages(client: Client) -> None:
    assert "Content-Security-Policy" not in client.get("/api/v2/pages/").headers


def test_pictures_come_from_where_they_are_kept_and_nowhere_else() -> None:
    policy = content_security_policy(["https://images.example.org/clinic", "", "/uploads/"])

    assert policy["DIRECTIVES"]["img-src"][-1] == "https://images.example.org"
    assert "https://images.example.org" not in policy["DIRECTIVES"]["script-src"]
