"""Tables in text files: comma-separated values as in RFC 4180, and as Excel writes them in other countries."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from ...unicode_text import is_utf8, marked_encoding
from .errors import TableError

#: In order of preference, if several fit.
_SEPARATORS = "\t;,|"
# How a file tells Excel its separator; Excel itself does not show that line.
_SEPARATOR_LINE = re.compile(r"\"?sep=([\t;,|])\"?[ \t;,|]*\r?\n", re.IGNORECASE)
_LOOKED_AT = 50


def read_text(name: str, content: bytes) -> tuple[Iterator[list[str]], list[str]]:
    """The records of a text file, and what the user should know of how it was parsed.

    :raises TableError: if it is not text.
    """
    text, notes = _decode(name, content)
    said = _SEPARATOR_LINE.match(text)
    if said is not None:
        text = text[said.end() :]
    separator = said[1] if said is not None else _separator_of(text)
    return _records(name, text, separator), notes


def _decode(name: str, content: bytes) -> tuple[str, list[str]]:
    encoding = marked_encoding(content) or _wide_encoding(content)
    notes: list[str] = []
    try:
        text = _in_unicode_or_windows(content) if not encoding else content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(_not_a_table(name)) from error
    if "\0" in text:
        raise TableError(_not_a_table(name))
    if not encoding and not is_utf8(content):
        notes.append(
            _(
                "The file does not declare its encoding and was read as Windows-1252. Check letters such as é "
                "and ü below. If they are wrong, save the file as “CSV UTF-8” and choose it again."
            )
        )
    return text, notes


def _in_unicode_or_windows(content: bytes) -> str:
    """A file that is not UTF-8 was most likely saved by Excel in Western Europe or the Americas: URLs have too few
    accented letters to detect the encoding, even for charset-normalizer.
    """
    return content.decode("utf-8" if is_utf8(content) else "cp1252")


def _not_a_table(name: str) -> str:
    return _("%(name)s cannot be read. Save it as an Excel workbook (.xlsx) or as “CSV UTF-8”.") % {"name": name}


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without a byte order mark: URLs are mostly ASCII, in which every other byte is then zero."""
    start = content[:2000]
    zeros = start[::2].count(0), start[1::2].count(0)
    if max(zeros) * 4 < len(start) or min(zeros) * 10 > max(zeros):
        return ""
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _separator_of(text: str) -> str:
    """The separator that splits the first line into several columns, and most lines into as many.

    ``csv.Sniffer`` counts characters instead, and takes a letter if there is no separator.
    """
    found = {separator: _agreement(text, separator) for separator in _SEPARATORS}
    best = max(found.values())
    return next((separator for separator in _SEPARATORS if found[separator] == best), ",") if best else ","


def _agreement(text: str, separator: str) -> float:
    try:
        records = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT))
    except csv.Error:
        return 0.0
    widths = [len(record) for record in records if any(cell.strip() for cell in record)]
    if not widths or widths[0] < 2:
        return 0.0
    return sum(width == widths[0] for width in widths) / len(widths)


def _records(name: str, text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        message = _('%(name)s cannot be read: a quotation mark (") in it is never closed.')
        raise TableError(message % {"name": name}) from error
