"""Blocks with child blocks. If a child fails, the others are still sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail import blocks

from ....json_schema import NULL, Schema, array, closed_object, constant, nullable
from ...faults import FATAL, report
from ...markdown import text as md
from ...markdown.values import list_markdown, value_markdown
from ...passages import Passage, below_headings
from ..adapters import BlockAdapter, Context, Schemas, careful
from ..markdown import block_markdown
from ..representing import represent_block
from ..words import block_passages, searchable_content

#: Of an item of a list or of a stream.
ITEM_ID: Schema = {"anyOf": [{"type": "string", "format": "uuid"}, NULL], "description": "Stays the same for good."}
# Replaces a block that could not be represented.
_FAILED = object()


class StreamAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: blocks.BaseStreamBlock, value: Any, context: Context) -> Any:
        represented = ((child, _part(child.block, child.value, context)) for child in value or ())
        return [
            {"id": child.id, "type": child.block.name, "value": made}
            for child, made in represented
            if made is not _FAILED
        ]

    def get_schema(self, block: blocks.BaseStreamBlock, schemas: Schemas, place: str) -> Schema:
        return schemas.of_stream(block, "".join(part.title() for part in place.replace(".", "_").split("_")))

    def get_markdown(self, block: blocks.BaseStreamBlock, shown: Any) -> str:
        return md.join(*(block_markdown(child, value) for child, value in _children(block, shown)))

    def get_passages(self, block: blocks.BaseStreamBlock, shown: Any) -> Iterable[Passage]:
        return below_headings(block_passages(child, value) for child, value in _children(block, shown))

    def get_searchable_content(self, block: blocks.BaseStreamBlock, value: Any) -> list[str]:
        return [text for child in value or () for text in searchable_content(child.block, child.value)]


class ListAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: blocks.ListBlock, value: Any, context: Context) -> Any:
        represented = ((item, _part(block.child_block, item.value, context)) for item in value.bound_blocks)
        return [{"id": item.id, "type": "item", "value": made} for item, made in represented if made is not _FAILED]

    def get_schema(self, block: blocks.ListBlock, schemas: Schemas, place: str) -> Schema:
        value = schemas.of_block(block.child_block, f"{place}[]")
        return array(closed_object({"id": ITEM_ID, "type": constant("item"), "value": value}))

    def get_markdown(self, block: blocks.ListBlock, shown: Any) -> str:
        return list_markdown([block_markdown(block.child_block, value) for value in _items(shown)])

    def get_passages(self, block: blocks.ListBlock, shown: Any) -> Iterable[Passage]:
        return below_headings(block_passages(block.child_block, value) for value in _items(shown))

    def get_searchable_content(self, block: blocks.ListBlock, value: Any) -> list[str]:
        return [text for item in value or () for text in searchable_content(block.child_block, item)]


class StructAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: blocks.BaseStructBlock, value: Any, context: Context) -> Any:
        represented = ((name, _part(child, value.get(name), context)) for name, child in block.child_blocks.items())
        return {name: None if made is _FAILED else made for name, made in represented}

    def get_schema(self, block: blocks.BaseStructBlock, schemas: Schemas, place: str) -> Schema:
        """In stored content, a child that was added later has its default, which may be null."""
        return closed_object(
            {
                name: _with_null(schemas.of_block(child, f"{place}.{name}"), child)
                for name, child in block.child_blocks.items()
            }
        )

    def get_markdown(self, block: blocks.BaseStructBlock, shown: Any) -> str:
        if not isinstance(shown, Mapping):
            return value_markdown(shown)
        return md.join(*(block_markdown(child, shown.get(name)) for name, child in block.child_blocks.items()))

    def get_passages(self, block: blocks.BaseStructBlock, shown: Any) -> Iterable[Passage]:
        if not isinstance(shown, Mapping):
            return ()
        return below_headings(block_passages(child, shown.get(name)) for name, child in block.child_blocks.items())

    def get_searchable_content(self, block: blocks.BaseStructBlock, value: Any) -> list[str]:
        return [
            text
            for name, child in block.child_blocks.items()
            for text in searchable_content(child, value.get(name, child.get_default()))
        ]


def _part(block: blocks.Block, value: Any, context: Context) -> Any:
    try:
        return represent_block(block, value, context)
    except FATAL:
        raise
    except Exception as fault:
        report(f"The block {block.name} ({type(block).__name__})", context, fault)
        return _FAILED


def _children(block: blocks.BaseStreamBlock, shown: Any) -> Iterable[tuple[blocks.Block, Any]]:
    known = (child for child in shown if child["type"] in block.child_blocks)
    return ((block.child_blocks[child["type"]], child["value"]) for child in known)


def _items(shown: Any) -> Iterable[Any]:
    """The values of a list, also if a block has sent them without their ids."""
    return (item["value"] if _is_item(item) else item for item in shown)


def _is_item(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "item" and "value" in item


def _with_null(schema: Schema, block: blocks.Block) -> Schema:
    holds_parts = isinstance(block, blocks.BaseStructBlock | blocks.BaseStreamBlock | blocks.ListBlock)
    return schema if holds_parts or block.meta.default is not None else nullable(schema)
