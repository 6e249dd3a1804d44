"""A static site that was built once, and that has asked only for changes since."""

from __future__ import annotations

from typing import Any

from django.test import Client

from api.routing import journal


class Replica:
    """Keeps the pages of the default site by path, as a build does that writes them to files.

    :param asked: what narrows the routes, such as a type or a language.
    """

    def __init__(self, client: Client, **asked: str) -> None:
        self.client = client
        self.asked = asked
        self.as_of: str | None = None
        self.pages: dict[str, tuple[int, bytes]] = {}

    def poll(self) -> None:
        """Asks for what has changed since the last time, and for no more."""
        query = {} if self.as_of is None else {"changed_since": self.as_of}
        items, self.as_of = self._routes(query)
        journal.date()
        for item in items:
            if item.get("change") in ("moved", "removed"):
                self.pages.pop(item["html_path"], None)
        for item in items:
            if item.get("change") not in ("moved", "removed"):
                answer = self.client.get(f"/api/v2/pages/{item['id']}/")
                assert answer.status_code == 200, f"{item} is told, and not there"
                self.pages[item["html_path"]] = (item["id"], answer.content)

    def compare(self, contents: dict[str, bytes]) -> None:
        """:param contents: the right answers, by their path in the API."""
        items, _ = self._routes({})
        assert self.pages.keys() == {item["html_path"] for item in items}
        for html_path, (pk, content) in self.pages.items():
            assert content == contents[f"pages/{pk}/"], f"{html_path} has changed, and that was not told"

    def _routes(self, query: dict[str, str]) -> tuple[list[dict[str, Any]], str]:
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = self.client.get("/api/v2/routes/", {"limit": "7", **self.asked, **query, **cursor}).json()
            items += answer["items"]
            if answer["meta"]["next_cursor"] is None:
                return items, answer["meta"]["as_of"]
            cursor = {"cursor": answer["meta"]["next_cursor"]}
