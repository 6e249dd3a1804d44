"""Anchors for headings, and the table of contents made from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.utils.text import slugify
from typing_extensions import TypedDict

from api.represent.rich_text import parse, to_html
from api.represent.rich_text.scripts import with_signs

HEADING_TAGS = {"h2": 2, "h3": 3, "h4": 4}
DEFAULT_LEVEL = 2
CONTEXT_NAME = "outline"


class TableOfContentsEntry(TypedDict):
    """One heading, with the headings below it up to the next of its own level. ``level`` is 2, 3 or 4."""

    anchor: str
    text: str
    level: Literal[2, 3, 4]
    children: list[TableOfContentsEntry]


class Outline:
    """The headings of one page, in the order in which they claim their anchors."""

    def __init__(self) -> None:
        self._headings: list[TableOfContentsEntry] = []
        self._anchors: set[str] = set()
        self._next_numbers: dict[str, int] = {}

    @classmethod
    def of(cls, context: Mapping[str, Any] | None) -> Outline:
        """The outline of the page that is being represented; an empty one outside of a page."""
        return (context or {}).get(CONTEXT_NAME) or cls()

    @property
    def heading_count(self) -> int:
        """The number of headings so far."""
        return len(self._headings)

    def claim(self, text: str, level: int = DEFAULT_LEVEL) -> str:
        """Add a heading, and return its anchor: the slug of ``text``, with ``-2``, ``-3`` if that is taken.

        The same headings in the same order always have the same anchors.
        """
        text = " ".join(text.split())
        anchor = self._free_anchor(slugify(text) or "section")
        self._anchors.add(anchor)
        self._headings.append(TableOfContentsEntry(anchor=anchor, text=text, level=level, children=[]))
        return anchor

    def forget_after(self, count: int) -> None:
        """Remove all headings but the first ``count``: those of a block that is not shown after all."""
        self._anchors -= {heading["anchor"] for heading in self._headings[count:]}
        del self._headings[count:]
        self._next_numbers.clear()

    def anchor_html(self, html: str) -> str:
        """``html`` with an ``id`` on each of its headings of the levels 2 to 4. Empty headings are left out."""
        if not any(f"<{tag}" in html for tag in HEADING_TAGS):
            return html
        soup = parse(html)
        for heading in soup.find_all(list(HEADING_TAGS)):
            text = parse(with_signs(heading.decode_contents())).get_text()
            if text.strip():
                heading["id"] = self.claim(text, HEADING_TAGS[heading.name])
            else:
                heading.decompose()
        return to_html(soup)

    def table_of_contents(self) -> list[TableOfContentsEntry]:
        """All headings, nested by level. A heading that skips a level is below the nearest higher one."""
        top: list[TableOfContentsEntry] = []
        branch: list[TableOfContentsEntry] = []
        for heading in self._headings:
            entry = TableOfContentsEntry(**{**heading, "children": []})
            while branch and branch[-1]["level"] >= entry["level"]:
                branch.pop()
            (branch[-1]["children"] if branch else top).append(entry)
            branch.append(entry)
        return top

    def _free_anchor(self, slug: str) -> str:
        anchor, number = slug, self._next_numbers.get(slug, 2)
        while anchor in self._anchors:
            anchor = f"{slug}-{number}"
            number += 1
        self._next_numbers[slug] = number
        return anchor
