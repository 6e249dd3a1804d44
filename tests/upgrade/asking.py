"""Asks the API all that there is, or again what it was asked before, and prints the answers.

Reads ``{"at": moment, "paths": [path, …]}`` from standard input, where ``paths`` may be null, and prints
``{path: [status, body]}``. Everything happens at that moment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402
from freezegun import freeze_time  # noqa: E402

from api.openapi.document import build_document  # noqa: E402

API = "/api/v2/"
JSON = "application/json"
#: Besides everything that the description names: pages that moved, are gone, private or drafts, and a search.
MORE = [
    "pages/find/?html_path=/about-us/",
    "pages/find/?html_path=/accessibility/",
    "pages/find/?html_path=/articles/notes-for-alumni/",
    "pages/find/?html_path=/articles/choosing-a-level-of-care/",
    "pages/find/?html_path=/first-week",
    "pages/?search=sleep&order=title",
    "pages/?locale=es",
    "pages/?limit=2&cursor=",
    "pages/999999/",
]
#: Results of a search have the order that the database's words have, and routes a moment of their own.
LEFT_OUT = (f"{API}search/", f"{API}routes/")


class Asking:
    def __init__(self) -> None:
        self.client = Client(headers={"host": "cms.example.org"})
        self.answers: dict[str, Any] = {}

    def ask(self, path: str) -> Any:
        response = self.client.get(path)
        self.answers[path] = [response.status_code, json.loads(response.content)]
        return self.answers[path][1]

    def ask_all(self) -> None:
        for path in paths_of_lists_and_documents():
            answer = self.ask(path)
            if path.endswith("fields=*&limit=100"):
                for item in answer["items"]:
                    self.ask(f"{path.partition('?')[0]}{item['id']}/")
        for path in MORE:
            self.ask(API + path)


def paths_of_lists_and_documents() -> Iterator[str]:
    for path, methods in build_document()["paths"].items():
        operation = methods["get"]
        needs_more = "{" in path or any(each.get("required") for each in operation.get("parameters", ()))
        is_json = JSON in operation["responses"]["200"]["content"]
        if not needs_more and is_json and not path.endswith("/find/") and path not in LEFT_OUT:
            yield f"{path}?fields=*&limit=100" if operation["operationId"].endswith("_list") else path


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    asking = Asking()
    with freeze_time(asked["at"]):
        if asked["paths"] is None:
            asking.ask_all()
        for path in asked["paths"] or ():
            asking.ask(path)
    json.dump(asking.answers, sys.stdout)
