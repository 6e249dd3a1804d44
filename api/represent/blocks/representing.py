"""The blocks of a stream as JSON.

A block or adapter with a representation of its own gets its value without hidden objects, and its result passes through
``outgoing``. Wagtail's own blocks would send keys of chosen objects and unresolved rich text; their adapters send
objects and display HTML, at any depth, also if a project's own block calls them by ``super()``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any

from wagtail import blocks
from wagtail.blocks.base import BoundBlock
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.embeds.blocks import EmbedValue

from ...addresses import is_safe
from ..outgoing import resolve
from .adapters import BlockAdapter, adapter_for, adapter_without_own_code, is_careful
from .values import value_of

Context = Mapping[str, Any] | None

# The blocks whose own methods are running, the outermost first.
_asked: ContextVar[tuple[blocks.Block, ...]] = ContextVar("clinic_api_asked_blocks", default=())


def represent_block(block: blocks.Block, value: Any, context: Context) -> Any:
    """The ``value`` of ``block``, ready for JSON.

    Items of lists and streams keep their ``id``: ``{"id", "type", "value"}``.
    """
    adapter = adapter_for(block, "get_api_representation")
    if adapter is None:
        return _ask(type(block).get_api_representation, block, value, context)
    return _adapted(adapter, block, value, context)


def _adapted(adapter: BlockAdapter, block: blocks.Block, value: Any, context: Context) -> Any:
    represent = adapter.get_api_representation
    return represent(block, value, context) if is_careful(represent) else _ask(represent, block, value, context)


def _ask(represent: Callable[[Any, Any, Context], Any], block: blocks.Block, value: Any, context: Context) -> Any:
    """Call code from outside the API; child blocks that it calls in turn are represented as everywhere else."""
    for child in _parts(block):
        _lead_here(child)
    token = _asked.set((*_asked.get(), block))
    try:
        return resolve(represent(block, value_of(block, value, context), context), context)
    finally:
        _asked.reset(token)


def _parts(block: blocks.Block) -> list[blocks.Block]:
    """The child blocks of a block."""
    children = getattr(block, "child_blocks", None)
    only = getattr(block, "child_block", None)
    found = [*children.values()] if isinstance(children, Mapping) else []
    return [*found, only] if isinstance(only, blocks.Block) else found


def _lead_here(block: blocks.Block) -> None:
    """Make ``block`` and its descendants use :func:`represent_block` while an enclosing block is being represented.

    Outside of our responses, such as in Wagtail's own API, they work as before.
    """
    if "get_api_representation" in vars(block):
        return
    own = block.get_api_representation

    def get_api_representation(value: Any, context: Context = None) -> Any:
        return represent_block(block, value, context) if _asked.get() else own(value, context)

    block.get_api_representation = update_wrapper(get_api_representation, own)
    for child in _parts(block):
        _lead_here(child)


# Values of blocks that a property or a block has returned unchanged.


def _represent_value(block: blocks.Block, value: Any, context: Context) -> Any:
    """A block that returns its own value is not called again for it."""
    if any(block is asked for asked in _asked.get()):
        return _adapted(adapter_without_own_code(block), block, value, context)
    return represent_block(block, value, context)


@resolve.register(blocks.StreamValue)
def _stream_value(value: blocks.StreamValue, context: Context) -> Any:
    return _represent_value(value.stream_block, value, context)


@resolve.register(blocks.StructValue)
def _struct_value(value: blocks.StructValue, context: Context) -> Any:
    return _represent_value(value.block, value, context)


@resolve.register(ListValue)
def _list_value(value: ListValue, context: Context) -> Any:
    return _represent_value(value.list_block, value, context)


@resolve.register(TypedTable)
def _typed_table_value(value: TypedTable, context: Context) -> Any:
    return represent_cells(value, context)


@resolve.register(BoundBlock)
def _bound_block(value: BoundBlock, context: Context) -> dict[str, Any]:
    block_type = "item" if isinstance(value, ListValue.ListChild) else value.block.name
    made = {"type": block_type, "value": _represent_value(value.block, value.value, context)}
    return {"id": value.id, **made} if hasattr(value, "id") else made


@resolve.register(EmbedValue)
def _embed_value(value: EmbedValue, context: Context) -> str:
    return value.url if is_safe(value.url) else ""


def represent_cells(table: TypedTable, context: Context) -> dict[str, Any]:
    """A table value of Wagtail's, which has no reference to its block."""
    columns = [column["block"] for column in table.columns]
    return {
        "columns": [{"type": column["block"].name, "heading": column["heading"]} for column in table.columns],
        "rows": [
            {
                "values": [
                    represent_block(block, cell, context) for block, cell in zip(columns, row["values"], strict=False)
                ]
            }
            for row in table.row_data
        ],
        "caption": table.caption,
    }
