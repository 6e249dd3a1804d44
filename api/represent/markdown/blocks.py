"""Represented blocks as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.images.blocks import ImageBlock

from ..faults import FATAL, report
from . import text as md
from .text import Markdown


def block_markdown(block: blocks.Block, value: Any) -> str:
    """How the representation of a block reads.

    A block that says so itself (``get_markdown(value)``) is asked. Settings, such as choices and ticks, say nothing to
    a reader and are left out; so is raw HTML.
    """
    if value is None or value == "":
        return ""
    if hasattr(block, "get_markdown"):
        try:
            return block.get_markdown(value)
        except FATAL:
            raise
        except Exception as fault:
            report(f"The Markdown of the block {block.name} ({type(block).__name__})", None, fault)
            return _plainly(value)
    for block_class, write in _STOCK_BLOCKS.items():
        if isinstance(block, block_class):
            return write(block, value)
    return value_markdown(value)


def value_markdown(value: Any) -> str:
    """How a value of no known block reads: rich text as it is, an object as a link to it, text as paragraphs."""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, Mapping):
        return object_markdown(value)
    if isinstance(value, list | tuple):
        return _items([value_markdown(item) for item in value])
    return "" if value is None or isinstance(value, bool) else md.paragraphs(value)


def _plainly(value: Any) -> str:
    """All words of a value, whatever its shape: better without its layout than not at all."""
    if isinstance(value, Mapping) and not (value.get("title") or value.get("name")):
        return md.join(*map(_plainly, value.values()))
    return value_markdown(value)


def object_markdown(value: Mapping[str, Any]) -> str:
    """How an object reads that an answer refers to: an image as one, a page or a document as a link."""
    meta = value.get("meta") or {}
    title = md.words(value.get("title") or value.get("name") or "")
    fallback = value.get("fallback")
    if isinstance(fallback, Mapping):
        return md.image(value.get("alt_text") or "", fallback.get("url"))
    return md.link(title, meta.get("html_path") or meta.get("download_url"))


def _stream(block: blocks.BaseStreamBlock, value: Any) -> str:
    known = (child for child in value if child["type"] in block.child_blocks)
    return md.join(*(block_markdown(block.child_blocks[child["type"]], child["value"]) for child in known))


def _list(block: blocks.ListBlock, value: Any) -> str:
    return _items([block_markdown(block.child_block, item["value"] if _is_item(item) else item) for item in value])


def _struct(block: blocks.BaseStructBlock, value: Any) -> str:
    if not isinstance(value, Mapping):
        return value_markdown(value)
    return md.join(*(block_markdown(child, value.get(name)) for name, child in block.child_blocks.items()))


def _image(block: ImageBlock, value: Any) -> str:
    return object_markdown({**value["image"], "alt_text": value["alt_text"]}) if value.get("image") else ""


def _link(block: blocks.URLBlock, value: Any) -> str:
    return md.link(md.words(value), str(value))


def _nothing(block: blocks.Block, value: Any) -> str:
    return ""


def _items(parts: list[str]) -> str:
    """One-line parts as a list, longer ones below each other."""
    parts = [part for part in parts if part]
    return md.join(*parts) if any("\n" in part for part in parts) else md.bullets(parts)


def _is_item(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "item" and "value" in item


# The first class that fits decides: an ImageBlock is a StructBlock, too.
_STOCK_BLOCKS: dict[type[blocks.Block], Callable[[Any, Any], str]] = {
    ImageBlock: _image,
    blocks.RawHTMLBlock: _nothing,
    blocks.BooleanBlock: _nothing,
    BaseChoiceBlock: _nothing,
    blocks.URLBlock: _link,
    blocks.BaseStreamBlock: _stream,
    blocks.ListBlock: _list,
    blocks.BaseStructBlock: _struct,
}
