"""What is wrong with an answer as it stands: references that lead nowhere, and what was not meant to leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

# All that an answer may say by a whole number. Whatever else is one is a reference that nobody resolved.
NUMBERS = {
    "count",
    "height",
    "id",
    "level",
    "part",
    "part_count",
    "position",
    "reading_time_minutes",
    "size",
    "total_count",
    "weekday",
    "width",
    "wordCount",
    "word_count",
    "year",
}
# Members that are written in digits and are no references.
DIGITS = {
    "datePublished",
    "display",
    "doi",
    "next_cursor",
    "number",
    "pmid",
    "postalCode",
    "postal_code",
    "telephone",
    "value",
}
# Members that hold an address or a path, besides those whose name ends in "_url".
LINKS = {"@id", "contentUrl", "embedUrl", "href", "html_path", "item", "location", "sameAs", "src", "url"}
# Members that may be empty: sources have no address where they are known by name alone, drafts no canonical one.
MAY_BE_EMPTY = {"url"}
ADDRESS = re.compile(
    r"^(https?://[^\s/]+(/\S*)?|/(?!/)\S*|#\S+|tel:\+?\d+(;ext=\d+)?|sms:\+?\d+(\?body=\S+)?|mailto:\S+@\S+|data:image/\S+|urn:\S+)$"
)
EDITOR_MARKS = re.compile(r"\b(linktype|embedtype)\b\s*=|<embed\b", re.IGNORECASE)


def faults_of(answer: Any) -> list[str]:
    """A sentence for each fault of a JSON document, with the place where it is."""
    return list(_faults(answer, "", ""))


def links_of(answer: Any) -> set[str]:
    """The addresses and paths in a JSON document that readers may follow."""
    return {link for link in _links(answer, "") if ADDRESS.match(link) and "{" not in link}


def faults_of_html(html: str, place: str) -> Iterator[str]:
    """Faults of a piece of HTML."""
    if EDITOR_MARKS.search(html):
        yield f"{place}: marks of the editor: {html[:120]!r}"
    for tag, attribute in (("a", "href"), ("img", "src")):
        for element in BeautifulSoup(html, "html.parser").find_all(tag):
            address = element.get(attribute)
            if address is None or not _is_address(address):
                yield f"{place}: <{tag}> leads nowhere: {element}"


def _faults(value: Any, name: str, place: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _faults_of_object(value, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, int) and not isinstance(item, bool):
                yield f"{place}[{number}]: a bare id: {item}"
            else:
                yield from _faults(item, name, f"{place}[{number}]")
    elif isinstance(value, int) and not isinstance(value, bool):
        if name not in NUMBERS:
            yield f"{place}: a bare id: {value}"
    elif isinstance(value, str):
        yield from _faults_of_text(value, name, place)


def _faults_of_object(value: dict[str, Any], place: str) -> Iterator[str]:
    if value.keys() == {"id"}:
        yield f"{place}: an object that is only an id: {value}"
    for name, member in value.items():
        # A video's id is its provider's name for it.
        is_ours = name.endswith(("_id", "_ids", "_pk")) and name != "video_id"
        if is_ours or name in ("linktype", "embedtype", "pk"):
            yield f"{place}.{name}: a name of the database"
        yield from _faults(member, name, f"{place}.{name}")


def _faults_of_text(text: str, name: str, place: str) -> Iterator[str]:
    if _is_link(name):
        may_be_empty = name in MAY_BE_EMPTY and ".citations[" in place
        if not (text == "" and may_be_empty) and not _is_address(text):
            yield f"{place}: no address: {text!r}"
        return
    if text.isascii() and text.isdigit() and name not in DIGITS:
        yield f"{place}: a bare id: {text!r}"
    if "<" in text or EDITOR_MARKS.search(text):
        yield from faults_of_html(text, place)


def _is_link(name: str) -> bool:
    return name in LINKS or name.endswith("_url")


def _is_address(text: str) -> bool:
    return bool(ADDRESS.match(text)) and "/None" not in text and text != "None"


def _links(value: Any, name: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield from _links(member, key)
    elif isinstance(value, list):
        for item in value:
            yield from _links(item, name)
    elif isinstance(value, str):
        if _is_link(name):
            yield value
        elif "<" in value:
            soup = BeautifulSoup(value, "html.parser")
            yield from (element["href"] for element in soup.find_all("a", href=True))
            yield from (element["src"] for element in soup.find_all("img", src=True))
