"""Import in the admin: for everybody who may add articles there; nothing is made before it is shown."""

import re

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import GroupPagePermission

from pages.models import ArticlePage
from tests.pages.factories import make_article, make_clinic
from tests.pages.importers.word_files import paragraph, run, word_file

TEXT = b"""How We Begin

The first talk takes an hour. Nobody is asked to promise anything, and you may bring a friend.

Call us today

Somebody answers at any hour.
"""
HTML = (
    "<h1>How we begin</h1><p>The first talk takes an <s>day</s> hour, 10<sup>9</sup>, and nobody promises a thing.</p>"
    "<h2>What <i>you</i> will be asked</h2><script>alert(1)</script><img src=x alt='<b>A door</b>'>"
)


@pytest.fixture
def staff(db, articles):
    """Somebody who may write below the article index, and publish nothing."""
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    permission = Permission.objects.get(codename="add_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=articles, permission=permission)
    user = User.objects.create_user("writer", "writer@clinic.example", "a-long-password-for-tests")
    user.groups.add(group)
    return user


@pytest.fixture
def admin(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def address(articles):
    return f"/admin/clinic/import/{articles.pk}/"


def upload(content, name="article.txt"):
    return SimpleUploadedFile(name, content)


def proposal_in(response):
    return re.search(r'name="proposal" value="([^"]+)"', response.content.decode())[1]


def test_the_button_stands_where_somebody_may_add_articles(admin, articles, address):
    assert address in admin.get(f"/admin/pages/{articles.pk}/").content.decode()
    article = make_article(articles)
    assert "/clinic/import/" not in admin.get(f"/admin/pages/{article.pk}/edit/").content.decode()


def test_outline_and_losses_are_shown_and_nothing_is_made(admin, address):
    response = admin.post(address, {"file": upload(HTML.encode(), "article.html")})
    page = response.content.decode()
    assert response.status_code == 200
    for words in ("How we begin", "What you will be asked", "struck out: day", "image: &lt;b&gt;A door&lt;/b&gt;"):
        assert words in page
    assert "<b>A door</b>" not in page
    assert not ArticlePage.objects.exists()


def test_what_was_shown_becomes_a_draft_of_the_person_who_asked(admin, staff, articles, address):
    shown = admin.post(address, {"file": upload(TEXT)})
    response = admin.post(address, {"proposal": proposal_in(shown)})
    article = ArticlePage.objects.get()
    assert response.headers["Location"] == f"/admin/pages/{article.pk}/edit/"
    assert (article.title, article.live, article.owner) == ("How We Begin", False, staff)
    assert article.get_parent().specific == articles
    revision = article.get_latest_revision()
    assert revision.user == staff
    assert admin.get(f"/admin/pages/{article.pk}/edit/").status_code == 200


def test_a_clinic_that_is_chosen_closes_the_article(admin, clinics, address):
    clinic = make_clinic(clinics, title="Riverside")
    shown = admin.post(address, {"file": upload(TEXT), "clinic": clinic.pk})
    admin.post(address, {"proposal": proposal_in(shown)})
    block = ArticlePage.objects.get().body[-1]
    assert (block.block_type, block.value["clinic"].pk) == ("clinic_contact", clinic.pk)


def test_a_word_file_is_taken(admin, address):
    content = word_file(paragraph(run("A title"), style="Titel"), paragraph(run("Some words of the text. " * 5)))
    shown = admin.post(address, {"file": upload(content, "Article 1.docx")})
    admin.post(address, {"proposal": proposal_in(shown)})
    assert ArticlePage.objects.get().title == "A title"


def test_text_that_is_pasted_with_its_formatting_keeps_it(admin, address):
    shown = admin.post(address, {"text": "How we begin The first…", "html": HTML})
    admin.post(address, {"proposal": proposal_in(shown)})
    assert "10<sup>9</sup>" in ArticlePage.objects.get().body.raw_data[0]["value"]


def test_plain_text_that_is_pasted_is_read_as_a_text_file(admin, address):
    shown = admin.post(address, {"text": TEXT.decode()}).content.decode()
    assert "Call us today" in shown
    assert "Only plain text was pasted." in shown
    assert "Everything can be imported." not in shown


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Choose a file, or paste a text."),
        ({"text": "A title"}, "no text apart from its title"),
        ({"file": upload(b"%PDF", "article.pdf")}, "is in a format that cannot be imported"),
        ({"file": upload(b"x" * (5 * 1024**2 + 1))}, "is larger than 5 MB"),
        ({"file": upload(b"\x89PNG\x00", "article.md")}, "not text"),
        ({"file": upload(b"not a Word file", "article.docx")}, "is not a Word file"),
        ({"file": upload(b"<div>" * 300, "article.html")}, "nested more than 150 levels deep"),
        ({"file": upload(b"", "article.txt")}, "The submitted file is empty."),
        ({"file": upload(TEXT), "text": "more"}, "not both"),
        ({"file": upload(TEXT), "clinic": "999999"}, "not one of the available choices"),
    ],
)
def test_each_fault_is_said_in_a_sentence(admin, address, data, message):
    data = {**data, "file": upload(data["file"].file.getvalue(), data["file"].name)} if "file" in data else data
    response = admin.post(address, data)
    assert response.status_code == 400
    assert message in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_two_people_who_import_the_same_make_it_once(admin, address):
    shown = proposal_in(admin.post(address, {"file": upload(TEXT)}))
    admin.post(address, {"proposal": shown})
    response = admin.post(address, {"proposal": shown}, follow=True)
    assert "There is already an article “how-we-begin” below" in response.content.decode()
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("change", [lambda signed: signed + "x", lambda signed: "x", lambda signed: ""])
def test_a_proposal_that_was_changed_makes_nothing(admin, address, change):
    shown = proposal_in(admin.post(address, {"file": upload(TEXT)}))
    response = admin.post(address, {"proposal": change(shown)}, follow=True)
    assert "Choose the file again." in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_nobody_makes_what_was_shown_to_somebody_else(admin, address, staff):
    shown = proposal_in(admin.post(address, {"file": upload(TEXT)}))
    other = User.objects.create_superuser("other", "other@clinic.example", "a-long-password-for-tests")
    admin.force_login(other)
    admin.post(address, {"proposal": shown})
    assert not ArticlePage.objects.exists()


def test_who_may_not_add_articles_there_gets_nothing(admin, address, staff, articles):
    staff.groups.get().page_permissions.all().delete()
    for response in (admin.get(address), admin.post(address, {"file": upload(TEXT)})):
        assert response.status_code in (302, 403)
    assert "/clinic/import/" not in admin.get(f"/admin/pages/{articles.pk}/").content.decode()
    assert not ArticlePage.objects.exists()


def test_visitors_are_asked_to_log_in(client, address):
    for response in (client.get(address), client.post(address, {"file": upload(TEXT)})):
        assert response.status_code == 302
        assert "/login/" in response.headers["Location"]
    assert client.get("/admin/clinic/import/999999/").status_code == 302


class TestPasting:
    """The address that the editor's pasting asks."""

    def paste(self, client, html, **options):
        return client.post("/admin/clinic/paste/", {"html": html, **options}, content_type="application/json")

    def test_it_answers_with_texts_and_tables(self, admin):
        html = "<p>10<sup>9</sup></p><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        answer = self.paste(admin, html, headings=True, tables=True).json()
        assert [segment["type"] for segment in answer["segments"]] == ["text", "table"]
        (block,) = answer["segments"][0]["value"]["blocks"]
        assert block["inlineStyleRanges"] == [{"style": "SUPERSCRIPT", "offset": 2, "length": 1}]
        assert answer["segments"][1]["value"]["rows"] == [{"values": ["1", "2"]}]
        assert answer["notices"] == ["A table now has “Table” as its caption. Say in one line what the table shows."]

    def test_links_into_the_admin_are_named_by_whatever_host_it_is_called(self, admin, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://cms.clinic.example"
        for origin in ("http://testserver", "https://cms.clinic.example", ""):
            answer = self.paste(admin, f'<p><a href="{origin}/admin/pages/3/edit/">here</a></p>').json()
            assert answer["notices"] == [f"Left out – link into the admin: here → {origin}/admin/pages/3/edit/"]
            assert answer["segments"][0]["value"]["entityMap"] == {}

    @pytest.mark.parametrize(
        "body",
        [b"", b"[]", b"{", b'{"html": ' + b"[" * 100_000, b'{"a": 1}', b"\xff"],
    )
    def test_what_the_editor_did_not_send_is_refused(self, admin, body):
        response = admin.post("/admin/clinic/paste/", body, content_type="application/json")
        assert response.status_code == 400
        assert response.json() == {
            "message": "This request did not come from the editor. Reload the page and paste again."
        }

    @pytest.mark.parametrize(
        ("html", "message"), [("<div>" * 300, "This cannot be pasted."), ("x" * 2_000_001, "This is too long")]
    )
    def test_what_is_too_deep_or_too_long_is_refused_in_a_sentence(self, admin, html, message):
        response = self.paste(admin, html)
        assert response.status_code == 400
        assert response.json()["message"].startswith(message)

    def test_only_staff_can_ask(self, client, db):
        assert self.paste(client, "<p>x</p>").status_code == 302
        client.force_login(User.objects.create_user("reader"))
        assert self.paste(client, "<p>x</p>").status_code in (302, 403)
