from __future__ import annotations

from typing import Any, NamedTuple

from django.core import signing

# A day, as for a tab that is left open overnight.
MAX_AGE_IN_SECONDS = 24 * 60 * 60


class Row(NamedTuple):
    """:param number: as spreadsheet programs count, from 1."""

    number: int
    cells: list[str]

    def cell(self, index: int | None) -> str:
        """Rows may be of different lengths."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


class Table(NamedTuple):
    """The non-blank rows of a file.

    :param headers: one name for each column.
    :param notes: what the user should know of how it was parsed.
    """

    headers: list[str]
    rows: list[Row]
    notes: list[str]

    def sign(self, purpose: str) -> str:
        """The table as a signed string that only ``from_signed`` with the same purpose accepts: no file has to be
        stored.
        """
        return signing.dumps(self, salt=_salt(purpose), compress=True)

    @classmethod
    def from_signed(cls, text: str, purpose: str) -> Table:
        """:raises django.core.signing.BadSignature: if the string has another purpose, is older than a day, or was
        changed.
        """
        headers, rows, notes = signing.loads(text, salt=_salt(purpose), max_age=MAX_AGE_IN_SECONDS)
        return cls(headers, [Row(*row) for row in rows], notes)


def table_of(records: list[list[str]], notes: list[str], has_headers: Any) -> Table:
    """A table from the records of a file.

    :param has_headers: called with the first non-blank record; returns whether it has the names of the columns.
    """
    rows = [Row(number, cells) for number, cells in enumerate(records, start=1) if any(cells)]
    width = max((len(row.cells) for row in rows), default=0)
    headers: list[str] = []
    if rows and has_headers(rows[0].cells):
        headers = rows.pop(0).cells
    names = [*headers, *[""] * (width - len(headers))]
    return Table([name or letter_of(index) for index, name in enumerate(names)], rows, notes)


def letter_of(index: int) -> str:
    """``A`` for the first column, as spreadsheet programs name it."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _salt(purpose: str) -> str:
    return f"clinic_pages.redirects.{purpose}"
