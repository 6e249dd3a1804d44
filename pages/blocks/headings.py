from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks

from api.represent.markdown import text as md

from ..headings import DEFAULT_LEVEL, Outline
from .content import ContentBlock

LEVELS = {"2": _("Section (2)"), "3": _("Part of a section (3)"), "4": _("Detail (4)")}


class HeadingRepresentation(TypedDict):
    """``level`` is 2, 3 or 4; ``anchor`` is unique in the page."""

    text: str
    level: Literal[2, 3, 4]
    anchor: str


class HeadingBlock(ContentBlock):
    """A heading between other blocks."""

    text = blocks.CharBlock(
        label=_("Text"),
        max_length=200,
        help_text=_("What the section is about, in the reader's words. No full stop at the end."),
    )
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=LEVELS.items(),
        default=str(DEFAULT_LEVEL),
        help_text=_("The page's title is level 1. Do not skip a level."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        help_text = _("Begins a section and appears in the table of contents.")
        preview_template = "pages/block_previews/heading.html"
        preview_value = {"text": "What happens in the first week", "level": "2"}

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> HeadingRepresentation:
        level = int(value["level"]) if value["level"] in LEVELS else DEFAULT_LEVEL
        return HeadingRepresentation(
            text=value["text"], level=level, anchor=Outline.of(context).claim(value["text"], level)
        )

    def get_markdown(self, value: HeadingRepresentation) -> str:
        return md.heading(value["level"], md.words(value["text"]))
