"""Staff import redirects from files as spreadsheet programs save them, and are told what becomes of each row."""

import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from pages.redirects.table_import.limits import MAX_BYTES, MAX_ROWS
from tests.pages.factories import make_article

HEADERS = ("From", "To")
CIRCLE = "This redirect leads back to its own path"


@pytest.fixture
def article(articles):
    return make_article(articles, title="Sleep <well>", slug="sleep")


@pytest.fixture
def other_site(home):
    root = home.get_parent().add_child(instance=type(home)(title="Other", slug="other"))
    return Site.objects.create(hostname="other.example", site_name="Second", root_page=root)


@pytest.fixture
def choose(admin_client):
    """``choose(b"…")`` chooses a file; the answer shows its table, or why there is none."""

    def post(content, name="redirects.csv"):
        file = SimpleUploadedFile(name, content)
        return admin_client.post(reverse("wagtailredirects:start_import"), {"import_file": file})

    return post


@pytest.fixture
def go_on(admin_client):
    """Imports the table that an answer shows, with the columns that are proposed, unless told otherwise."""

    def post(shown, **changes):
        assert "signed" in shown.context, shown.context["form"].errors
        form = shown.context["form"]
        data = {field.name: "" if field.value() is None else field.value() for field in form}
        data = {name: "on" if value is True else value for name, value in data.items() if value is not False}
        data |= {"table": shown.context["signed"], **changes}
        return admin_client.post(reverse("wagtailredirects:start_import"), data, follow=True)

    return post


@pytest.fixture
def imported(choose, go_on):
    """Chooses a file and imports it; the report on it."""

    def do(content, name="redirects.csv", **changes):
        answer = go_on(choose(content, name), **changes)
        assert answer.status_code == 200
        assert "<well>" not in answer.content.decode()
        return answer

    return do


def stored():
    return dict(Redirect.objects.order_by("pk").values_list("old_path", "redirect_link"))


def csv(*rows, separator=","):
    return "".join(separator.join(row) + "\r\n" for row in (HEADERS, *rows))


def xlsx(*rows, headers=HEADERS):
    workbook = openpyxl.Workbook()
    for row in [headers, *rows] if headers else rows:
        workbook.active.append(row)
    return saved(workbook)


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def refused(answer):
    return [(told.number, " ".join(told.words)) for told in answer.context["report"].refused]


def doubtful(answer):
    return [(told.number, " ".join(told.words)) for told in answer.context["report"].doubtful]


def fault(answer):
    assert answer.status_code == 400
    (error,) = answer.context["form"].errors["import_file"]
    return error


ROWS = [("/größe/", "/neu/"), ("/a,b", "/c;d")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_is_read_however_it_was_saved(imported, separator, encoding):
    quoted = [tuple(f'"{cell}"' if separator in cell else cell for cell in row) for row in ROWS]
    imported(csv(*quoted, separator=separator).encode(encoding))
    assert stored() == {"/größe": "/neu/", "/a,b": "/c;d"}


def test_what_had_to_be_guessed_is_said(choose):
    said = "Windows-1252"
    assert said in choose(csv(*ROWS, separator=";").encode("cp1252")).content.decode()
    assert said not in choose(csv(*ROWS, separator=";").encode()).content.decode()


def test_excels_line_that_names_the_separator_is_none_of_the_table(imported):
    answer = imported(b"sep=;\r\nFrom;To\r\n/a;/b\r\nTotal;1\r\n")
    assert stored() == {"/a": "/b"}
    assert refused(answer)[0][0] == 3


def test_a_file_without_names_of_columns_loses_no_redirect(imported):
    imported(b"/a,/b\n/c,/d\n")
    assert stored() == {"/a": "/b", "/c": "/d"}


def test_columns_are_found_by_their_names_wherever_they_stand(imported):
    imported(b"Remark,Target URL,Old path\nx,/b,/a\n")
    assert stored() == {"/a": "/b"}


def test_columns_of_other_names_are_chosen(choose, go_on):
    shown = choose(b"x,here,there\n1,/a,/b\n")
    assert go_on(shown).status_code == 400
    go_on(shown, old=1, new=2)
    assert stored() == {"/a": "/b"}


def test_one_column_is_not_both(choose, go_on):
    assert "cannot be in the same column" in go_on(choose(b"From,To\n/a,/b\n"), new=0).content.decode()


def test_a_workbook_is_read(imported):
    imported(xlsx(("/größe/", "/neu/"), (None, None), ("/b", "https://shop.example/")), "redirects.xlsx")
    assert stored() == {"/größe": "/neu/", "/b": "https://shop.example/"}


def test_a_workbook_counts_by_its_content_and_not_by_its_name(imported):
    imported(xlsx(("/a", "/b")), "redirects.csv")
    assert stored() == {"/a": "/b"}


def test_the_first_sheet_with_anything_in_it_counts_and_others_are_named(choose, go_on):
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Hidden").append(["From", "To"])
    workbook["Hidden"].sheet_state = "hidden"
    for name, row in (("Moved", ("/a", "/b")), ("More", ("/c", "/d"))):
        workbook.create_sheet(name).append(row)
    shown = choose(saved(workbook), "redirects.xlsx")
    assert "Only the sheet “Moved” is imported" in shown.content.decode()
    go_on(shown)
    assert stored() == {"/a": "/b"}


def test_what_a_workbook_says_of_its_size_does_not_count(imported):
    content = xlsx(("/a", "/b"))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:B2"', b'ref="A1"'))
    imported(made.getvalue(), "redirects.xlsx")
    assert stored() == {"/a": "/b"}


def test_rows_that_are_no_redirects_are_named_and_the_rest_is_imported(imported):
    answer = imported(
        xlsx(
            ("/ok/", "/new/"),
            (2019, "/new/"),
            (date(2019, 1, 2), "/new/"),
            ("/formula/", "=A2"),
            ("#N/A", "/new/"),
            (None, "/new/"),
            ("/number/", 7),
            ("/script/", "javascript:alert(1)"),
            ("/long/" + "x" * 260, "/new/"),
            ("Total", 8),
        ),
        "redirects.xlsx",
    )
    assert stored() == {"/ok": "/new/"}
    said = dict(refused(answer))
    assert list(said) == [3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert said[3] == "“2019” is not a path. Enter a path that begins with /, or a URL that begins with https://."
    assert "save the file in Excel again" in said[5]
    assert said[7] == "The old path is missing."
    assert said[8] == said[9] == "Enter a path of this site that begins with /, or a URL that begins with https://."
    assert "255" in said[10]
    page = answer.content.decode()
    assert "9 rows are not imported." in page
    assert "javascript:alert(1)" in page


def test_a_quotation_mark_that_is_never_closed_takes_its_row_along(imported, choose):
    answer = imported(b'From,To\n/a,/b\n/c,"/d\n/e,/f\n')
    assert stored() == {"/a": "/b"}
    assert "quotation mark" in refused(answer)[0][1]
    assert "quotation mark" in fault(choose(b'From,To\n/c,"' + b"/d,x\n" * 40_000))


def test_a_path_stands_in_a_file_once_however_it_is_written(imported):
    answer = imported(csv(("/old place/", "/new/"), ("/old%20place", "/other/")).encode())
    assert stored() == {"/old%20place": "/new/"}
    assert refused(answer) == [(3, "Row 2 has the same old path. Keep one of the two.")]


def test_circles_are_refused_and_the_rest_is_imported(imported):
    answer = imported(csv(("/a/", "/b/"), ("/b/", "/a/"), ("/c/", "/c/"), ("/d/", "/e/")).encode())
    assert stored() == {"/a": "/b/", "/d": "/e/"}
    assert [number for number, _ in refused(answer)] == [3, 4]
    assert all(words.startswith(CIRCLE) for _, words in refused(answer))


def test_what_does_not_work_now_is_said_once_all_are_there(imported, articles, article):
    hidden = make_article(articles, title="Hidden", slug="hidden", live=False)
    private = make_article(articles, title="Private", slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    answer = imported(
        csv(
            ("/articles/sleep/", "/articles/"),
            ("/one/", "/two/"),
            ("/two/", "/articles/hidden/"),
            ("/three/", "/articles/private/"),
            ("/four/", "/nowhere/"),
            ("/five/", "/six/"),
            ("/six/", "/articles/sleep/"),
        ).encode()
    )
    assert not refused(answer)
    said = dict(doubtful(answer))
    assert list(said) == [2, 3, 4, 5, 6, 7]
    assert "The page “Sleep <well>” is live at this path" in said[2]
    for number in (3, 4, 5):
        assert "it is not published, is private" in said[number]
    assert "The CMS has no page at /nowhere/" in said[6]
    assert "visitors are sent straight to /articles/sleep/" in said[7]
    assert hidden.pk


def test_other_websites_are_named(imported, articles):
    answer = imported(
        csv(
            ("https://old.example/a/", "https://shop.example/"),
            ("http://www.clinic.example/b", "/articles/"),
            ("/c", "https://www.exmaple.example/x"),
        ).encode()
    )
    assert list(stored()) == ["/a", "/b", "/c"]
    targets, hosts = answer.context["report"].notes
    assert "shop.example (1) and www.exmaple.example (1)" in targets
    assert "old.example (1)" in hosts
    assert "clinic.example" not in hosts


def test_the_same_file_twice_changes_nothing(imported):
    content = csv(("/a", "/b"), ("/c", "https://shop.example")).encode()
    imported(content)
    answer = imported(content)
    assert "2 already existed." in answer.content.decode()
    assert Redirect.objects.count() == 2


def test_a_redirect_that_is_there_stays_unless_it_is_to_be_replaced(imported):
    old = Redirect.objects.create(old_path="/a b", redirect_link="/b/", is_permanent=False)
    content = csv(("/a%20b/", "/c/")).encode()
    ((number, words),) = refused(imported(content))
    assert (number, stored()) == (2, {"/a b": "/b/"})
    assert "There is already a redirect from this path, to /b/" in words
    answer = imported(content, replaces="on")
    assert "1 has a new target." in answer.content.decode()
    redirect = Redirect.objects.get()
    assert (redirect.pk, redirect.redirect_link, redirect.is_permanent) == (old.pk, "/c/", True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_was_exported_is_imported_as_it_was(imported, admin_client, article, other_site, get, kind):
    Redirect.objects.create(old_path="/page", redirect_page=article)
    Redirect.objects.create(old_path="/größe?a=1&b=2", redirect_link="/x/", is_permanent=False)
    Redirect.objects.create(old_path="/page", site=other_site, redirect_link="https://shop.example/")
    before = list(Redirect.objects.values_list("pk", "old_path", "site", "is_permanent", "redirect_page"))
    export = admin_client.get(reverse("wagtailredirects:index"), {"export": kind})
    content = b"".join(export.streaming_content) if export.streaming else export.content
    answer = imported(content, f"redirects.{kind}", replaces="on")
    assert "3 already existed." in answer.content.decode()
    assert list(Redirect.objects.values_list("pk", "old_path", "site", "is_permanent", "redirect_page")) == before
    Redirect.objects.all().delete()
    imported(content, f"redirects.{kind}")
    after = Redirect.objects.values_list("old_path", "site", "is_permanent")
    assert {row[1:4] for row in before} == set(after)
    found = get("pages/find/", html_path="/page").json()
    assert found["redirect"]["to"] == "/articles/sleep/"


@pytest.mark.parametrize(("cell", "permanent"), [("301", True), ("Permanent", True), ("302", False), ("", True)])
def test_a_row_says_what_type_it_is(imported, cell, permanent):
    imported(f"From,To,Type\n/a,/b,{cell}\n".encode())
    assert Redirect.objects.get().is_permanent is permanent


def test_what_names_no_type_or_site_is_named(imported, other_site):
    answer = imported(b"From,To,Type,Site\n/a,/b,gone,\n/c,/d,301,nowhere.example\n/e,/f,302,OTHER.example\n")
    said = dict(refused(answer))
    assert "“gone” is not a type of redirect" in said[2]
    assert "Enter one of: www.clinic.example, other.example." in said[3]
    assert Redirect.objects.get().site == other_site


def test_an_old_address_of_one_of_our_sites_is_for_that_site(imported, other_site):
    rows = b"https://other.example/a,/b,\nhttps://other.example/c,/d,www.clinic.example\n"
    answer = imported(b"From,To,Site\n" + rows)
    assert Redirect.objects.get().site == other_site
    assert "The old URL is on other.example, but the redirect is for www.clinic.example" in refused(answer)[0][1]


def test_a_check_says_the_same_and_writes_nothing(choose, go_on):
    shown = choose(csv(("/a", "/b"), ("x", "/c")).encode())
    answer = go_on(shown, check="1")
    assert not Redirect.objects.exists()
    assert "nothing has been imported yet" in answer.content.decode()
    assert [number for number, _ in refused(answer)] == [3]
    go_on(answer)
    assert stored() == {"/a": "/b"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n \n", "a.csv is empty"),
        ("a.csv", b"From\n/a\n", "only one column"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "a.csv cannot be read"),
        ("a.csv", b"\xff\xfe\x00\xd8\x00", "a.csv cannot be read"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "protected by a password"),
        ("a.xlsx", xlsx(("/a", "/b"))[:3000], "damaged"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 200, "damaged"),
        ("a.xlsx", xlsx(headers=None), "a.xlsx is empty"),
        ("a.csv", b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
        ("a.csv", b"/a,/b\n" * (MAX_ROWS + 2), "more than 1000 rows"),
        (
            "a.csv",
            b"/a,/b," + b"x" * 999 + b"\n" + (b"/a,/b," + (b"x" * 500 + b",") * 4 + b"\n") * 999,
            "too much text",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_how_to_mend_it(choose, name, content, words):
    assert words in fault(choose(content, name))
    assert not Redirect.objects.exists()


def packed(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_sheet(sheet):
    return with_part("sheet1.xml", sheet)


def with_part(ending, part):
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(("/a", "/b")))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, part if name.endswith(ending) else old.read(name))
    return made.getvalue()


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
STYLES = f"<styleSheet><fonts>{'<font/>' * 200_000}</fonts></styleSheet>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_sheet(bytes(7_000_000)), "damaged"),
        (with_sheet(bytes(50_000_000)), "too large when unpacked"),
        (with_part("styles.xml", STYLES), "too large when unpacked"),
        (with_sheet(ENTITIES + "]>" + SHEET.format("<row><c><v>&j;</v></c></row>")), "damaged"),
        (with_sheet(SHEET.format('<row r="999999999999"><c r="A1"><v>1</v></c></row>')), "empty"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "is not an Excel workbook"),
    ],
)
def test_a_workbook_that_is_made_to_do_harm_is_refused(choose, content, words):
    assert words in fault(choose(content, "a.xlsx"))


def test_a_table_that_another_was_shown_or_that_is_a_day_old_is_not_imported(choose, go_on, client, django_user_model):
    shown = choose(csv(("/a", "/b")).encode())
    with freeze_time(timezone.now() + timedelta(days=2)):
        assert "Choose the file again" in go_on(shown).content.decode()
    client.force_login(django_user_model.objects.create_superuser("another", "a@clinic.example", "x"))
    data = {"table": shown.context["signed"], "old": 0, "new": 1}
    answer = client.post(reverse("wagtailredirects:start_import"), data, follow=True)
    assert "Choose the file again" in answer.content.decode()
    assert not Redirect.objects.exists()


def test_who_may_only_add_redirects_replaces_none(client, django_user_model):
    group = Group.objects.create(name="Adders")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "add_redirect"]))
    user = django_user_model.objects.create_user("adder")
    user.groups.add(group)
    client.force_login(user)
    Redirect.objects.create(old_path="/a", redirect_link="/x/")
    url = reverse("wagtailredirects:start_import")
    shown = client.post(url, {"import_file": SimpleUploadedFile("a.csv", csv(("/a", "/b")).encode())})
    data = {"table": shown.context["signed"], "old": 0, "new": 1, "replaces": "on"}
    assert len(refused(client.post(url, data))) == 1
    assert stored() == {"/a": "/x/"}
    user.groups.clear()
    assert client.post(url, data).status_code == 302


def test_the_command_that_imports_redirects_takes_paths(get, article, tmp_path, capsys):
    file = tmp_path / "redirects.csv"
    file.write_text("from,to\n/old/,/articles/sleep/\n")
    call_command("import_redirects", src=str(file))
    assert get("pages/find/", html_path="/old/").json()["redirect"]["to"] == "/articles/sleep/"


def test_a_row_costs_few_queries(imported, articles):
    def cost(count, name):
        rows = [(f"/{name}-{number}/", f"/articles/{number}/") for number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            imported(csv(*rows).encode())
        return len(queries)

    few, many = cost(5, "few"), cost(25, "many")
    # Some say what is there already, who is in the way and whether it leads in circles; others write, mark and log it.
    assert many - few <= 20 * 22
