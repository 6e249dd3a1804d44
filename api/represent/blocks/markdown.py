"""Represented blocks as Markdown."""

from __future__ import annotations

from typing import Any

from wagtail.blocks import Block

from ..faults import FATAL, report
from ..markdown.values import all_words
from .adapters import adapter_for


def block_markdown(block: Block, shown: Any) -> str:
    """The Markdown of a block's representation, by ``get_markdown`` of the block or its adapter.

    Settings, such as choices and booleans, mean nothing to a reader and are omitted; so is raw HTML.
    """
    if shown is None or shown == "":
        return ""
    adapter = adapter_for(block, "get_markdown")
    try:
        return block.get_markdown(shown) if adapter is None else adapter.get_markdown(block, shown)
    except FATAL:
        raise
    except Exception as fault:
        report(f"The Markdown of the block {block.name} ({type(block).__name__})", None, fault)
        return all_words(shown)
