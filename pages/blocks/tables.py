from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

from api.represent.markdown import text as md
from api.represent.markdown.values import value_markdown
from api.represent.passages import Passage, html_passages
from api.represent.rich_text.representations import RichText

from .text import ShortTextBlock


class TableColumn(TypedDict):
    """``type`` is the content of the cells in the column: plain text, or rich text."""

    heading: str
    type: Literal["text", "rich_text"]


class TableRepresentation(TypedDict):
    """Each row has one cell for each column."""

    caption: str
    columns: list[TableColumn]
    rows: list[list[str | RichText]]


class TableBlock(TypedTableBlock):
    """A table with a caption and a header row."""

    text = blocks.CharBlock(label=_("Text"), required=False)
    rich_text = ShortTextBlock(label=_("Text with links"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Text")
        help_text = description = _("Rows and columns of data, with a header row and a caption. Not for layout.")
        preview_template = "pages/block_previews/table.html"
        preview_value = {
            "columns": [{"type": "text", "heading": "Level"}, {"type": "text", "heading": "Hours a week"}],
            "rows": [{"values": ["Outpatient", "1 to 3"]}, {"values": ["Intensive outpatient", "9 to 19"]}],
            "caption": "Hours of treatment by level of care",
        }

    def clean(self, value: Any) -> Any:
        faults, cells = [], None
        try:
            value = super().clean(value)
        except TypedTableBlockValidationError as error:
            cells = error.cell_errors
        if not (value.caption or "").strip():
            faults.append(ValidationError(_("Give the table a caption: one line that says what it shows.")))
        if any(not (column["heading"] or "").strip() for column in value.columns):
            faults.append(ValidationError(_("Give every column a heading. Screen readers read it with each cell.")))
        if not value.columns or not value.row_data:
            faults.append(ValidationError(_("A table has at least one column and one row.")))
        if faults or cells:
            raise TypedTableBlockValidationError(cell_errors=cells, non_block_errors=faults)
        return value

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> TableRepresentation:
        columns = [(column["block"], column["heading"]) for column in value.columns]
        return TableRepresentation(
            caption=value.caption or "",
            columns=[TableColumn(heading=heading, type=block.name) for block, heading in columns],
            rows=[
                [_cell(block, cell, context) for (block, _heading), cell in zip(columns, row["values"], strict=True)]
                for row in value.row_data
            ],
        )

    def get_markdown(self, value: TableRepresentation) -> str:
        headings = [md.words(column["heading"]) for column in value["columns"]]
        rows = [[value_markdown(cell) for cell in row] for row in value["rows"]]
        return md.join(md.strong(md.words(value["caption"])), md.table(headings, rows) if headings else "")

    def get_passages(self, value: TableRepresentation) -> Iterator[Passage]:
        """A row at a time, so that each cell is next to its heading."""
        yield Passage(value["caption"])
        for row in value["rows"]:
            cells = []
            for column, cell in zip(value["columns"], row, strict=False):
                words = [passage.text for passage in html_passages(cell)] if column["type"] == "rich_text" else [cell]
                cells.append(f"{column['heading']}: {' '.join(words)}")
            yield Passage("; ".join(cells))


def _cell(block: blocks.Block, value: Any, context: Mapping[str, Any] | None) -> str | RichText:
    """An empty cell is empty text of its column's type."""
    shown = block.get_api_representation(value, context)
    return "" if shown is None else shown
