import zipfile
from hashlib import sha256
from io import BytesIO, StringIO

import docx
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import CollectionViewRestriction

from media.models import ClinicDocument
from media.uploads.documents import check_document
from media.uploads.refusal import UploadRefused
from tests.media.factories import SMALLEST_PDF, DocumentFactory, root_collection
from tests.media.pictures import picture


def archive(*names):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


def word():
    buffer = BytesIO()
    docx.Document().save(buffer)
    return buffer.getvalue()


RIGHT = {
    "a.pdf": SMALLEST_PDF,
    "a.PDF": b"\n\n" + SMALLEST_PDF,
    "a.docx": word(),
    "a.pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "a.xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "a.odt": archive("mimetype", "content.xml"),
    "a.rtf": b"{\\rtf1 Hello}",
    "a.txt": "Grüße".encode("latin-1"),
    "a.csv": "a,b".encode("utf-16"),
    "a.unknown": b"\0\0",
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_document_that_is_what_its_name_says_is_taken(name):
    file = BytesIO(RIGHT[name])
    check_document(file, name)
    assert file.read() == RIGHT[name]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.pptx", "a.xlsx", "a.odt", "a.rtf", "a.txt", "a.csv"])
@pytest.mark.parametrize(
    "data", [b"MZ\x90\0 a program", picture("PNG", (9, 9)), archive("a.exe"), word()[:300], b"PK\x03\x04", b"\0"]
)
def test_a_document_that_is_something_else_is_refused(name, data):
    with pytest.raises(UploadRefused, match="its content is damaged or in another format"):
        check_document(BytesIO(data), name)


def test_a_document_with_macros_is_refused():
    data = archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    with pytest.raises(UploadRefused, match="contains macros"):
        check_document(BytesIO(data), "a.docx")


@pytest.mark.django_db
class TestInTheAdmin:
    @pytest.fixture(autouse=True)
    def uploads(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        return tmp_path

    def test_a_refused_document_leaves_nothing_behind_and_says_why(self, admin_client, uploads):
        file = SimpleUploadedFile("a.pdf", b"MZ\x90\0")
        fields = {"title": "x", "file": file, "collection": root_collection().pk}
        page = admin_client.post(reverse("wagtaildocs:add"), fields).content.decode()
        assert "is named as PDF, but its content is damaged or in another format" in page
        file = SimpleUploadedFile("a.pdf", b"MZ\x90\0")
        fields = {"title": "x", "files[]": file, "collection": root_collection().pk}
        answer = admin_client.post(reverse("wagtaildocs:add_multiple"), fields).json()
        assert "its content is damaged or in another format" in str(answer)
        assert not ClinicDocument.objects.exists()
        assert [path for path in uploads.rglob("*") if path.is_file()] == []

    def test_a_script_is_refused_too(self, uploads):
        with pytest.raises(UploadRefused):
            DocumentFactory(file__data=b"MZ")
        assert [path for path in uploads.rglob("*") if path.is_file()] == []

    def test_the_hash_is_that_of_the_file_and_follows_a_replaced_one(self):
        document = DocumentFactory()
        assert document.sha256 == sha256(SMALLEST_PDF).hexdigest()
        document.file = ContentFile(b"123", "hours.txt")
        document.save()
        assert ClinicDocument.objects.get().sha256 == sha256(b"123").hexdigest()

    def test_documents_from_before_get_their_hash_by_a_command(self):
        documents = [DocumentFactory(), DocumentFactory()]
        ClinicDocument.objects.update(sha256="")
        documents[0].file.storage.delete(documents[0].file.name)
        with pytest.raises(CommandError, match=f"1 files are missing from storage:\n{documents[0].pk}: "):
            call_command("hash_documents", stdout=StringIO(), stderr=StringIO())
        hashes = ["", sha256(SMALLEST_PDF).hexdigest()]
        assert list(ClinicDocument.objects.order_by("pk").values_list("sha256", flat=True)) == hashes

    def test_a_download_arrives_as_a_file_that_no_browser_runs(self, client):
        document = DocumentFactory(file__data=b"<script>alert(1)</script>", file__filename="a.txt")
        response = client.get(document.url)
        assert response["Content-Disposition"].startswith("attachment; filename=")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        assert response["Content-Type"] == "text/plain"

    def test_a_private_document_is_refused_unless_it_may_be_seen(self, client, admin_client):
        private = root_collection().add_child(name="Staff")
        document = DocumentFactory(collection=private)
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        assert client.get(document.url).status_code == 302
        assert client.get(document.url)["Location"].startswith("/login/")
        assert admin_client.get(document.url).status_code == 200
        assert client.get(f"/uploads/{document.file.name}").status_code == 404
