"""Wagtail's two kinds of tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTable

from ....json_schema import NULL, TEXT, Schema, array, closed_object, nullable, union
from ...markdown import text as md
from ...markdown.values import value_markdown
from ...passages import Passage, html_passages
from ...rich_text import display_html
from ..adapters import BlockAdapter, Context, Schemas, careful
from ..markdown import block_markdown
from ..representing import represent_cells
from ..words import block_passages


class TableAdapter(BlockAdapter):
    """The cells are text, or HTML if the table's options say so."""

    @careful
    def get_api_representation(self, block: TableBlock, value: Any, context: Context) -> Any:
        if not value or not block.is_html_renderer():
            return value
        rows = [
            [display_html(cell, context) if isinstance(cell, str) else cell for cell in row] for row in value["data"]
        ]
        return {**value, "data": rows}

    def get_schema(self, block: TableBlock, schemas: Schemas, place: str) -> Schema:
        """It may have further members from the table editor."""
        cell = {"type": ["string", "number", "boolean", "null"]}
        table = closed_object({"data": array(array(cell)), "table_header_choice": TEXT}, {"table_header_choice"})
        return nullable({**table, "additionalProperties": True})

    def get_markdown(self, block: TableBlock, shown: Any) -> str:
        rows = [[value_markdown(cell) for cell in row] for row in shown.get("data") or ()]
        if not rows:
            return ""
        has_headings = shown.get("table_header_choice") in ("row", "both")
        headings = rows.pop(0) if has_headings else [""] * len(rows[0])
        return md.join(md.strong(md.words(shown.get("table_caption") or "")), md.table(headings, rows))

    def get_passages(self, block: TableBlock, shown: Any) -> Iterable[Passage]:
        for row in shown.get("data") or ():
            texts = [cell for cell in row if cell and isinstance(cell, str)]
            if block.is_html_renderer():
                texts = [passage.text for text in texts for passage in html_passages(text)]
            yield Passage("; ".join(texts))


class TypedTableAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: BaseTypedTableBlock, value: TypedTable, context: Context) -> Any:
        return represent_cells(value, context)

    def get_schema(self, block: BaseTypedTableBlock, schemas: Schemas, place: str) -> Schema:
        cells = [schemas.of_block(child, f"{place}.{name}") for name, child in block.child_blocks.items()]
        columns = closed_object({"type": {"type": "string", "enum": [*block.child_blocks]}, "heading": TEXT})
        row = closed_object({"values": array(nullable(union(cells)))})
        return closed_object({"columns": array(columns), "rows": array(row), "caption": {"anyOf": [TEXT, NULL]}})

    def get_markdown(self, block: BaseTypedTableBlock, shown: Any) -> str:
        headings = [md.words(column["heading"]) for column in shown["columns"]]
        rows = [[block_markdown(child, cell) for child, _, cell in _cells(block, shown, row)] for row in shown["rows"]]
        return md.join(md.strong(md.words(shown["caption"] or "")), md.table(headings, rows) if headings else "")

    def get_passages(self, block: BaseTypedTableBlock, shown: Any) -> Iterable[Passage]:
        yield Passage(shown["caption"] or "")
        for row in shown["rows"]:
            cells = []
            for child, heading, cell in _cells(block, shown, row):
                if words := " ".join(passage.text for passage in block_passages(child, cell)):
                    cells.append(f"{heading}: {words}")
            yield Passage("; ".join(cells))


def _cells(block: BaseTypedTableBlock, shown: Any, row: Any) -> Iterable[tuple[Any, str, Any]]:
    for column, cell in zip(shown["columns"], row["values"], strict=False):
        yield block.child_blocks[column["type"]], column["heading"], cell
