"""Documents over HTTP. tests/cms/test_hidden.py says who may not have them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from freezegun import freeze_time
from wagtail.models import CollectionViewRestriction

from media.upkeep.tidying import tidy
from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory, root_collection

pytestmark = pytest.mark.django_db
NEW = SMALLEST_PDF + b"% new"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def document():
    return DocumentFactory(file__filename="hours-2025.pdf")


def replace(document, name, data=NEW):
    document.file = ContentFile(data, name)
    document.save()


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("name", ["hours.pdf", "preise & mehr.pdf", "Öffnungszeiten.pdf", "hours.csv", "hours.txt"])
def test_every_document_is_a_download_under_its_own_name(client, name):
    document = DocumentFactory(file__filename=name, file__data=SMALLEST_PDF)
    response = client.get(document.url)
    assert body(response) == SMALLEST_PDF
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Type"] == document.content_type
    assert "Content-Encoding" not in response
    assert "None" not in response.headers.values()


def test_a_project_may_have_pdfs_shown(client, document, settings):
    settings.WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
    assert client.get(document.url)["Content-Disposition"].startswith("inline")


def test_a_document_is_asked_for_anew_each_time_and_sent_when_it_has_changed(client, document):
    first = client.get(document.url)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(document.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "public, no-cache")
    replace(document, "hours-2025.pdf")
    changed = client.get(document.url, headers={"if-none-match": first["ETag"]})
    assert body(changed) == NEW
    assert client.post(document.url).status_code == 405


def test_the_old_address_of_a_document_leads_to_what_it_is_now_for_as_long_as_that_of_an_image(client, document):
    before = document.url
    with freeze_time("2026-03-01"):
        replace(document, "hours-2026.pdf")
    assert document.url != before
    with freeze_time("2026-03-30"):
        response = client.get(before)
        assert body(response) == NEW
        assert 'filename="hours-2026.pdf"' in response["Content-Disposition"]
        assert client.get(before.replace("2025", "2024")).status_code == 404
    with freeze_time("2026-04-01"):
        assert client.get(before).status_code == 404
        assert client.get(document.url).status_code == 200


def test_documents_replaced_in_the_admin_keep_their_old_address_too(admin_client, client, document):
    before = document.url
    data = {"title": "Hours", "collection": root_collection().pk, "file": ContentFile(NEW, "hours-2026.pdf")}
    assert admin_client.post(reverse("wagtaildocs:edit", args=[document.pk]), data).status_code == 302
    assert body(client.get(before)) == NEW


def test_a_name_that_comes_back_is_an_earlier_one_no_more(client, document):
    first = document.url
    replace(document, "hours-2026.pdf")
    second = document.url
    replace(document, "hours-2025.pdf", SMALLEST_PDF)
    assert document.url == first
    assert [name.filename for name in document.earlier_names.all()] == ["hours-2026.pdf"]
    assert body(client.get(second)) == SMALLEST_PDF


def test_an_old_address_is_as_private_as_the_document(client, admin_client, document):
    before = document.url
    replace(document, "hours-2026.pdf")
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    for url in (before, document.url):
        refused = client.get(url)
        assert refused.status_code == 302
        assert refused["Location"].startswith("/login/")
        assert refused["Cache-Control"] == "private, no-store"
        shown = admin_client.get(url)
        assert (body(shown), shown["Cache-Control"]) == (NEW, "private, no-store")


def test_a_client_is_not_told_that_it_has_a_document_that_has_become_private(client, document):
    seen = client.get(document.url)["ETag"]
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password="open sesame"
    )
    response = client.get(document.url, headers={"if-none-match": seen})
    assert response.status_code == 200
    assert b"password" in response.content
    assert response["Cache-Control"] == "private, no-store"


class TestPasswords:
    @pytest.fixture
    def restriction(self, document):
        document.collection = root_collection().add_child(name="For families")
        document.save()
        return CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type="password", password="open sesame"
        )

    def give(self, client, restriction, password):
        url = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
        return client.post(url, {"password": password, "return_url": "/"})

    def test_a_new_password_ends_what_the_old_one_opened(self, client, document, restriction):
        image = ImageFactory(collection=document.collection)
        assert self.give(client, restriction, "open sesame").status_code == 302
        assert body(client.get(document.url)) == SMALLEST_PDF
        assert client.get(f"/uploads/{image.file.name}").status_code == 200

        restriction.password = "close sesame"
        restriction.save()
        assert client.get(f"/uploads/{image.file.name}").status_code == 404
        asked = client.get(document.url)
        assert asked.templates[0].name == "wagtaildocs/password_required.html"
        assert self.give(client, restriction, "open sesame").status_code == 200
        assert self.give(client, restriction, " close sesame ").status_code == 302
        assert body(client.get(document.url)) == SMALLEST_PDF

    def test_what_opens_one_collection_opens_no_other_with_the_same_password(self, client, document, restriction):
        other = root_collection().add_child(name="For others")
        CollectionViewRestriction.objects.create(collection=other, restriction_type="password", password="open sesame")
        self.give(client, restriction, "open sesame")
        assert client.get(DocumentFactory(collection=other).url).templates

    def test_the_session_has_no_password(self, client, restriction):
        self.give(client, restriction, "open sesame")
        assert "sesame" not in str(dict(client.session))

    def test_who_was_let_in_before_passwords_were_noted_is_asked_once_more(self, client, document, restriction):
        session = client.session
        session[restriction.passed_view_restrictions_session_key] = [restriction.pk]
        session.save()
        assert client.get(document.url).templates
        self.give(client, restriction, "open sesame")
        assert body(client.get(document.url)) == SMALLEST_PDF


def test_names_are_forgotten_after_the_grace_period_and_empty_folders_go(document, uploads, settings):
    replace(document, "hours-2026.pdf")
    settings.CLINIC_IMAGE_GRACE_PERIOD = 0
    (uploads / "documents" / "0a").mkdir()
    tidy()
    assert not document.earlier_names.exists()
    assert (uploads / "documents" / "0a").is_dir()
    with freeze_time("2100-01-01"):
        tidy()
    assert not (uploads / "documents" / "0a").exists()
    assert document.file.storage.exists(document.file.name)


def test_a_missing_file_and_an_unknown_document_are_not_found(client, document):
    document.file.storage.delete(document.file.name)
    assert client.get(document.url).status_code == 404
    assert client.get("/documents/99999999999999999999/hours-2025.pdf").status_code == 404
    assert client.get(f"/documents/{document.pk}/").status_code == 404
