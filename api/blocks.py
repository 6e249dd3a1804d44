"""The blocks of a stream as an answer shows them.

A block that says itself what it looks like (``get_api_representation``) is asked. Wagtail's own blocks would send keys
of chosen objects and unresolved rich text; for those, objects and display HTML are sent here, at any depth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from api.representations import represent
from api.rich_text import display_html
from api.rich_text.representations import RichText

Context = Mapping[str, Any] | None


def represent_block(block: blocks.Block, value: Any, context: Context) -> Any:
    """``value`` of ``block``, ready for JSON.

    Items of lists and streams keep their ``id``: ``{"id", "type", "value"}``.
    """
    if says_itself(block):
        return block.get_api_representation(value, context)
    for block_class, represent_value in _STOCK_BLOCKS.items():
        if isinstance(block, block_class):
            return represent_value(block, value, context)
    return block.get_api_representation(value, context)


def says_itself(block: blocks.Block) -> bool:
    """Whether the block decides on its own shape, rather than being one of Wagtail's."""
    owner = next(cls for cls in type(block).__mro__ if "get_api_representation" in vars(cls))
    return not owner.__module__.startswith("wagtail.")


def _stream(block: blocks.BaseStreamBlock, value: Any, context: Context) -> list[dict[str, Any]]:
    return [
        {"id": child.id, "type": child.block.name, "value": represent_block(child.block, child.value, context)}
        for child in value or ()
    ]


def _list(block: blocks.ListBlock, value: Any, context: Context) -> list[dict[str, Any]]:
    return [
        {"id": item.id, "type": "item", "value": represent_block(block.child_block, item.value, context)}
        for item in value.bound_blocks
    ]


def _struct(block: blocks.BaseStructBlock, value: Any, context: Context) -> dict[str, Any]:
    return {name: represent_block(child, value.get(name), context) for name, child in block.child_blocks.items()}


def _image(block: ImageBlock, value: Any, context: Context) -> dict[str, Any] | None:
    image = represent(value, context)
    if image is None:
        return None
    return {"image": image, "alt_text": value.contextual_alt_text or "", "decorative": bool(value.decorative)}


def _chooser(block: blocks.ChooserBlock, value: Any, context: Context) -> Any:
    return represent(value, context)


def _rich_text(block: blocks.RichTextBlock, value: Any, context: Context) -> RichText:
    return display_html(value.source, context)


# The first class that fits decides: an ImageBlock is a StructBlock, too.
_STOCK_BLOCKS: dict[type[blocks.Block], Callable[[Any, Any, Context], Any]] = {
    ImageBlock: _image,
    blocks.ChooserBlock: _chooser,
    blocks.RichTextBlock: _rich_text,
    blocks.BaseStreamBlock: _stream,
    blocks.ListBlock: _list,
    blocks.BaseStructBlock: _struct,
}
