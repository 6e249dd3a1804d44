"""The demo's notation of blocks, converted into the values of the body."""

from __future__ import annotations

import re
import uuid
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from ..blocks.body import BodyBlock
from ..importers.readers.markdown import markdown_to_html
from ..rich_text_features import RICH_TEXT_FEATURES
from .library import Library
from .rich_text import as_the_editor_stores

_PAGE_LINK = re.compile(r'<a href="(article|clinic):([\w-]+)">')


def stream(entries: list[dict[str, Any]], library: Library) -> list[dict[str, Any]]:
    """The blocks of a body. Each entry is ``{type: value}``: with keys of the demo for chosen objects, Markdown for
    rich text, and a ``header`` and ``rows`` of plain text for tables.
    """
    known = BodyBlock().child_blocks
    pairs = [next(iter(entry.items())) for entry in entries]
    return [{"id": _id(), "type": name, "value": _stored(known[name], value, library)} for name, value in pairs]


def rich_text(markdown: str, library: Library, features: list[str] = RICH_TEXT_FEATURES) -> str:
    """Markdown as rich text; links such as ``article:what-is-addiction`` lead to the demo's own pages."""
    return as_the_editor_stores(_resolve(markdown_to_html(markdown or ""), library), features)


def _resolve(html: str, library: Library) -> str:
    def page_link(match: re.Match[str]) -> str:
        pages = library.articles if match[1] == "article" else library.clinics
        return f'<a linktype="page" id="{pages[match[2]].pk}">'

    return _PAGE_LINK.sub(page_link, html)


def _stored(block: blocks.Block, value: Any, library: Library) -> Any:
    """A value of the demo as ``block`` stores it."""
    if isinstance(block, blocks.StructBlock):
        return {name: _stored(block.child_blocks[name], part, library) for name, part in value.items()}
    if isinstance(block, blocks.ListBlock):
        items = (_stored(block.child_block, item, library) for item in value)
        return [{"id": _id(), "type": "item", "value": item} for item in items]
    if isinstance(block, TypedTableBlock):
        return _table(value)
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value, library, block.features)
    if isinstance(block, blocks.ChooserBlock):
        return library.find(block.model_class, value).pk if value else None
    return str(value) if isinstance(block, blocks.ChoiceBlock) else value


def _table(value: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": str(heading)} for heading in value["header"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in value["rows"]],
        "caption": value["caption"],
    }


def _id() -> str:
    return str(uuid.uuid4())
