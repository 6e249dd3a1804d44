"""Every way in: Wagtail's forms, the upload of many, and scripts."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from media.models import ClinicImage
from media.renditions.geometry import rendition_size
from media.renditions.originals import original_of
from media.renditions.storing import make_missing, offered_names, open_rendition
from media.uploads.refusal import UploadRefused
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import SECRETS, bomb, picture, telling, turned
from tests.media.uploads.test_cleaning import all_kinds

pytestmark = pytest.mark.django_db

ALT_TEXT = "Four coloured squares"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path) -> Path:
    """The folder that all files are kept in."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def add(admin_client):
    """``add(data, "name.jpg")`` posts Wagtail's form for one image and returns the response."""
    collection = root_collection()

    def post(data, name="photo.jpg", client=admin_client):
        file = data if hasattr(data, "read") else SimpleUploadedFile(name, data, "image/jpeg")
        fields = {"title": "Squares", "file": file, "alt_text": ALT_TEXT, "collection": collection.pk}
        return client.post(reverse("wagtailimages:add"), fields)

    return post


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def assert_nothing_is_told(folder: Path) -> None:
    for path in files_in(folder):
        data = path.read_bytes()
        assert not any(secret in data for secret in SECRETS), path


def test_an_image_from_the_form_is_clean_upright_and_has_the_size_of_its_file(add, uploads):
    assert add(telling()).status_code == 302
    assert add(turned(6), "turned.jpg").status_code == 302
    first, second = ClinicImage.objects.order_by("pk")
    assert_nothing_is_told(uploads)
    assert (second.width, second.height) == (160, 80)
    for image in (first, second):
        assert image.file_size == image.file.size
        assert image.file_hash
        image._set_file_hash()
        assert image.file_hash == ClinicImage.objects.get(pk=image.pk).file_hash


def test_a_large_upload_that_waits_in_a_file_is_cleaned_too(add, uploads, settings):
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    assert add(telling()).status_code == 302
    assert_nothing_is_told(uploads)
    assert (ClinicImage.objects.get().width, len(files_in(uploads / "original_images"))) == (160, 1)


def test_the_same_picture_gets_the_same_hash(add):
    assert add(telling()).status_code == 302
    assert add(telling(), "again.jpg").status_code == 302
    assert len(set(ClinicImage.objects.values_list("file_hash", flat=True))) == 1


def test_a_wrong_extension_is_mended(add):
    assert add(picture("PNG", (80, 60)), "ward.jpg").status_code == 302
    image = ClinicImage.objects.get()
    assert image.filename == "ward.png"
    assert image.mime_type == "image/png"


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"MZ\x90\0 a program", "photo.jpg", "Export it as one of these"),
        (b"<html><script>alert(1)</script></html>", "photo.png", "Export it as one of these"),
        (picture(size=(640, 480))[:4000], "photo.jpg", "is damaged or incomplete"),
        (bomb((9000, 9000)), "photo.png", "too many pixels: 9000 × 9000"),
        (bomb(), "photo.png", "too many pixels"),
        (b"", "photo.png", "empty"),
    ],
)
def test_a_refused_file_leaves_nothing_behind_and_says_why(add, uploads, data, name, sentence):
    response = add(data, name)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ClinicImage.objects.exists()
    assert files_in(uploads) == []


def test_a_refused_file_is_told_in_the_upload_of_many_and_in_the_chooser(admin_client, uploads):
    broken = picture(size=(640, 480))[:4000]
    fields = {"title": "x", "files[]": SimpleUploadedFile("a.jpg", broken), "collection": root_collection().pk}
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), fields).json()
    assert not answer["success"]
    assert "is damaged or incomplete" in answer["error_message"]

    prefix = "image-chooser-upload"
    fields = {f"{prefix}-title": "x", f"{prefix}-file": SimpleUploadedFile("a.jpg", broken)}
    answer = admin_client.post(reverse("wagtailimages_chooser:create"), fields).json()
    assert "is damaged or incomplete" in answer["htmlFragment"]
    assert files_in(uploads) == []


def test_what_is_kept_aside_until_it_is_described_is_clean_already(admin_client, uploads):
    file = SimpleUploadedFile("a.jpg", telling(), "image/jpeg")
    fields = {"title": "x", "files[]": file, "collection": root_collection().pk}
    number = admin_client.post(reverse("wagtailimages:add_multiple"), fields).json()["uploaded_file_id"]
    aside = UploadedFile.objects.get(pk=number).file.read()
    assert_nothing_is_told(uploads)

    prefix = f"uploaded-image-{number}"
    words = {f"{prefix}-title": "x", f"{prefix}-alt_text": ALT_TEXT, f"{prefix}-collection": root_collection().pk}
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    assert admin_client.post(url, words).json()["success"]
    image = ClinicImage.objects.get()
    assert image.file.read() == aside
    assert (image.width, image.height, image.file_size) == (160, 80, len(aside))
    assert len(files_in(uploads / "original_images")) == 1


def test_a_new_file_of_an_image_is_cleaned_and_its_size_told(admin_client, uploads):
    image = ImageFactory(file__width=300, file__height=200)
    fields = {"title": "x", "alt_text": ALT_TEXT, "collection": image.collection_id}
    fields["file"] = SimpleUploadedFile("new.jpg", telling(), "image/jpeg")
    assert admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields).status_code == 302
    image = ClinicImage.objects.get()
    assert (image.width, image.height) == (160, 80)
    assert_nothing_is_told(uploads)


def test_a_script_that_makes_an_image_has_it_cleaned(uploads):
    image = ImageFactory(file=ContentFile(turned(8), "a.jpg"))
    ImageFactory(file=ContentFile(telling(), "b.jpg"))
    assert (image.width, image.height, image.file_size) == (160, 80, image.file.size)
    assert ClinicImage.objects.get(pk=image.pk).width == 160
    assert_nothing_is_told(uploads)


def test_a_script_is_refused_what_is_no_picture(uploads):
    with pytest.raises(UploadRefused):
        ClinicImage(title="x", alt_text=ALT_TEXT, file=ContentFile(b"words", "a.jpg")).save()
    assert files_in(uploads) == []


def test_a_row_that_the_database_refuses_leaves_no_file_behind(uploads):
    with pytest.raises(IntegrityError):
        ImageFactory(alt_text="", file=ContentFile(picture(size=(30, 20)), "a.jpg"))
    assert files_in(uploads) == []


@pytest.mark.parametrize(("data", "image_format"), list(all_kinds()))
def test_every_kind_of_picture_is_added_and_gets_its_renditions(add, data, image_format):
    assert add(data, f"photo.{image_format.lower()}").status_code == 302
    original = original_of(ClinicImage.objects.get())
    assert make_missing(original) == len(offered_names(original)) > 0
    for name in offered_names(original):
        with open_rendition(original, name) as file, Image.open(BytesIO(file.read())) as made:
            assert made.size == rendition_size((64, 48), name.preset, name.width)
