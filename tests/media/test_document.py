import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media.models import ClinicDocument
from tests.media.factories import DocumentFactory, root_collection

pytestmark = pytest.mark.django_db


def test_size_and_hash_of_a_new_file_are_known_without_the_admin():
    document = DocumentFactory(file__data=b"%PDF-")
    assert document.file_size == 5
    assert len(document.file_hash) == 40


def test_size_and_hash_follow_a_replaced_file():
    document = DocumentFactory()
    old_hash = document.file_hash
    document.file = ContentFile(b"123", "hours.txt")
    document.save()
    document = ClinicDocument.objects.get(pk=document.pk)
    assert document.file_size == 3
    assert document.file_hash != old_hash


@pytest.mark.parametrize("filename", ["page.html", "script.js", "picture.svg", "program.exe", "letter.docm", "none"])
def test_a_kind_of_file_that_is_not_allowed_is_refused(filename, settings):
    settings.WAGTAILDOCS_EXTENSIONS = ["docx", "pdf"]
    document = DocumentFactory.build(collection=root_collection(), file__filename=filename)
    with pytest.raises(ValidationError) as refused:
        document.full_clean()
    assert list(refused.value.message_dict) == ["file"]


@pytest.mark.parametrize(
    ("filename", "mime_type"),
    [
        ("hours.pdf", "application/pdf"),
        ("form.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("prices.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("talk.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("form.odt", "application/vnd.oasis.opendocument.text"),
        ("prices.csv", "text/csv"),
        ("notes.txt", "text/plain"),
        ("what.unknown-kind", "application/octet-stream"),
    ],
)
def test_the_type_of_a_document_does_not_depend_on_the_machine(filename, mime_type):
    assert DocumentFactory.build(file__filename=filename).content_type == mime_type


def test_a_type_set_in_the_project_comes_first(settings):
    settings.WAGTAILDOCS_CONTENT_TYPES = {"txt": "text/markdown"}
    assert DocumentFactory.build(file__filename="notes.txt").content_type == "text/markdown"
