from __future__ import annotations

from selectolax.lexbor import LexborNode

from pages.foreign_html.collecting import Collector, Look
from pages.foreign_html.parts import Paragraph, plain
from pages.foreign_html.styles import marks_of
from pages.foreign_html.tables import Cell, Grid, is_layout, read_grid, to_table


class TableReading:
    """The part of a reader that reads tables."""

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
        found, notes = to_table(Grid(grid.header_rows, cells), " ".join(map(plain, captions)), self._lines)
        for note in notes:
            self._note(note)
        self.document.left_out += found.left_out
        out.add(found.table)

    def _cell(self, node: LexborNode, look: Look) -> Cell:
        name = node.tag or "td"
        if self._left_out(node):
            return Cell([], 1, 1, False)
        parts = self.parts_in(node, look._replace(marks=marks_of(name, self._declared(node), look.marks)))
        spans = (_span(node.attributes.get(key)) for key in ("colspan", "rowspan"))
        return Cell(parts, *spans, name == "th")


def _span(value: str | None) -> int:
    return min(int(value), 50) if value and value.isdecimal() and int(value[:5]) > 0 else 1
