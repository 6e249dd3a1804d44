"""The text of blocks: what search finds, and what its results quote."""

from __future__ import annotations

import logging
from typing import Any

from wagtail.blocks import Block

from ..faults import FATAL
from ..passages import Passage
from .adapters import adapter_for

logger = logging.getLogger(__name__)


def block_passages(block: Block, shown: Any) -> list[Passage]:
    """The block's own text in its representation, by ``get_passages`` of the block or its adapter; empty if that fails,
    which is logged.
    """
    if shown is None or shown == "":
        return []
    adapter = adapter_for(block, "get_passages")
    try:
        return [*(block.get_passages(shown) if adapter is None else adapter.get_passages(block, shown))]
    except FATAL:
        raise
    except Exception:
        logger.exception(
            "The text of the block %s (%s) could not be read. Search results do not quote it.",
            block.name,
            type(block).__name__,
        )
        return []


def searchable_content(block: Block, value: Any) -> list[str]:
    """The block's own text in its value, by ``get_searchable_content`` of the block or its adapter."""
    adapter = adapter_for(block, "get_searchable_content")
    return block.get_searchable_content(value) if adapter is None else adapter.get_searchable_content(block, value)
