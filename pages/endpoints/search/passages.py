"""The text of a page that search results quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from api.represent.page_passages import field_passages
from api.represent.passages import Passage

from ...models.base import BasePage


def passages(model: type[BasePage], document: Mapping[str, Any]) -> Iterator[Passage]:
    """Its summary, its introduction, its streams, and the facts of a clinic."""
    yield Passage(document.get("summary") or "")
    for name in ("introduction", *model.stream_fields):
        yield from field_passages(model, name, document)
    yield from _clinic_passages(document)


def _clinic_passages(document: Mapping[str, Any]) -> Iterator[Passage]:
    if not document.get("address"):
        return
    yield Passage(", ".join(document["address"]["formatted"]))
    for telephone in document.get("telephones", ()):
        yield Passage(": ".join(filter(None, [telephone["label"], telephone["display"]])))
    yield Passage(", ".join(service["name"] for service in document.get("services", ())))
    yield Passage(", ".join(insurer["name"] for insurer in document.get("insurers", ())))
    yield Passage(document.get("legal_name", ""))
    yield Passage(document.get("email", ""))
