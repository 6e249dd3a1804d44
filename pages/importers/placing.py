"""Converts the sections of an outline into the blocks of an article's body."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from ..foreign_html.left_out import LeftOut
from ..foreign_html.parts import Part, Table
from ..foreign_html.table_values import table_value
from ..foreign_html.writing import to_html
from ..headings import Outline as Anchors
from ..models import ClinicPage
from ..rich_text_features import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES
from .outline import Outline, Section

CONTACT_HEADING = re.compile(
    r"\b(speak|talk|connect|get in touch) (with|to)\b|\b(contact|call) (us|today|now)\b|\breach out\b"
    r"|\bget (help|started)\b|\bfind help\b|\b(hable|habla) con\b|\bcont[áa]ct(e|a)nos\b|\bll[áa]m(e|a)nos\b",
    re.IGNORECASE,
)
RESOURCES_HEADING = re.compile(
    r"(more|further|additional|related) (resources|reading|articles|pages)"
    r"|read more|learn more|see also|m[áa]s recursos",
    re.IGNORECASE,
)
CONTACT_DETAILS = ["telephone", "address", "hours"]


@dataclass
class Placed:
    """The blocks of a body, and what could not be converted unchanged."""

    anchors: dict[str, str]
    blocks: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, block_type: str, value: Any) -> None:
        self.blocks.append({"id": str(uuid.uuid4()), "type": block_type, "value": value})

    def has(self, block_type: str) -> bool:
        return any(block["type"] == block_type for block in self.blocks)

    def html(self, parts: Iterable[Part], features: Sequence[str]) -> str:
        """Parts other than tables as rich text with ``features``."""
        return to_html(parts, features, self.target)

    def target(self, href: str, words: str) -> str:
        """The target of a link within the document: the anchor of its heading, else none."""
        anchor = self.anchors.get(unquote(href[1:]))
        if anchor is None:
            self.left_out.append(LeftOut("link without a target", f"{words} → {href}"))
        return f"#{anchor}" if anchor else ""


def place(outline: Outline, clinic: ClinicPage | None, clinic_warning: str = "") -> Placed:
    """The blocks for an outline.

    :param clinic: the clinic for the call to action in the closing section.
    :param clinic_warning: why there is no clinic; reported if there is such a section.
    """
    placed = Placed(_anchors(outline))
    contact = _contact_section(outline.sections)
    for section in outline.sections:
        if section is contact and clinic is not None:
            _place_contact(placed, section, clinic)
        elif RESOURCES_HEADING.fullmatch(section.heading.rstrip(":")) and not section.text:
            placed.add("related_pages", {"heading": section.heading, "pages": []})
        else:
            if section is contact:
                placed.warnings.append(f"“{section.heading}” was imported as text: {clinic_warning}")
            _place_text(placed, section, outline.title)
    return placed


def _anchors(outline: Outline) -> dict[str, str]:
    """The page's anchor for each heading, by the ids that links within the document use."""
    anchors = Anchors()
    found: dict[str, str] = {}
    for section in outline.sections:
        if section.title is not None:
            anchor = anchors.claim(section.heading, section.level)
            for name in section.title.ids:
                found.setdefault(name, anchor)
    return found


def _contact_section(sections: list[Section]) -> Section | None:
    """The closing section with the call to action: the last one with text, if its heading says so."""
    closing = [section for section in sections if section.text]
    if closing and CONTACT_HEADING.search(closing[-1].heading):
        return closing[-1]
    return None


def _place_contact(placed: Placed, section: Section, clinic: ClinicPage) -> None:
    text = placed.html((part for part in section.parts if not isinstance(part, Table)), SHORT_TEXT_FEATURES)
    placed.add(
        "clinic_contact",
        {"heading": section.heading, "text": text, "clinic": clinic.pk, "details": CONTACT_DETAILS},
    )
    for part in section.parts:
        if isinstance(part, Table):
            _place_table(placed, part, section.heading)


def _place_text(placed: Placed, section: Section, title: str) -> None:
    if section.heading:
        placed.add("heading", {"text": section.heading, "level": str(section.level)})
    for is_table, parts in groupby(section.parts, key=lambda part: isinstance(part, Table)):
        if is_table:
            for part in parts:
                _place_table(placed, part, section.heading or title)
        elif html := placed.html(parts, RICH_TEXT_FEATURES):
            placed.add("rich_text", html)


def _place_table(placed: Placed, table: Table, heading: str) -> None:
    if not table.caption:
        placed.warnings.append(f"A table now has “{heading}” as its caption. Say in one line what the table shows.")
    placed.add("table", table_value(table, heading, SHORT_TEXT_FEATURES, placed.target))
