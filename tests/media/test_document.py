import hashlib
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from media.models import ClinicDocument
from media.uploads.refusal import UploadRefused
from tests.media.factories import SMALLEST_PDF, DocumentFactory, root_collection

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


def test_size_and_hashes_follow_a_file_that_a_script_has_stored():
    document = DocumentFactory()
    before = document.sha256
    document.file.save("hours.txt", ContentFile(b"123"))
    document = ClinicDocument.objects.get(pk=document.pk)
    assert (document.file_size, document.known_sha256) == (3, hashlib.sha256(b"123").hexdigest())
    assert document.sha256 != before
    document.file = ContentFile(b"12345", "hours.txt")
    document.save(update_fields=["file"])
    assert ClinicDocument.objects.get(pk=document.pk).file_size == 5


def test_a_file_that_is_not_what_its_name_says_is_not_stored_by_a_script_either(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(UploadRefused):
        ClinicDocument(title="x", collection=root_collection()).file.save("hours.pdf", ContentFile(b"MZ program"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_replaced_file_goes_and_a_refused_one_leaves_what_was_there(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    document = DocumentFactory()
    document.file = ContentFile(b"MZ program", "new.pdf")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(UploadRefused):
        document.save()
    document = ClinicDocument.objects.get(pk=document.pk)
    assert document.file.read() == SMALLEST_PDF
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile(b"123", "hours.txt")
        document.save()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["hours.txt"]


def test_nobody_can_guess_where_a_document_is_stored_and_its_name_stays():
    names = {DocumentFactory(file__filename="hours.pdf").file.name for _ in range(2)}
    assert len(names) == 2
    assert all(re.fullmatch(r"documents/[0-9a-f]{24}/hours\.pdf", name) for name in names)


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
