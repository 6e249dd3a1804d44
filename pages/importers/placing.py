"""The sections of an outline as the blocks of an article's body."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from pages.importers.outline import Outline, Section, plain_text
from pages.importers.rich_text import to_rich_text
from pages.models import ClinicPage
from pages.rich_text_features import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES

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
    """The blocks of a body, and what could not be placed as it was."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, block_type: str, value: Any) -> None:
        self.blocks.append({"id": str(uuid.uuid4()), "type": block_type, "value": value})

    def has(self, block_type: str) -> bool:
        return any(block["type"] == block_type for block in self.blocks)

    def add_text(self, html: str, features: list[str], where: str) -> str:
        """``html`` as rich text with ``features``; notes what had to go."""
        text, gone = to_rich_text(html, features)
        if gone:
            self.warnings.append(f"{where}: simplified {', '.join(gone)}.")
        return text


def place(outline: Outline, clinic: ClinicPage | None, clinic_warning: str = "") -> Placed:
    """The blocks for an outline.

    :param clinic: the clinic for the closing section that invites to call.
    :param clinic_warning: why there is no clinic; told when such a section is found.
    """
    placed = Placed()
    contact = _contact_section(outline.sections)
    for section in outline.sections:
        if section is contact and clinic is not None:
            _place_contact(placed, section, clinic)
        elif RESOURCES_HEADING.fullmatch(section.heading.rstrip(":")) and not section.text:
            placed.add("related_pages", {"heading": section.heading, "pages": []})
        else:
            if section is contact:
                placed.warnings.append(f"“{section.heading}” stays text: {clinic_warning}")
            _place_text(placed, section)
    return placed


def placed_text(blocks: list[dict[str, Any]]) -> str:
    """All words that stand in the blocks."""
    parts = []
    for block in blocks:
        value = block["value"]
        values = [value] if isinstance(value, str) else [value.get("heading", ""), value.get("text", "")]
        parts += [plain_text(part) for part in values if part]
    return " ".join(parts)


def _contact_section(sections: list[Section]) -> Section | None:
    """The closing section that invites to call: the last one that has text, where its heading says so."""
    closing = [section for section in sections if section.text]
    if closing and CONTACT_HEADING.search(closing[-1].heading):
        return closing[-1]
    return None


def _place_contact(placed: Placed, section: Section, clinic: ClinicPage) -> None:
    text = placed.add_text(section.html, SHORT_TEXT_FEATURES, section.heading)
    placed.add(
        "clinic_contact",
        {"heading": section.heading, "text": text, "clinic": clinic.pk, "details": CONTACT_DETAILS},
    )


def _place_text(placed: Placed, section: Section) -> None:
    if section.heading:
        placed.add("heading", {"text": section.heading, "level": str(section.level)})
    if section.text or "<hr" in section.html:
        placed.add("rich_text", placed.add_text(section.html, RICH_TEXT_FEATURES, section.heading or "Beginning"))
