"""Spreadsheets of the admin: every view that exports is found by walking the addresses of the project."""

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import get_resolver, reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.exports import harmless_cell, harmless_rows, make_exports_harmless
from tests.media.factories import DocumentFactory
from tests.pages.factories import FaqItemFactory, PersonFactory, TopicFactory, make_article

FORMULA = '=HYPERLINK("http://evil.example","x")'
DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def rows_of(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return list(csv.reader(io.StringIO(body.decode(), newline="")))


@pytest.mark.parametrize(
    "text",
    [
        FORMULA,
        "+1 (951) 555-0142",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "\xa0@x",
        "\uff1d1+1",
        "\ufe621+1",
        "\uff0d1+1",
    ],
)
def test_what_would_run_is_a_text(text):
    assert harmless_cell(text)[0] == "'"
    assert harmless_cell(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["x;=1+1", "x; =1+1", "x\n=1+1", 'x;"=1+1', "x\t@a", "a\r\n+1", "x;\uff1d1"])
def test_what_another_separator_would_make_a_cell_of_is_a_text_too(text):
    assert harmless_cell(text) != text
    assert harmless_cell(text).replace("'", "") == text


@pytest.mark.parametrize(
    "text",
    ["", "a", "Ana", "1", "-5", "+5", "-1.5", "1,500.25", "-12%", "1e-5", "a = b", "x-y", "a;b", "it's"],
)
def test_all_else_stays_as_it_is(text):
    assert harmless_cell(text) == text


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4), st.integers(1, 9))
def test_however_a_file_is_cut_into_pieces_no_cell_begins_with_a_formula(rows, size):
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    text = written.getvalue()
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    try:
        made = b"".join(harmless_rows(pieces, "utf-8")).decode()
    except UnicodeEncodeError:  # Half a surrogate pair, which no file in UTF-8 holds.
        return
    cells = [cell for row in csv.reader(io.StringIO(made, newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple(DANGEROUS) and not cell[1:2].isdigit()]


def exporting_views():
    """The names of the views of Wagtail's that hand out spreadsheets."""

    def walk(resolver, namespace=""):
        for entry in resolver.url_patterns:
            if hasattr(entry, "url_patterns"):
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                yield from walk(entry, inner)
                continue
            view = entry.callback
            kind = getattr(view, "view_class", None)
            if kind is not None and issubclass(kind, SpreadsheetExportMixin) and not entry.pattern.converters:
                yield entry, kind, namespace

    return [(entry, kind, namespace) for entry, kind, namespace in walk(get_resolver())]


def export_addresses():
    return sorted({reverse(f"{namespace}{entry.name}") for entry, _, namespace in exporting_views() if entry.name})


@pytest.mark.django_db
def test_no_export_of_the_admin_has_a_formula(client):
    user = User.objects.create_superuser("root", email="root@example.org", password="open sesame", first_name=FORMULA)
    client.force_login(user)
    Redirect.objects.create(old_path="/a", redirect_link="+https://example.org/;=1")
    FaqItemFactory(question=f"{FORMULA}?")
    PersonFactory(name=FORMULA)
    TopicFactory(name=FORMULA)
    article = make_article(Page.objects.get(depth=2), title=FORMULA, slug="a", locked=True, locked_by=user)
    article.save_revision(user=user, clean=False, log_action=True)
    addresses = export_addresses()
    assert len(addresses) > 5
    met = []
    for address in addresses:
        response = client.get(f"{address}?export=csv")
        if response.status_code != 200 or not response["Content-Type"].startswith("text/csv"):
            continue
        cells = [cell for row in rows_of(response) for cell in row]
        assert [cell for cell in cells if cell[:1] in tuple("=+-@")] == [], address
        met += [address for cell in cells if cell[:2] in ("'=", "'+")]
        workbook = load_workbook(io.BytesIO(b"".join(client.get(f"{address}?export=xlsx").streaming_content)))
        kinds = {cell.data_type for row in workbook.active.iter_rows() for cell in row}
        assert "f" not in kinds, address
    assert {"/admin/redirects/", "/admin/reports/locked/", "/admin/reports/site-history/"} <= set(met)


@pytest.mark.django_db
def test_a_document_in_csv_is_downloaded_as_it_is(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    document = DocumentFactory(file=ContentFile(b"=1+1;b\n", "prices.csv"))
    assert b"".join(client.get(document.url).streaming_content) == b"=1+1;b\n"


@pytest.mark.parametrize(
    ("path", "response", "expected"),
    [
        ("/admin/x/", HttpResponse("=1,a\n", content_type="text/csv"), b"'=1,a\r\n"),
        (
            "/admin/x/",
            StreamingHttpResponse([b"a,\xc3", b"\xa4\n@b"], content_type="text/csv"),
            "a,ä\r\n'@b\r\n".encode(),
        ),
        ("/admin/x/", HttpResponse("=1,a\n", content_type="text/html"), b"=1,a\n"),
        ("/admin/x/", FileResponse(io.BytesIO(b"=1"), content_type="text/csv"), b"=1"),
        ("/documents/1/a.csv", HttpResponse("=1,a\n", content_type="text/csv"), b"=1,a\n"),
    ],
)
def test_each_csv_file_of_the_admin_passes_whoever_makes_it(path, response, expected):
    answer = make_exports_harmless(lambda request: response)(RequestFactory().get(path))
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert body == expected
