from __future__ import annotations

from selectolax.lexbor import LexborNode

from .collecting import Collector, Look
from .nesting import NestedTooDeeplyError
from .parts import Paragraph, plain, plain_parts
from .styles import marks_of
from .tables import MAX_COLUMNS, Cell, Grid, is_layout, read_grid, to_table

MAX_CELLS = 40_000
MAX_REPEATED_CHARACTERS = 1_000_000


class TableReading:
    """The part of the parser for tables."""

    #: In all tables so far.
    spread_cells = 0
    spread_characters = 0

    def _read_table(self, node: LexborNode, look: Look, out: Collector) -> None:
        look = look._replace(marks=frozenset())
        grid = read_grid(node, self._left_out)
        captions = [self.line_in(each, look) for each in grid.captions]
        cells = [[self._cell(cell, look) for cell in row] for row in grid.rows]
        if is_layout(node, cells):
            out.end_line()
            out.parts += [Paragraph(line) for line in captions if line]
            out.parts += [part for row in cells for cell in row for part in cell.parts]
            return
        self._check_spread(cells)
        found, notes = to_table(Grid(grid.header_rows, cells), " ".join(map(plain, captions)), self._lines)
        for note in notes:
            self._note(note)
        self.document.left_out += found.left_out
        out.add(found.table)

    def _check_spread(self, rows: list[list[Cell]]) -> None:
        """Merged cells are repeated in each row, and all rows become as wide as the widest."""
        width = min(max(sum(cell.columns for cell in row) for row in rows), MAX_COLUMNS)
        repeated = (cell for row in rows for cell in row if cell.columns * cell.rows > 1)
        self.spread_cells += len(rows) * width
        self.spread_characters += sum(cell.columns * cell.rows * len(plain_parts(cell.parts)) for cell in repeated)
        if self.spread_cells > MAX_CELLS or self.spread_characters > MAX_REPEATED_CHARACTERS:
            raise NestedTooDeeplyError(
                f"The tables are too large: once split, their merged cells have more than {MAX_CELLS:,} cells "
                f"or {MAX_REPEATED_CHARACTERS:,} characters. Split the tables, or merge fewer cells."
            )

    def _cell(self, node: LexborNode, look: Look) -> Cell:
        name = node.tag or "td"
        if self._left_out(node):
            return Cell([], 1, 1, False)
        parts = self.parts_in(node, look._replace(marks=marks_of(name, self._declared(node), look.marks)))
        spans = (_span(node.attributes.get(key)) for key in ("colspan", "rowspan"))
        return Cell(parts, *spans, name == "th")


def _span(value: str | None) -> int:
    return min(int(value[:5]), 50) if value and value.isdecimal() and int(value[:5]) > 0 else 1
