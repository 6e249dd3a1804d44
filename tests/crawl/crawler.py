"""Follows every link of every answer, as a robot would that knows the API and its frontend."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import requests
from defusedxml import ElementTree
from django.test import Client

from tests.crawl.faults import faults_of, links_of

API = "/api/v2/"
# Descriptions of the API, which are no answers about content.
SKIPPED = (f"{API}schema/", f"{API}docs/", "/admin/")
# What an endpoint has to be asked, where it does not answer without.
QUESTIONS = {f"{API}search/": "q=treatment"}
# Members with the many sizes of each image; the tests of media ask for those.
SIZES = {"sources", "presets", "srcset"}


class Answer(NamedTuple):
    status: int
    content_type: str
    content: bytes


def ask_server(address: str) -> Callable[[str], Answer]:
    """Asks the server at this address."""
    session = requests.Session()

    def ask(path: str) -> Answer:
        response = session.get(address + path, timeout=60)
        return Answer(response.status_code, response.headers["Content-Type"], response.content)

    return ask


def ask_here(client: Client) -> Callable[[str], Answer]:
    """Asks the project that the tests run in."""

    def ask(path: str) -> Answer:
        response = client.get(path)
        return Answer(response.status_code, response.headers["Content-Type"], response.getvalue())

    return ask


class Crawler:
    """:param ask: asks for a path of the API, or of a file.
    :param api_origin: what addresses of the API and of files begin with.
    :param frontend_origin: what addresses of pages begin with.
    """

    def __init__(self, ask: Callable[[str], Answer], api_origin: str, frontend_origin: str) -> None:
        self.ask = ask
        self.api_origin = api_origin
        self.frontend_origin = frontend_origin
        self.waiting: deque[tuple[str, str]] = deque()
        self.seen: dict[str, int] = {}
        self.external: set[str] = set()
        self.faults: list[str] = []

    def crawl(self, *paths: str) -> None:
        """Asks for these paths of the API and whatever their answers lead to; ``faults`` then has what is wrong."""
        for path in paths:
            self.note(API + path, "the start")
        while self.waiting:
            address, source = self.waiting.popleft()
            answer = self.ask(address)
            self.seen[address] = answer.status
            if answer.status != 200:
                self.faults.append(f"{source} leads to {address}, which answers {answer.status}")
            elif address.startswith(API):
                self.read(address, answer)

    def note(self, link: str, source: str) -> None:
        """Puts what a link leads to on the list, unless it was there before or is on another website."""
        address = self.address_of(link)
        if address in QUESTIONS:
            address = f"{address}?{QUESTIONS[address]}"
        if address is None:
            self.external.add(link)
        elif address not in self.seen and not address.startswith(SKIPPED):
            self.seen[address] = 0
            self.waiting.append((address, source))

    def address_of(self, link: str) -> str | None:
        """Where a link is asked for: a path on this server. That of a page is found by ``find/``."""
        if link.startswith((API, "/uploads/", "/documents/")):
            return link
        origin = link if link.startswith("/") else f"{urlsplit(link).scheme}://{urlsplit(link).netloc}"
        if origin == self.api_origin:
            return link.removeprefix(origin) or "/"
        if link.startswith("/") or origin == self.frontend_origin:
            return (
                self._file(urlsplit(link).path) or f"{API}pages/find/?{urlencode({'html_path': urlsplit(link).path})}"
            )
        return None

    def read(self, address: str, answer: Answer) -> None:
        if "json" not in answer.content_type:
            if "xml" in answer.content_type:
                for link in _links_of_xml(answer.content):
                    self.note(link, address)
            return
        lines = answer.content.splitlines() if "ndjson" in answer.content_type else [answer.content]
        for line in lines:
            document = json.loads(line)
            self.faults += [f"{address} {fault}" for fault in faults_of(document)]
            for link in links_of(_without_sizes(document)):
                self.note(link, address)

    @staticmethod
    def _file(path: str) -> str | None:
        """What stands behind the files that a website hands on."""
        name = path.removeprefix("/")
        if name.startswith("sitemap") and name.endswith(".xml"):
            return f"{API}sitemap/{name}"
        return f"{API}feed/{name}" if name in ("feed.json", "feed.rss", "feed.atom") else None


def _without_sizes(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_sizes(member) for name, member in value.items() if name not in SIZES}
    return [_without_sizes(item) for item in value] if isinstance(value, list) else value


def _links_of_xml(content: bytes) -> set[str]:
    found = set()
    for element in ElementTree.fromstring(content).iter():
        if element.tag.rpartition("}")[2] in ("loc", "link") and element.text:
            found.add(element.text)
        found |= {element.attrib[name] for name in ("href", "url") if name in element.attrib}
    return found
