"""Values of blocks and fields for a project's own code: without what is not public."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import singledispatch
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from wagtail.blocks import Block, StreamValue, StructValue
from wagtail.blocks.base import BoundBlock
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.embeds.blocks import EmbedValue
from wagtail.rich_text import RichText

from ...addresses import block_address, is_safe
from ..references import get_references
from ..rich_text import display_html
from ..rich_text.display import DisplayHtml, VisibleRichText
from ..withholding import StoredHtml, shown

Context = Mapping[str, Any] | None


@singledispatch
def without_hidden(value: Any, context: Context) -> Any:
    """A copy of ``value`` in which hidden objects are None, and rich text is what visitors read.

    A hidden object looks like one that was not chosen, or is deleted: a block has to handle that anyway.
    """
    return value


def value_of(block: Block | None, value: Any, context: Context) -> Any:
    """The same for a value that belongs to ``block``: if that is declared as a URL, an unsafe one is empty."""
    if isinstance(value, str) and block is not None:
        return without_hidden(block_address(block, value), context)
    return without_hidden(value, context)


@without_hidden.register(Model)
def _object(value: Model, context: Context) -> Model | None:
    return shown(value, get_references(context))


@without_hidden.register(FieldFile)
def _file(value: FieldFile, context: Context) -> FieldFile | None:
    return None if shown(value.instance, get_references(context)) is None else value


@without_hidden.register(StoredHtml)
def _stored(value: StoredHtml, context: Context) -> DisplayHtml:
    return display_html(value, context)


@without_hidden.register(VisibleRichText)
def _visible(value: VisibleRichText, context: Context) -> VisibleRichText:
    return value


@without_hidden.register(RichText)
def _rich_text(value: RichText, context: Context) -> VisibleRichText:
    return VisibleRichText(value.source, context)


@without_hidden.register(StructValue)
def _struct(value: StructValue, context: Context) -> StructValue:
    seen = copy(value)
    for name, member in value.items():
        seen[name] = value_of(value.block.child_blocks.get(name), member, context)
    return seen


@without_hidden.register(BoundBlock)
def _bound(value: BoundBlock, context: Context) -> BoundBlock:
    seen = copy(value)
    seen.value = value_of(value.block, value.value, context)
    return seen


@without_hidden.register(StreamValue)
def _stream(value: StreamValue, context: Context) -> StreamValue:
    seen = StreamValue.__new__(type(value))
    seen.__dict__.update(value.__dict__)
    seen._bound_blocks = [without_hidden(child, context) for child in value]
    # Parsed by the blocks when it is read, not from the stored value.
    seen._raw_data = [None] * len(seen._bound_blocks)
    return seen


@without_hidden.register(ListValue)
def _list(value: ListValue, context: Context) -> ListValue:
    seen = copy(value)
    seen.bound_blocks = [without_hidden(child, context) for child in value.bound_blocks]
    return seen


@without_hidden.register(TypedTable)
def _typed_table(value: TypedTable, context: Context) -> TypedTable:
    seen = copy(value)
    blocks = [column["block"] for column in value.columns]
    seen.row_data = [
        {**row, "values": [value_of(*cell, context) for cell in zip(blocks, row["values"], strict=False)]}
        for row in value.row_data
    ]
    return seen


@without_hidden.register(EmbedValue)
def _embed(value: EmbedValue, context: Context) -> EmbedValue | None:
    return value if is_safe(value.url) else None


@without_hidden.register(list)
@without_hidden.register(tuple)
@without_hidden.register(set)
def _items(value: Any, context: Context) -> list[Any]:
    """Hidden objects are left out."""
    seen = ((item, without_hidden(item, context)) for item in value)
    return [made for item, made in seen if made is not None or not isinstance(item, Model)]


@without_hidden.register(dict)
def _mapping(value: dict[Any, Any], context: Context) -> dict[Any, Any]:
    return {name: without_hidden(member, context) for name, member in value.items()}
