"""Compares what search engines are told of a page with what the page's own answer shows.

What a graph must say is put together here again, from the JSON of the answer and nothing else. A value that differs, is
missing, or stands in the graph and nowhere on the page is named with its place in the graph.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from tests.structured_data.expected import expected_nodes

Json = dict[str, Any]


def differences(answer: Json, site: Json) -> list[str]:
    """What is wrong with the graph of a page; empty where nothing is.

    :param answer: the page, as ``pages/<id>/`` answers.
    :param site: its site, as ``site/`` answers.
    """
    graph = answer["meta"]["json_ld"]
    nodes = graph.get("@graph", [])
    found = list(structural_faults(graph))
    expected = expected_nodes(answer, site)
    actual = {node.get("@id"): node for node in nodes}
    found += [f"{name} is missing" for name in expected.keys() - actual.keys()]
    found += [f"{name} does not belong to this page" for name in actual.keys() - expected.keys()]
    for name in expected.keys() & actual.keys():
        found += compare(expected[name], actual[name], name, answer["meta"]["html_url"])
    return sorted(found)


def structural_faults(graph: Json) -> Iterator[str]:
    """What is wrong with a graph whatever it says: names that are no addresses, that nobody has, or that two have."""
    if graph.get("@context") != "https://schema.org":
        yield "@context is not https://schema.org"
    nodes = graph.get("@graph", [])
    names = [node.get("@id") for node in nodes]
    for name in names:
        if not _is_absolute(name):
            yield f"@id {name!r} is not an absolute address"
        if names.count(name) > 1:
            yield f"@id {name!r} stands twice"
    defined = {node["@id"] for node in _objects(nodes) if "@id" in node and len(node) > 1}
    for node in _objects(nodes):
        if set(node) == {"@id"} and node["@id"] not in defined:
            yield f"nothing in the graph is {node['@id']!r}"
        for member, value in node.items():
            if value in (None, "", [], {}):
                yield f"{member} is empty"


def compare(expected: Any, actual: Any, place: str, page_url: str) -> list[str]:
    """The differences between two values, each with its place."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        found = []
        for name in sorted(expected.keys() | actual.keys()):
            inner = f"{place}.{name}"
            if name not in actual:
                found.append(f"{inner} is missing")
            elif name not in expected:
                found.append(f"{inner} is not on the page")
            else:
                found += compare(expected[name], actual[name], inner, page_url)
        return found
    if isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return [f"{place} has {len(actual)} items, not {len(expected)}"]
        pairs = enumerate(zip(expected, actual, strict=True))
        return [fault for i, pair in pairs for fault in compare(*pair, f"{place}[{i}]", page_url)]
    is_same = _same_html(expected, actual, page_url) if place.endswith("Answer.text") else _same(expected, actual)
    return [] if is_same else [f"{place} is {actual!r}, not {expected!r}"]


def _same(expected: Any, actual: Any) -> bool:
    """``&lt;`` may stand for ``<``, so that no text ends a script element."""
    if isinstance(expected, str) and isinstance(actual, str) and "<" in expected:
        return html.unescape(expected) == html.unescape(actual)
    return type(expected) is type(actual) and expected == actual


def _same_html(shown: str, told: str, page_url: str) -> bool:
    """Whether two pieces of HTML have the same words and lead to the same places."""
    one, other = (BeautifulSoup(text, "html.parser") for text in (shown, told))
    leads = [urljoin(page_url, str(link["href"])) for link in one.find_all("a", href=True)]
    return one.get_text() == other.get_text() and leads == [link["href"] for link in other.find_all("a", href=True)]


def _is_absolute(name: Any) -> bool:
    parts = urlsplit(name) if isinstance(name, str) else None
    return parts is not None and parts.scheme in ("http", "https") and bool(parts.netloc)


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item)
