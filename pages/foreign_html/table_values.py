from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .parts import BREAK, List, Paragraph, Table, plain_parts
from .writing import Target, keep_target, to_html


def table_value(table: Table, caption: str, features: Sequence[str], target: Target = keep_target) -> dict[str, Any]:
    """A table as a table block stores it. Columns with more than plain text are rich text with ``features``.

    :param caption: the text above the table, if it has no caption of its own.
    """
    is_rich = [any(_is_rich(row[column]) for row in table.rows) for column in range(len(table.headings))]
    columns = [
        {"type": "rich_text" if rich else "text", "heading": heading or f"Column {number}"}
        for number, (rich, heading) in enumerate(zip(is_rich, table.headings, strict=True), 1)
    ]
    rows = [
        {
            "values": [
                to_html(cell, features, target) if rich else plain_parts(cell)
                for rich, cell in zip(is_rich, row, strict=True)
            ]
        }
        for row in table.rows
    ]
    return {"columns": columns, "rows": rows, "caption": table.caption or caption}


def _is_rich(cell: Sequence[Paragraph | List]) -> bool:
    if len(cell) > 1 or any(isinstance(part, List) for part in cell):
        return True
    return any(run.marks or run.href or run == BREAK for part in cell for run in part.line)
