import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from api.router import router


@pytest.fixture
def docs(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder ``docs/`` in the place of the project's."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


def test_all_documents_are_listed_by_title(client: Client, docs: Path) -> None:
    (docs / "first-one.md").write_text("# The first one\n\nText.")

    assert '<a href="/documentation/first-one/">The first one</a>' in client.get("/documentation/").text


def test_a_document_is_shown_as_a_page(client: Client, docs: Path) -> None:
    (docs / "one.md").write_text("# One\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")

    text = client.get("/documentation/one/").text

    assert "<h1>One</h1>" in text
    assert "<td>2</td>" in text


def test_links_between_documents_lead_to_their_pages(client: Client, docs: Path) -> None:
    (docs / "one.md").write_text("[two](two.md#part) and [site](https://example.org/three.md)")

    text = client.get("/documentation/one/").text

    assert 'href="/documentation/two/#part"' in text
    assert 'href="https://example.org/three.md"' in text


def test_html_in_a_document_is_shown_as_text(client: Client, docs: Path) -> None:
    (docs / "one.md").write_text("<script>alert(1)</script>")

    assert "<script>" not in client.get("/documentation/one/").text


@pytest.mark.parametrize("name", ["missing", "..", "..%2fREADME", "settings.md"])
def test_there_is_nothing_else(client: Client, docs: Path, name: str) -> None:
    assert client.get(f"/documentation/{name}/").status_code == 404


def test_the_projects_own_documents_can_be_read(client: Client) -> None:
    assert "CLINIC_SECRET_KEY" in client.get("/documentation/settings/").text


def test_the_page_on_the_api_in_other_projects_says_whose_each_address_is() -> None:
    text = (Path(settings.BASE_DIR) / "docs" / "use-in-your-project.md").read_text()
    rows = dict(re.findall(r"^\| (`.+) \| `(clinic_api|pages)`", text, re.MULTILINE))
    told = {owner: set(re.findall(r"`([a-z]+)/`", names)) for names, owner in rows.items()}
    owners: dict[str, set[str]] = {"clinic_api": {"schema", "docs"}, "pages": set()}
    for name in router.endpoints:
        is_ours = f"{name!r}" in (Path(settings.BASE_DIR) / "pages" / "api_endpoints.py").read_text().replace('"', "'")
        owners["pages" if is_ours else "clinic_api"].add(name)
    assert told == owners


def test_pictures_and_configurations_are_shown(client: Client, docs: Path) -> None:
    (docs / "images").mkdir()
    (docs / "images" / "one.svg").write_text("<svg/>")
    configurations = ("caching.vcl", "nginx.conf", "pgbouncer.ini")
    for name in configurations:
        (docs / name).write_text("server {}")
    links = " ".join(f"[it]({name})" for name in configurations)
    (docs / "one.md").write_text(f"![One](images/one.svg) {links}")

    text = client.get("/documentation/one/").text

    assert 'src="/documentation/files/one.svg"' in text
    picture = client.get("/documentation/files/one.svg")
    assert (b"".join(picture), picture["Content-Type"]) == (b"<svg/>", "image/svg+xml")
    for name in configurations:
        assert f'href="/documentation/files/{name}"' in text
        assert b"".join(client.get(f"/documentation/files/{name}")) == b"server {}"


@pytest.mark.parametrize("name", ["missing.svg", "one.md", "..%2fone.svg", ".env"])
def test_no_other_file_is_shown(client: Client, docs: Path, name: str) -> None:
    (docs / "one.md").write_text("# One")

    assert client.get(f"/documentation/files/{name}").status_code == 404
