"""The demo's documents: plain one-page PDF files, generated from their text."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.base import ContentFile

from media.models import ClinicDocument

from . import content
from .library import Library

# A sheet of US letter paper, in points.
WIDTH, HEIGHT = 612, 792
MARGIN, LINE = 72, 20


def make_documents(library: Library) -> None:
    for entry in content.load("documents"):
        file = ContentFile(leaflet(entry["title"], entry["lines"]), name=f"{entry['key']}.pdf")
        document = ClinicDocument(title=entry["title"], file=file)
        document.full_clean(exclude=["uploaded_by_user", "collection"])
        document.save()
        library.documents[entry["key"]] = document


def leaflet(title: str, lines: Iterable[str]) -> bytes:
    """A heading and lines of text as a PDF (ISO 32000-1, with a standard font). The same text gives the same bytes."""
    rows = [f"/F1 20 Tf {MARGIN} {HEIGHT - MARGIN} Td ({_escape(title)}) Tj /F1 12 Tf 0 -{2 * LINE} Td"]
    rows += [f"({_escape(line)}) Tj 0 -{LINE} Td" for line in lines]
    text = "\n".join(["BT", *rows, "ET"]).encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _escape(title).encode("cp1252"),
    ]
    return _file(parts)


def _file(parts: list[bytes]) -> bytes:
    """The objects of a PDF with the cross-reference table."""
    body, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(parts) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(parts))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%s%sstartxref\n%d\n%%%%EOF\n" % (count, table, trailer, len(body))


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
