"""docs/frontend-guide.md: its code, saved as the guide says and run, is a website of the demo."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from bs4 import BeautifulSoup

from pages.blocks.body import BodyBlock

GUIDE = Path(__file__).parents[2] / "docs" / "frontend-guide.md"
PROGRAMS = re.findall(r"^```js\n(// (\S+\.mjs).*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)
ARTICLE = "/articles/what-is-addiction/"
SECONDS_TO_START = 20

pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="there is no node on this machine")


@pytest.fixture(scope="module")
def website(demo: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide's website, which reads the running demo."""
    with website_of(f"{demo}/api/v2/", tmp_path_factory.mktemp("website")) as address:
        yield address


@contextmanager
def website_of(api: str, folder: Path) -> Iterator[str]:
    """The address of the guide's website, which reads ``api``."""
    for code, name in PROGRAMS:
        (folder / name).write_text(code)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "CMS_API": api, "PORT": str(port)}
    node = shutil.which("node") or "node"
    process = subprocess.Popen([node, "website.mjs"], cwd=folder, env=environment)  # noqa: S603
    try:
        yield _started(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()


class Redirects(BaseHTTPRequestHandler):
    """An API that answers each path with a redirect, for good from those that begin with ``/old/``."""

    def do_GET(self) -> None:
        (path,) = parse_qs(urlsplit(self.path).query)["html_path"]
        body = json.dumps({"redirect": {"to": "/new/", "permanent": path.startswith("/old/")}}).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def moved(tmp_path: Path) -> Iterator[str]:
    """The address of the guide's website where all pages have moved."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Redirects) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            with website_of(f"http://127.0.0.1:{server.server_port}/api/v2/", tmp_path) as address:
                yield address
        finally:
            server.shutdown()


def _started(address: str) -> str:
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            requests.get(f"{address}/", timeout=SECONDS_TO_START, allow_redirects=False)
        except requests.ConnectionError:
            assert time.monotonic() < end, "the website does not start"
            time.sleep(0.1)
        else:
            return address


def read(address: str, status: HTTPStatus = HTTPStatus.OK) -> BeautifulSoup:
    answer = requests.get(address, timeout=10)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html.parser")


def test_it_shows_an_article_with_all_that_belongs_to_it(website: str, demo: str):
    page = requests.get(f"{demo}/api/v2/pages/find/", {"html_path": ARTICLE}, timeout=10).json()
    shown = read(f"{website}{ARTICLE}")
    assert shown.h1.text == page["title"]
    assert shown.select_one("ol a")["href"] == f"#{page['toc'][0]['anchor']}"
    assert all(shown.find(id=entry["anchor"]) for entry in page["toc"])
    assert shown.find("picture").find("source")["type"] == "image/avif"
    assert page["medical_reviewer"]["name"] in shown.text
    telephone = next(block for block in page["body"] if block["type"] == "clinic_contact")["value"]["clinic"][
        "telephone"
    ]
    assert shown.address.find("a", href=telephone["href"]).text == telephone["display"]
    assert json.loads(shown.find(type="application/ld+json").text) == page["meta"]["json_ld"]
    assert shown.find(rel="alternate", hreflang="es")["href"].endswith("/es/articulos/que-es-la-adiccion/")


def test_a_clinic_has_its_address_numbers_and_hours(website: str, demo: str):
    path = "/clinics/duluth/"
    clinic = requests.get(f"{demo}/api/v2/pages/find/", {"html_path": path}, timeout=10).json()
    shown = read(f"{website}{path}")
    assert all(line in shown.address.text for line in clinic["address"]["formatted"])
    assert [link["href"] for link in shown.address("a", href=re.compile("^tel:"))] == [
        telephone["href"] for telephone in clinic["telephones"]
    ]
    assert shown.address.find("a", href=f"mailto:{clinic['email']}")
    rows = {row.th.text: row.td.text for row in shown.table("tr")}
    assert rows["Monday"] == "08:00–12:00, 13:00–18:00"
    assert rows["Sunday"] == "closed"
    assert [day["reason"] for day in clinic["special_days"] if day["reason"] not in " ".join(rows.values())] == []


def test_a_contact_block_shows_what_it_asks_for(website: str, demo: str):
    page = requests.get(f"{demo}/api/v2/pages/find/", {"html_path": ARTICLE}, timeout=10).json()
    block = next(block["value"] for block in page["body"] if block["type"] == "clinic_contact")
    shown = read(f"{website}{ARTICLE}").find(id=block["anchor"]).parent
    assert shown.find("a", href=block["clinic"]["meta"]["html_path"])
    assert bool(shown.table) == ("hours" in block["details"])
    assert bool(shown.find("a", href=re.compile("^mailto:"))) == ("email" in block["details"])


def test_a_faq_page_shows_its_questions(website: str, demo: str):
    page = requests.get(f"{demo}/api/v2/pages/find/", {"html_path": "/faqs/"}, timeout=10).json()
    shown = read(f"{website}/faqs/")
    assert BeautifulSoup(page["introduction"], "html.parser").p.text in shown.text
    questions = [item["question"] for section in page["sections"] for item in section["value"]["items"]]
    assert [summary.text for summary in shown("summary")] == questions
    assert all(shown.find(id=entry["anchor"]) for entry in page["toc"])


def test_every_path_of_the_demo_is_shown_without_a_word_of_undefined(website: str, demo: str):
    routes = requests.get(f"{demo}/api/v2/routes/", {"limit": 100}, timeout=10).json()["items"]
    assert len(routes) > 20
    for route in routes:
        shown = read(f"{website}{route['html_path']}")
        assert "undefined" not in shown.text
        assert "[object" not in str(shown)


def test_it_says_what_is_missing_and_forgives_what_is_written_otherwise(website: str):
    assert read(f"{website}/nothing-here/", HTTPStatus.NOT_FOUND).h1.text
    assert read(f"{website}{ARTICLE}?utm_source=letter").h1


@pytest.mark.parametrize(
    ("path", "locale"),
    [("/nothing/", "en"), ("/es/nada/", "es"), ("/es/articulos/nada?page=2", "es"), ("/estate/", "en")],
)
def test_what_is_missing_is_said_in_the_language_of_the_path(website: str, demo: str, path: str, locale: str):
    site = requests.get(f"{demo}/api/v2/site/", {"locale": locale}, timeout=10).json()
    shown = read(f"{website}{path}", HTTPStatus.NOT_FOUND)
    assert shown.html["lang"] == locale
    assert shown.h1.text == site["not_found"]["title"]


def test_it_redirects_visitors_for_good_or_for_now(moved: str):
    for path, status in {"/old/": HTTPStatus.MOVED_PERMANENTLY, "/elsewhere/": HTTPStatus.FOUND}.items():
        answer = requests.get(f"{moved}{path}", timeout=10, allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"]) == (status, "/new/")


def test_it_hands_on_what_search_engines_read(website: str):
    for path, content_type in {
        "/robots.txt": "text/plain",
        "/sitemap.xml": "application/xml",
        "/sitemap-1.xml": "application/xml",
        "/feed.atom": "application/atom+xml",
    }.items():
        answer = requests.get(f"{website}{path}", timeout=10)
        assert answer.status_code == HTTPStatus.OK
        assert answer.headers["Content-Type"].startswith(content_type)


def test_files_come_in_the_language_that_is_asked_for(website: str):
    def addresses(path: str) -> list[str]:
        return re.findall("<loc>(.+?)</loc>", requests.get(f"{website}{path}", timeout=10).text)

    (part,) = addresses("/sitemap.xml?locale=es")
    assert part.endswith("/sitemap-1.xml?locale=es")
    pages = addresses("/sitemap-1.xml?locale=es")
    assert pages
    assert all("/es/" in page for page in pages)


def test_every_block_of_the_cms_has_a_function_in_it():
    code = "".join(code for code, _ in PROGRAMS)
    shown = code[code.index("const blocks = {") :]
    assert {name for name in BodyBlock().child_blocks if f"\n  {name}:" not in shown} == set()


@pytest.mark.parametrize("query", ["utm_source=mail", "a=1&b=%20"])
def test_a_visitor_who_is_sent_on_keeps_the_query_string(moved: str, query: str):
    answer = requests.get(f"{moved}/old/page/?{query}", timeout=10, allow_redirects=False)

    assert answer.headers["Location"] == f"/new/?{query}"


def test_the_main_picture_of_a_page_is_fetched_first_and_all_others_late(website: str):
    pictures = read(f"{website}{ARTICLE}").main.find_all("img")

    assert pictures[0]["fetchpriority"] == "high"
    assert not pictures[0].has_attr("loading")
    assert {picture["loading"] for picture in pictures[1:]} <= {"lazy"}
