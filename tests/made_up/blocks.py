from __future__ import annotations

import uuid
from typing import Any

from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.blocks.list_block import ListBlock
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.blocks.struct_block import BaseStructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.coreutils import resolve_model_string

from .nothing_fits import NothingFits

#: The first class that a block is an instance of decides.
BY_CLASS: list[tuple[type[blocks.Block], Any]] = [
    (TableBlock, {"data": [["{word}"]]}),
    (blocks.StaticBlock, None),
    (blocks.RichTextBlock, "<p>{word}</p>"),
    (blocks.RawHTMLBlock, "<p>{word}</p>"),
    (blocks.URLBlock, "https://www.example.org/{slug}/"),
    (blocks.EmailBlock, "{slug}@example.org"),
    (blocks.CharBlock, "{word}"),
    (blocks.TextBlock, "{word}"),
    (blocks.BooleanBlock, True),
    (blocks.IntegerBlock, 3),
    (blocks.FloatBlock, 3.5),
    (blocks.DecimalBlock, "3.5"),
    (blocks.DateTimeBlock, "2026-05-01T09:00:00Z"),
    (blocks.DateBlock, "2026-05-01"),
    (blocks.TimeBlock, "09:00"),
]


def stored_stream(block: BaseStreamBlock, word: str, refer: Any) -> list[dict[str, Any]]:
    """Each block of a stream once, as the database stores it.

    :param word: stands in all texts.
    :param refer: makes an object of a model, for what a block refers to.
    :raises NothingFits: when the class of a block is not known here.
    """
    return [
        {"id": _id(name), "type": name, "value": stored(child, word, refer)}
        for name, child in block.child_blocks.items()
    ]


def stored(block: blocks.Block, word: str, refer: Any) -> Any:
    """What is stored for one block. Of parts that may be empty, only those that refer to something are filled."""
    if isinstance(block, BaseStreamBlock):
        return stored_stream(block, word, refer)
    if isinstance(block, ListBlock):
        return [{"id": _id("item"), "type": "item", "value": stored(block.child_block, word, refer)}]
    if isinstance(block, BaseTypedTableBlock):
        name, child = next(iter(block.child_blocks.items()))
        columns = [{"type": name, "heading": word}]
        return {"columns": columns, "rows": [{"values": [stored(child, word, refer)]}], "caption": ""}
    if isinstance(block, BaseStructBlock):
        return {name: _part(child, word, refer) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ChooserBlock):
        return str(refer(resolve_model_string(block.target_model)).pk)
    if isinstance(block, BaseChoiceBlock):
        chosen = next(value for value, _label in block.field.choices if value not in (None, ""))
        return [chosen] if isinstance(block, blocks.MultipleChoiceBlock) else chosen
    for kind, value in BY_CLASS:
        if isinstance(block, kind):
            return value.format(word=word, slug=slugify(word)) if isinstance(value, str) else value
    raise NothingFits(f"the block {block.name}", type(block), "blocks")


def _id(name: str) -> str:
    """As the editor gives them, the same each time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def _part(block: blocks.Block, word: str, refer: Any) -> Any:
    is_leaf = isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.ChooserBlock)
    return block.get_prep_value(block.get_default()) if is_leaf and not block.required else stored(block, word, refer)
