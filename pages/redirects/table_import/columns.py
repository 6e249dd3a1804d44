"""Identifies the columns of a table, by the names that people and Wagtail's own export give them."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

_NAMES = {
    "old": [
        "from", "old", "old path", "old url", "old address", "source", "source url", "redirect from", "request url",
    ],
    "new": [
        "to", "new", "new path", "new url", "new address", "target", "target url", "destination", "destination url",
        "link", "redirect link", "redirect to", "redirect url",
    ],
    "kind": ["type", "kind", "status", "status code", "code", "redirect type", "permanent", "is permanent"],
    "site": ["site", "from site", "hostname", "host"],
}  # fmt: skip
_ADDRESS = re.compile(r"/|[a-z][a-z0-9+.-]*://", re.IGNORECASE)


class Columns(NamedTuple):
    """The index of each column; None for one that the table does not have."""

    old: int | None = None
    new: int | None = None
    kind: int | None = None
    site: int | None = None


def names_columns(cells: list[str]) -> bool:
    """Whether the first line of a file is a header rather than a redirect."""
    return not any(_ADDRESS.match(cell) for cell in cells)


def guess_columns(headers: list[str]) -> Columns:
    """Of two columns, the first has the old paths, whatever they are called."""
    names = [" ".join(re.split(r"[\s_-]+", header.strip().casefold())) for header in headers]
    exported = {"old": _("From"), "new": _("To"), "kind": _("Type"), "site": _("Site")}
    found = {
        role: next((index for index, name in enumerate(names) if name in [*known, exported[role].casefold()]), None)
        for role, known in _NAMES.items()
    }
    if len(headers) == 2 and None in (found["old"], found["new"]):
        found |= {"old": 0, "new": 1, "kind": None, "site": None}
    return Columns(**found)
