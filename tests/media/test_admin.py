import errno
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile
from willow.image import UnrecognisedImageFormatError

from media.models import ClinicDocument, ClinicImage
from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory, root_collection
from tests.media.pictures import animation, picture

pytestmark = pytest.mark.django_db

MISSING = "Describe the image in one sentence"


@pytest.fixture(autouse=True)
def collection():
    return root_collection()


def upload(name="garden.jpg"):
    return SimpleUploadedFile(name, picture(size=(600, 400)), "image/jpeg")


def test_the_form_asks_for_words_flag_caption_and_credit(admin_client):
    html = admin_client.get(reverse("wagtailimages:add")).content.decode()
    for name in ("alt_text", "is_decorative", "caption", "credit"):
        assert f'name="{name}"' in html
    assert "as you would on the telephone" in html


def test_an_image_is_added_with_its_alternative_text(admin_client, collection):
    data = {"title": "Garden", "file": upload(), "alt_text": "A bench under a lime tree", "collection": collection.pk}
    response = admin_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 302
    image = ClinicImage.objects.get()
    assert (image.title, image.alt_text, image.width) == ("Garden", "A bench under a lime tree", 600)
    assert image.uploaded_by_user is not None


def test_an_image_is_not_added_without_words(admin_client, collection):
    data = {"title": "Garden", "file": upload(), "collection": collection.pk}
    response = admin_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert MISSING in response.content.decode()
    assert not ClinicImage.objects.exists()


def test_an_image_can_be_edited(admin_client):
    image = ImageFactory()
    data = {
        "title": image.title,
        "alt_text": "A bench",
        "credit": "Photo: Ana Ruiz",
        "collection": image.collection_id,
    }
    assert admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302
    image.refresh_from_db()
    assert (image.alt_text, image.credit) == ("A bench", "Photo: Ana Ruiz")


def test_uploading_many_asks_for_the_words_before_an_image_is_made(admin_client, collection):
    data = {"title": "garden", "files[]": upload(), "collection": collection.pk}
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), data).json()
    assert answer["success"]
    assert not ClinicImage.objects.exists()
    upload_id = answer["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload_id])

    prefix = f"uploaded-image-{upload_id}"
    words = {f"{prefix}-title": "Garden", f"{prefix}-collection": collection.pk}
    refused = admin_client.post(url, words).json()
    assert not refused["success"]
    assert MISSING in refused["form"]
    assert not ClinicImage.objects.exists()

    words[f"{prefix}-alt_text"] = "A bench under a lime tree"
    assert admin_client.post(url, words).json()["success"]
    image = ClinicImage.objects.get()
    assert (image.alt_text, image.width) == ("A bench under a lime tree", 600)
    assert image.file_size
    assert not UploadedFile.objects.exists()


def test_an_image_uploaded_from_the_chooser_needs_words_too(admin_client, collection):
    url = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Garden", f"{prefix}-file": upload(), f"{prefix}-collection": collection.pk}
    assert MISSING in admin_client.post(url, data).json()["htmlFragment"]
    data |= {f"{prefix}-file": upload(), f"{prefix}-alt_text": "A bench under a lime tree"}
    answer = admin_client.post(url, data).json()
    assert answer["result"]["default_alt_text"] == "A bench under a lime tree"


def test_rich_text_offers_the_image_s_alternative_text(admin_client):
    image = ImageFactory(alt_text="A bench under a lime tree")
    url = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    assert "A bench under a lime tree" in admin_client.get(url).json()["html"]


def test_a_vector_graphic_is_refused(admin_client, collection):
    svg = SimpleUploadedFile("plan.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    data = {"title": "Plan", "file": svg, "alt_text": "The plan of the ward", "collection": collection.pk}
    response = admin_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert not ClinicImage.objects.exists()


def test_a_document_is_added_and_edited(admin_client, collection):
    file = SimpleUploadedFile("hours.pdf", SMALLEST_PDF, "application/pdf")
    data = {"title": "Hours", "file": file, "collection": collection.pk}
    assert admin_client.post(reverse("wagtaildocs:add"), data).status_code == 302
    document = ClinicDocument.objects.get()
    assert document.file_size == len(SMALLEST_PDF)

    data = {"title": "Visiting hours", "collection": collection.pk}
    assert admin_client.post(reverse("wagtaildocs:edit", args=[document.pk]), data).status_code == 302
    assert ClinicDocument.objects.get().title == "Visiting hours"


def test_a_web_page_is_no_document(admin_client, collection):
    file = SimpleUploadedFile("hours.html", b"<script>alert(1)</script>", "text/html")
    response = admin_client.post(
        reverse("wagtaildocs:add"), {"title": "Hours", "file": file, "collection": collection.pk}
    )
    assert response.status_code == 200
    assert not ClinicDocument.objects.exists()


@pytest.mark.parametrize(
    ("name", "factory"), [("wagtailimages:index", ImageFactory), ("wagtaildocs:index", DocumentFactory)]
)
def test_the_listings_show_what_is_there(admin_client, name, factory):
    shown = factory(title="Lime tree")
    assert shown.title in admin_client.get(reverse(name)).content.decode()


def moving(image_format):
    frames = animation(image_format, size=(64, 48), frames=3)
    return SimpleUploadedFile(f"lamp.{image_format.lower()}", frames, f"image/{image_format.lower()}")


@pytest.mark.parametrize("image_format", ["AVIF", "GIF", "WEBP"])
def test_an_animation_is_uploaded_shown_and_previewed(admin_client, collection, image_format):
    words = {"title": "Lamp", "alt_text": "A lamp is lit", "collection": collection.pk}
    response = admin_client.post(reverse("wagtailimages:add"), words | {"file": moving(image_format)})
    assert response.status_code == 302
    image = ClinicImage.objects.get()
    assert (image.is_animated, image.width, image.height) == (True, 64, 48)
    assert admin_client.get(reverse("wagtailimages:index")).status_code == 200
    assert admin_client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200
    assert admin_client.get(reverse("wagtailimages:preview", args=[image.pk, "max-40x40"])).status_code == 200


def test_an_animated_avif_is_taken_by_the_upload_of_many_and_by_the_chooser(admin_client, collection):
    data = {"title": "lamp", "files[]": moving("AVIF"), "collection": collection.pk}
    assert admin_client.post(reverse("wagtailimages:add_multiple"), data).json()["success"]
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Lamp", f"{prefix}-file": moving("AVIF"), f"{prefix}-collection": collection.pk}
    data |= {f"{prefix}-alt_text": "A lamp is lit"}
    assert admin_client.post(reverse("wagtailimages_chooser:create"), data).json()["result"]["title"] == "Lamp"


def test_what_willow_does_not_know_is_refused_in_words(admin_client, collection, monkeypatch):
    def unknown(file):
        raise UnrecognisedImageFormatError("Unknown image format")

    monkeypatch.setattr("media.uploads.fields.willow.Image.open", unknown)
    data = {"title": "Garden", "file": upload(), "alt_text": "A bench", "collection": collection.pk}
    response = admin_client.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 200
    assert "is damaged or incomplete" in response.content.decode()


NOT_STORED = "This file could not be stored"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def full_disk(uploads, monkeypatch):
    """Files are begun, and there is no room for their content."""
    there = files_in(uploads)

    def no_room(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", no_room)
    yield
    assert files_in(uploads) == there
    assert not UploadedFile.objects.exists()


def files_in(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def pdf():
    return SimpleUploadedFile("hours.pdf", SMALLEST_PDF, "application/pdf")


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("wagtailimages:add", {"file": upload, "title": "Garden", "alt_text": "A bench"}),
        ("wagtailimages_chooser:create", {"file": upload, "title": "Garden", "alt_text": "A bench"}),
        ("wagtailimages:add_multiple", {"files[]": upload, "title": "Garden"}),
        ("wagtaildocs:add", {"file": pdf, "title": "Hours"}),
        ("wagtaildocs_chooser:create", {"file": pdf, "title": "Hours"}),
        ("wagtaildocs:add_multiple", {"files[]": pdf, "title": "Hours"}),
    ],
)
@pytest.mark.usefixtures("full_disk")
def test_a_file_for_which_there_is_no_place_is_refused_with_a_sentence(admin_client, collection, address, fields):
    prefix = {
        "wagtailimages_chooser:create": "image-chooser-upload-",
        "wagtaildocs_chooser:create": "document-chooser-upload-",
    }
    data = {"collection": collection.pk} | {name: made() if callable(made) else made for name, made in fields.items()}
    data = {f"{prefix.get(address, '')}{name}": value for name, value in data.items()}
    response = admin_client.post(reverse(address), data)
    assert response.status_code == 200
    assert NOT_STORED in response.content.decode()
    assert not ClinicImage.objects.exists()
    assert not ClinicDocument.objects.exists()


@pytest.mark.parametrize(("make", "new"), [(ImageFactory, upload), (DocumentFactory, pdf)])
def test_a_file_that_cannot_be_replaced_stays(admin_client, collection, make, new, request):
    there = make(collection=collection)
    name = there.file.name
    address = "wagtailimages:edit" if make is ImageFactory else "wagtaildocs:edit"
    assert admin_client.get(reverse(address, args=[there.pk])).status_code == 200
    request.getfixturevalue("full_disk")
    data = {"title": "Other", "file": new(), "alt_text": "A bench", "collection": collection.pk}
    response = admin_client.post(reverse(address, args=[there.pk]), data)
    assert NOT_STORED in response.content.decode()
    there.refresh_from_db()
    assert there.file.name == name
    assert there.title != "Other"


def test_an_image_that_was_kept_aside_says_that_it_could_not_be_stored(admin_client, collection, monkeypatch):
    data = {"title": "garden", "files[]": upload(), "collection": collection.pk}
    upload_id = admin_client.post(reverse("wagtailimages:add_multiple"), data).json()["uploaded_file_id"]
    prefix = f"uploaded-image-{upload_id}"
    words = {f"{prefix}-title": "Garden", f"{prefix}-collection": collection.pk, f"{prefix}-alt_text": "A bench"}
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload_id])
    with monkeypatch.context() as full:
        full.setattr(FileSystemStorage, "_save", Mock(side_effect=OSError(errno.ENOSPC, "No space left on device")))
        answer = admin_client.post(url, words).json()
    assert not answer["success"]
    assert NOT_STORED in answer["form"]
    assert UploadedFile.objects.exists()
    assert admin_client.post(url, words).json()["success"]
