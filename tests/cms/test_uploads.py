from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of uploads with one file of each kind."""
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/a.webp", "original_images/b.JPG", "documents/c.png", "images/d.svg", "images/e.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"bytes")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "content_type"), [("images/a.webp", "image/webp"), ("original_images/b.JPG", "image/jpeg")]
)
def test_images_are_sent_so_that_a_browser_never_runs_them(client: Client, path: str, content_type: str) -> None:
    response = client.get(f"/uploads/{path}")

    assert b"".join(response.streaming_content) == b"bytes"
    assert response["Content-Type"] == content_type
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_an_image_that_the_client_has_is_not_sent_again(client: Client) -> None:
    first = client.get("/uploads/images/a.webp")

    again = client.get("/uploads/images/a.webp", headers={"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "documents/c.png",
        "images/d.svg",
        "images/e.html",
        "images/missing.png",
        "images/",
        "images",
        "images/../documents/c.png",
        "images/%2e%2e/documents/c.png",
        "images//a.webp",
        "images/a.webp%00.png",
        "/etc/passwd.png",
    ],
)
def test_nothing_else_is_sent(client: Client, path: str) -> None:
    assert client.get(f"/uploads/{path}").status_code == 404


def test_a_folder_with_the_name_of_an_image_is_not_sent(client: Client, uploads: Path) -> None:
    (uploads / "images" / "folder.png").mkdir()

    assert client.get("/uploads/images/folder.png").status_code == 404


@override_settings(CLINIC_SERVE_MEDIA=False)
def test_nothing_is_sent_where_a_web_server_does_it(client: Client) -> None:
    assert client.get("/uploads/images/a.webp").status_code == 404


def test_nothing_can_be_sent_there(client: Client) -> None:
    assert client.post("/uploads/images/a.webp").status_code == 405
