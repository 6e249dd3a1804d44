"""The blocks of a stream as an answer shows them.

A block that says itself what it looks like (``get_api_representation``) is asked; it is given its value without what a
visitor may not see, and what it returns passes ``outgoing``. Wagtail's own blocks would send keys of chosen objects and
unresolved rich text; for those, objects and display HTML are sent here, at any depth, also where a block of a project's
own calls them by ``super()``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import update_wrapper
from typing import Any

from django.utils.choices import flatten_choices
from wagtail import blocks
from wagtail.blocks.base import BoundBlock
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable
from wagtail.embeds.blocks import EmbedValue
from wagtail.images.blocks import ImageBlock

from ..addresses import is_safe
from .block_values import value_of
from .faults import FATAL, report
from .outgoing import RawHtml, resolve
from .representations import represent
from .rich_text import display_html
from .rich_text.display import VisibleRichText
from .rich_text.representations import RichText

Context = Mapping[str, Any] | None

# Blocks whose own methods are at work, the outermost first.
_asked: ContextVar[tuple[blocks.Block, ...]] = ContextVar("clinic_api_asked_blocks", default=())


# Stands for a block that could not be represented.
_FAILED = object()


def represent_block(block: blocks.Block, value: Any, context: Context) -> Any:
    """``value`` of ``block``, ready for JSON.

    Items of lists and streams keep their ``id``: ``{"id", "type", "value"}``.
    """
    return _ask(block, value, context) if says_itself(block) else _represent_stock(block, value, context)


def says_itself(block: blocks.Block) -> bool:
    """Whether the block decides on its own shape, rather than being one of Wagtail's."""
    owner = next(cls for cls in type(block).__mro__ if "get_api_representation" in vars(cls))
    return not owner.__module__.startswith("wagtail.")


def _ask(block: blocks.Block, value: Any, context: Context) -> Any:
    """What the block's own method returns; blocks inside that it asks in turn answer as they do everywhere."""
    for child in _parts(block):
        _lead_here(child)
    token = _asked.set((*_asked.get(), block))
    try:
        return resolve(type(block).get_api_representation(block, value_of(block, value, context), context), context)
    finally:
        _asked.reset(token)


def _represent_stock(block: blocks.Block, value: Any, context: Context) -> Any:
    """As what it is of Wagtail's blocks."""
    for block_class, represent_value in _STOCK_BLOCKS.items():
        if isinstance(block, block_class):
            return represent_value(block, value, context)
    return _ask(block, value, context)


def _parts(block: blocks.Block) -> list[blocks.Block]:
    """The blocks that a block is made of."""
    children = getattr(block, "child_blocks", None)
    only = getattr(block, "child_block", None)
    found = [*children.values()] if isinstance(children, Mapping) else []
    return [*found, only] if isinstance(only, blocks.Block) else found


def _lead_here(block: blocks.Block) -> None:
    """Has ``block``, and all that it is made of, answer by :func:`represent_block` while a block around it is asked.

    Outside of our answers, such as in Wagtail's own API, it goes on as before.
    """
    if "get_api_representation" in vars(block):
        return
    own = block.get_api_representation

    def get_api_representation(value: Any, context: Context = None) -> Any:
        return represent_block(block, value, context) if _asked.get() else own(value, context)

    block.get_api_representation = update_wrapper(get_api_representation, own)
    for child in _parts(block):
        _lead_here(child)


def _stream(block: blocks.BaseStreamBlock, value: Any, context: Context) -> list[dict[str, Any]]:
    represented = ((child, _part(child.block, child.value, context)) for child in value or ())
    return [
        {"id": child.id, "type": child.block.name, "value": made} for child, made in represented if made is not _FAILED
    ]


def _list(block: blocks.ListBlock, value: Any, context: Context) -> list[dict[str, Any]]:
    represented = ((item, _part(block.child_block, item.value, context)) for item in value.bound_blocks)
    return [{"id": item.id, "type": "item", "value": made} for item, made in represented if made is not _FAILED]


def _struct(block: blocks.BaseStructBlock, value: Any, context: Context) -> dict[str, Any]:
    represented = ((name, _part(child, value.get(name), context)) for name, child in block.child_blocks.items())
    return {name: None if made is _FAILED else made for name, made in represented}


def _part(block: blocks.Block, value: Any, context: Context) -> Any:
    """A block inside another one. One that fails costs no reader the others."""
    try:
        return represent_block(block, value, context)
    except FATAL:
        raise
    except Exception as fault:
        report(f"The block {block.name} ({type(block).__name__})", context, fault)
        return _FAILED


def _image(block: ImageBlock, value: Any, context: Context) -> dict[str, Any] | None:
    image = represent(value, context)
    if image is None:
        return None
    return {"image": image, "alt_text": value.contextual_alt_text or "", "decorative": bool(value.decorative)}


def _chooser(block: blocks.ChooserBlock, value: Any, context: Context) -> Any:
    return represent(value, context)


def _rich_text(block: blocks.RichTextBlock, value: Any, context: Context) -> RichText:
    return value.source if isinstance(value, VisibleRichText) else display_html(value.source, context)


def _raw_html(block: blocks.RawHTMLBlock, value: Any, context: Context) -> str:
    return RawHtml(value or "")


def _table(block: TableBlock, value: Any, context: Context) -> Any:
    """The cells are text, or HTML where the table's options say so."""
    if not value or not block.is_html_renderer():
        return value
    rows = [[display_html(cell, context) if isinstance(cell, str) else cell for cell in row] for row in value["data"]]
    return {**value, "data": rows}


def _typed_table(block: BaseTypedTableBlock, value: TypedTable, context: Context) -> dict[str, Any]:
    return _cells(value, context)


def _cells(table: TypedTable, context: Context) -> dict[str, Any]:
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


def _choice(block: BaseChoiceBlock, value: Any, context: Context) -> Any:
    """A choice that there is no more counts as the default, or as none."""
    chosen = _prepared(block, value)
    if chosen in (None, "") or chosen in _choices_of(block):
        return chosen
    default = _prepared(block, block.get_default())
    return default if default in _choices_of(block) else None


def _choices(block: blocks.MultipleChoiceBlock, value: Any, context: Context) -> list[Any]:
    """Choices that no longer exist are left out."""
    known = _choices_of(block)
    return [chosen for chosen in _prepared(block, value) or () if chosen in known]


def _prepared(block: blocks.Block, value: Any) -> Any:
    return type(block).get_api_representation(block, value)


def _choices_of(block: BaseChoiceBlock) -> list[Any]:
    return [value for value, _ in flatten_choices(list(block.field.choices))]


# The first class that fits decides: an ImageBlock is a StructBlock, too.
_STOCK_BLOCKS: dict[type[blocks.Block], Callable[[Any, Any, Context], Any]] = {
    ImageBlock: _image,
    blocks.ChooserBlock: _chooser,
    blocks.RichTextBlock: _rich_text,
    blocks.RawHTMLBlock: _raw_html,
    blocks.MultipleChoiceBlock: _choices,
    BaseChoiceBlock: _choice,
    TableBlock: _table,
    BaseTypedTableBlock: _typed_table,
    blocks.BaseStreamBlock: _stream,
    blocks.ListBlock: _list,
    blocks.BaseStructBlock: _struct,
}


# Values of blocks that a property or a block has returned as they are.


def _represent_value(block: blocks.Block, value: Any, context: Context) -> Any:
    """A block that returns its own value is not asked for it again."""
    was_asked = any(block is asked for asked in _asked.get())
    return _represent_stock(block, value, context) if was_asked else represent_block(block, value, context)


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
    return _cells(value, context)


@resolve.register(BoundBlock)
def _bound_block(value: BoundBlock, context: Context) -> dict[str, Any]:
    block_type = "item" if isinstance(value, ListValue.ListChild) else value.block.name
    made = {"type": block_type, "value": _represent_value(value.block, value.value, context)}
    return {"id": value.id, **made} if hasattr(value, "id") else made


@resolve.register(EmbedValue)
def _embed_value(value: EmbedValue, context: Context) -> str:
    return value.url if is_safe(value.url) else ""
