from __future__ import annotations

from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .columns import names_columns
from .errors import TableError
from .limits import MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_LETTERS, MAX_ROWS
from .table import Table, table_of
from .text import read_text
from .workbook import is_workbook, read_workbook

#: What a file chooser offers. The type of a file is detected from its content.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")

_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(name: str, content: bytes) -> Table:
    """The table in a file.

    :raises TableError: if the file is empty, too large, of an unknown type or damaged.
    """
    check_size(name, len(content))
    if content.startswith(_OLD_EXCEL):
        raise TableError(
            _(
                "%(name)s is an old Excel file (.xls) or is protected by a password. Save it as an Excel "
                "workbook (.xlsx) without a password, or as CSV."
            )
            % {"name": name}
        )
    lines, notes = read_workbook(name, content) if is_workbook(content) else read_text(name, content)
    records = [_cells(line) for line in islice(lines, MAX_ROWS + 2)]
    while records and not any(records[-1]):
        records.pop()
    _check_table(name, records)
    return table_of(records, notes, names_columns)


def check_size(name: str, size: int) -> None:
    """:raises TableError: if a file of ``size`` bytes is too large."""
    if size > MAX_BYTES:
        message = _("%(name)s is larger than %(most)d MB. Keep only the columns that you need, or split it.")
        raise TableError(message % {"name": name, "most": MAX_BYTES // 1024**2})


def _cells(line: list[str]) -> list[str]:
    """Up to the last non-blank one."""
    cells = [cell[:MAX_CELL].strip() for cell in line[:MAX_COLUMNS]]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_table(name: str, records: list[list[str]]) -> None:
    if not records:
        raise TableError(_("%(name)s is empty.") % {"name": name})
    if len(records) > MAX_ROWS + 1:
        message = ngettext(
            "%(name)s has more than %(most)d row. Split it into several files.",
            "%(name)s has more than %(most)d rows. Split it into several files.",
            MAX_ROWS,
        )
        raise TableError(message % {"name": name, "most": MAX_ROWS})
    if sum(len(cell) for cells in records for cell in cells) > MAX_LETTERS:
        message = _("%(name)s contains too much text. Keep only the columns that you need.")
        raise TableError(message % {"name": name})
    if max(len(cells) for cells in records) < 2:
        message = _(
            "%(name)s has only one column. It needs two: the old paths and the targets. In a text file, "
            "columns are separated by commas, semicolons or tabs."
        )
        raise TableError(message % {"name": name})
