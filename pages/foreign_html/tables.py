"""The rows and cells of a table: each text once, each row as wide as the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from .left_out import LeftOut
from .parts import Heading, Line, List, Paragraph, Part, Table, plain, plain_parts

# Longer than any column heading: the first row is then content.
_LONGEST_HEADING = 80
_LONGEST_CELL_OF_ONE_ROW = 300
MAX_COLUMNS = 50


class Cell(NamedTuple):
    parts: list[Part]
    columns: int
    rows: int
    is_heading: bool


class Grid(NamedTuple):
    """``header_rows`` is the number of rows in the table's head."""

    header_rows: int
    rows: list[list[Cell]]


@dataclass
class Source:
    """The rows of a table element itself, without those of nested tables."""

    header_rows: int = 0
    rows: list[list[LexborNode]] = field(default_factory=list)
    captions: list[LexborNode] = field(default_factory=list)


@dataclass
class Made:
    table: Table
    left_out: list[LeftOut] = field(default_factory=list)


def read_grid(table: LexborNode, left_out: Callable[[LexborNode], bool]) -> Source:
    """The cells of ``table``.

    :param left_out: returns whether a row is left out, and reports it.
    """
    source = Source()
    for group in table.iter(include_text=False):
        if group.tag == "caption":
            source.captions.append(group)
        rows = [group] if group.tag == "tr" else list(group.iter(include_text=False))
        for row in rows if group.tag in ("tr", "thead", "tbody", "tfoot") else []:
            if row.tag != "tr" or left_out(row):
                continue
            cells = [cell for cell in row.iter(include_text=False) if cell.tag in ("td", "th")]
            if cells:
                source.rows.append(cells)
                source.header_rows += group.tag == "thead"
    return source


def is_layout(table: LexborNode, rows: list[list[Cell]]) -> bool:
    """Whether a table is only used for layout: it has one column, headings in its cells, or long texts."""
    filled = [row for row in rows if any(cell.parts for cell in row)]
    if table.attributes.get("role") in ("presentation", "none") or not filled:
        return True
    if max(sum(cell.columns for cell in row) for row in filled) < 2:
        return True
    cells = [cell for row in filled for cell in row]
    if any(isinstance(part, Heading) for cell in cells for part in cell.parts):
        return True
    return len(filled) == 1 and any(len(plain_parts(cell.parts)) > _LONGEST_CELL_OF_ONE_ROW for cell in cells)


def to_table(grid: Grid, caption: str, lines: Callable[[Part], list[Line]]) -> tuple[Made, list[str]]:
    """The table, what was left out, and what needs review.

    :param lines: converts a part that is not allowed in a cell into lines.
    """
    notes = []
    head = min(grid.header_rows or _headings_in_body(grid.rows), len(grid.rows) - 1)
    if not head:
        head = int(len(grid.rows) > 1 and _may_be_headings(grid.rows[0]))
        notes.append(
            "The first row of a table became its column headings: make sure that it is not a row of values."
            if head
            else "A table has no column headings, so its columns were numbered. Give each one a heading."
        )
    if any(cell.columns > 1 or cell.rows > 1 for row in grid.rows for cell in row):
        notes.append("Merged cells of a table were split: make sure that each row still says the same.")
    rows, headings = _spread(grid.rows, head)
    left_out = [
        LeftOut("link in a column heading", f"{run.text} → {run.href}")
        for row in grid.rows[:head] for cell in row for part in cell.parts for line in lines(part)
        for run in line if run.href
    ]  # fmt: skip
    cells = [[_simple(parts, lines) for parts in row] for row in rows]
    return Made(Table(caption, headings, [row for row in cells if any(row)]), left_out), notes


def _headings_in_body(rows: list[list[Cell]]) -> int:
    """The first rows whose cells are all headings, by element or by being bold."""
    count = 0
    for row in rows[:-1]:
        if not all(cell.is_heading or (cell.parts and not count and _is_bold(cell.parts)) for cell in row):
            break
        count += 1
    return count


def _is_bold(parts: list[Part]) -> bool:
    return all(
        isinstance(part, Paragraph) and all("b" in run.marks or not run.text.strip() for run in part.line)
        for part in parts
    )


def _may_be_headings(row: list[Cell]) -> bool:
    words = [plain_parts(cell.parts) for cell in row]
    return all(each and len(each) <= _LONGEST_HEADING for each in words[1:]) and not any(
        any(char.isdigit() for char in each) or any(_has_link(part) for part in cell.parts)
        for each, cell in zip(words, row, strict=True)
    )


def _has_link(part: Part) -> bool:
    return isinstance(part, Paragraph) and any(run.href for run in part.line)


def _spread(rows: list[list[Cell]], head: int) -> tuple[list[list[list[Part]]], list[str]]:
    """Rows of equal width, and the headings. A cell that spans rows is repeated in each, one that spans columns is in
    the first of them; headings are repeated in both directions.
    """
    grid: list[list[list[Part]]] = []
    waiting: dict[int, tuple[int, list[Part]]] = {}
    for number, row in enumerate(rows):
        spread: list[list[Part]] = []
        for cell in row:
            _take_waiting(spread, waiting)
            for column in range(cell.columns):
                parts = cell.parts if not column or number < head else []
                if cell.rows > 1:
                    waiting[len(spread)] = (cell.rows - 1, parts)
                spread.append(parts)
        _take_waiting(spread, waiting)
        grid.append(spread[:MAX_COLUMNS])
    width = max(len(row) for row in grid)
    for row in grid:
        row += [[] for _ in range(width - len(row))]
    return grid[head:], [_heading(grid[:head], column) for column in range(width)]


def _take_waiting(spread: list[list[Part]], waiting: dict[int, tuple[int, list[Part]]]) -> None:
    while len(spread) in waiting:
        left, parts = waiting.pop(len(spread))
        if left > 1:
            waiting[len(spread)] = (left - 1, parts)
        spread.append(parts)


def _heading(head: list[list[list[Part]]], column: int) -> str:
    words: list[str] = []
    for row in head:
        each = plain_parts(row[column])
        if each and each not in words:
            words.append(each)
    return ": ".join(words)


def _simple(parts: Iterable[Part], lines: Callable[[Part], list[Line]]) -> list[Paragraph | List]:
    simple: list[Paragraph | List] = []
    for part in parts:
        if isinstance(part, Paragraph | List):
            simple.append(part)
        else:
            simple += [Paragraph(line) for line in lines(part) if plain(line)]
    return simple
