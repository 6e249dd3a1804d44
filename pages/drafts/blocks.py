"""Blocks in a draft: each keeps what was typed, even if it is invalid."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


def kept_value(block: blocks.Block, value: Any) -> Any:
    """The value to store in a draft for the input of a block and its child blocks.

    :raises ValidationError: for a value that the block could not read again.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        children = [(child.block.name, kept_value(child.block, child.value), child.id) for child in value]
        return blocks.StreamValue(block, children)
    if isinstance(block, blocks.BaseStructBlock):
        return block.normalize({name: kept_value(child, value.get(name)) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        return ListValue(block, bound_blocks=[_kept_item(block.child_block, item) for item in value.bound_blocks])
    if isinstance(block, TypedTableBlock):
        return value
    return _kept_leaf(block, value)


def _kept_item(block: blocks.Block, item: Any) -> ListValue.ListChild:
    return ListValue.ListChild(block, kept_value(block, item.value), id=item.id)


def _kept_leaf(block: blocks.Block, value: Any) -> Any:
    try:
        return block.clean(value)
    except ValidationError as error:
        try:
            block.to_python(block.get_prep_value(value))
        except (TypeError, ValueError, ArithmeticError):
            raise error from None
        return value
