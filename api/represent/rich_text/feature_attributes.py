"""The attributes that editor features store with their elements, as the features declare them."""

from __future__ import annotations

import re
from functools import cache

from wagtail.rich_text import features

#: The part of ``span[data-stock]`` with the element's name, and its attributes.
_ELEMENT = re.compile(r"[a-z][a-z0-9]*")
_DATA = re.compile(r"\[(data-[a-z0-9-]+)")


def data_attributes(tag: str) -> frozenset[str]:
    """The names of the ``data-`` attributes of ``tag`` by which a registered feature selects its elements, such as
    ``span[data-stock]``.
    """
    return _by_tag().get(tag, frozenset())


@cache
def _by_tag() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for feature in features.get_converter_features("contentstate"):
        rule = features.get_converter_rule("contentstate", feature) or {}
        for selector in rule.get("from_database_format", ()):
            element = _ELEMENT.match(selector)
            if element is not None:
                found.setdefault(element[0], set()).update(_DATA.findall(selector))
    return {tag: frozenset(names) for tag, names in found.items()}
