"""Spreadsheets that the admin hands out: what somebody typed into a form does not run as a formula on the computer of
who opens them (https://owasp.org/www-community/attacks/CSV_Injection).

Wagtail exports reports, redirects, users, snippets and more as CSV, with the words as they are
(https://github.com/wagtail/wagtail/blob/main/wagtail/admin/views/mixins.py); in its XLSX files it marks all of them as
text. Here each CSV file passes on its way out, whoever makes it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

#: What spreadsheet programs take for the beginning of a formula, in whichever width it is written.
_BEGINNINGS = frozenset("=+-@")
#: Where a program begins another cell that expects another separator, or does not heed quotation marks.
_INNER_BEGINNING = re.compile(r"([;\t\r\n]\s*\"?)(?=[=+@\uff1d\uff0b\uff0d\uff20-])")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(e[+-]?\d+)?%?", re.IGNORECASE | re.ASCII)


def make_exports_harmless(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: puts an apostrophe, by which programs know a text, before each cell of the admin's CSV files that
    would be a formula.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0].strip()
        # A document that is downloaded stays what it is, byte for byte.
        is_export = kind == "text/csv" and request.path.startswith(reverse("wagtailadmin_home"))
        if not is_export or isinstance(response, FileResponse):
            return response
        charset = response.charset or "utf-8"
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = harmless_rows(codecs.iterdecode(response.streaming_content, charset), charset)
        else:
            response.content = b"".join(harmless_rows([response.content.decode(charset)], charset))
        response.headers.pop("Content-Length", None)
        return response

    return middleware


def harmless_cell(value: str) -> str:
    """``'=SUM(A1)`` for ``=SUM(A1)``; numbers, and all other texts, as they are."""
    if not value or _NUMBER.fullmatch(value):
        return value
    inside = _INNER_BEGINNING.sub(r"\1'", value)
    first = unicodedata.normalize("NFKC", _visible(value)[:1])
    return f"'{inside}" if first in _BEGINNINGS or value[0] in "\t\r\n" else inside


def harmless_rows(texts: Iterable[str], charset: str) -> Iterator[bytes]:
    """The rows of a CSV file that comes in pieces, as bytes, one by one."""
    for row in csv.reader(_lines(texts)):
        line = io.StringIO(newline="")
        csv.writer(line).writerow([harmless_cell(cell) for cell in row])
        yield line.getvalue().encode(charset)


def _visible(value: str) -> str:
    """From the first sign that is shown: programs skip blanks and marks of byte order."""
    return value.lstrip("".join(sign for sign in set(value) if sign.isspace() or unicodedata.category(sign)[0] == "C"))


def _lines(texts: Iterable[str]) -> Iterator[str]:
    """Line by line, however the pieces are cut."""
    rest = ""
    for text in texts:
        *whole, rest = re.split(r"(?<=\n)", rest + text)
        yield from whole
    if rest:
        yield rest
