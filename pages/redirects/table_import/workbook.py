"""Tables in Excel workbooks (Office Open XML, ECMA-376 part 1)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from .errors import TableError
from .limits import MAX_COLUMNS, MAX_OTHER_BYTES, MAX_ROWS, MAX_UNPACKED_BYTES

#: The most digits of a number that Excel stores.
_EXACT = 10**15
#: The parts with cells, their texts and pictures.
_LARGE = ("xl/worksheets/sheet", "xl/sharedStrings", "xl/media/")


def is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04")


def read_workbook(name: str, content: bytes) -> tuple[list[list[str]], list[str]]:
    """The records of the first non-empty sheet, and what the user should know.

    :raises TableError: if it is not a workbook, too large or damaged.
    """
    filled = _filled_sheets(name, content)
    if not filled:
        raise TableError(_("%(name)s is empty.") % {"name": name})
    title, records = filled[0]
    if len(filled) == 1:
        return records, []
    note = _("Only the sheet “%(sheet)s” is imported. To import the others, save each as a separate file.")
    return records, [note % {"sheet": title}]


def _filled_sheets(name: str, content: bytes) -> list[tuple[str, list[list[str]]]]:
    """The visible non-empty sheets, each with its records."""
    # Importing it takes a tenth of a process's whole start.
    import openpyxl

    try:
        _check_parts(name, content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            # Some programs write a wrong one, and what is outside of it would not be read.
            sheet.reset_dimensions()
        return [(sheet.title, records) for sheet in sheets if (records := _filled(sheet))]
    except TableError:
        raise
    except Exception as error:
        # Errors of a damaged file: openpyxl raises KeyError, ValueError, zlib.error and others.
        raise TableError(_damaged(name)) from error


def _check_parts(name: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "[Content_Types].xml" not in archive.namelist():
            message = _("%(name)s is not an Excel workbook. Save it as one (.xlsx), or as CSV.")
            raise TableError(message % {"name": name})
        # No part is larger than it declares, or Python reports it as damaged.
        parts = archive.infolist()
        others = [part for part in parts if not part.filename.startswith(_LARGE)]
        sizes = [sum(part.file_size for part in each) for each in (parts, others)]
        if sizes[0] > MAX_UNPACKED_BYTES or sizes[1] > MAX_OTHER_BYTES:
            message = _(
                "%(name)s is too large when unpacked. Copy the two columns with the redirects into a new workbook, and "
                "import that."
            )
            raise TableError(message % {"name": name})


def _damaged(name: str) -> str:
    return _("%(name)s is damaged, or not an Excel workbook. Open it in Excel, and save it again as .xlsx or CSV.") % {
        "name": name
    }


def _filled(sheet: Any) -> list[list[str]]:
    """The records of a sheet; none if all of them are blank."""
    records = list(_records(sheet))
    return records if any(any(record) for record in records) else []


def _records(sheet: Any) -> Iterator[list[str]]:
    """Up to the maximum: a file may declare that its next row is the billionth, with blank ones in between."""
    records = sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)
    return ([_text(value) for value in record] for record in islice(records, MAX_ROWS + 2))


def _text(value: object) -> str:
    """A cell approximately as Excel shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)
