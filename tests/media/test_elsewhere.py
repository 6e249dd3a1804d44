"""Another project that has ``media``, and none of this project's other apps, in its URLs."""

import pytest
from django.contrib.auth.models import User
from django.core.checks import WARNING
from django.core.files.storage import FileSystemStorage
from django.test import Client
from wagtail.models import CollectionViewRestriction

from media.checks.addresses import check_image_addresses, check_media_url, check_upload_addresses
from media.models.rendition import ClinicRendition
from tests.media import urls_elsewhere
from tests.media.factories import DocumentFactory, ImageFactory, root_collection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT


@pytest.fixture
def thumbnails(monkeypatch, tmp_path):
    """``WAGTAILIMAGES_RENDITION_STORAGE``, which is read when the model is made."""
    storage = FileSystemStorage(tmp_path / "thumbnails", "/uploads/")
    monkeypatch.setattr(ClinicRendition._meta.get_field("file"), "storage", storage)
    return storage


def private_files():
    """The addresses that the storage gives the files of a private image, its thumbnail and a private document."""
    collection = root_collection().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image = ImageFactory(file__width=60, file__height=40, collection=collection)
    thumbnail = image.get_rendition("max-32x32")
    return [image.file.url, thumbnail.file.url, DocumentFactory(collection=collection).file.url]


@pytest.mark.urls("tests.media.urls_elsewhere")
def test_files_of_private_collections_are_sent_to_nobody_who_may_not_have_them(client: Client) -> None:
    picture, thumbnail, document = private_files()
    assert [client.get(url).status_code for url in (picture, thumbnail, document)] == [404, 404, 404]
    client.force_login(User.objects.create_user("visitor"))
    for url in (picture, thumbnail):
        response = client.get(url)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert client.get(document).status_code == 404


@pytest.mark.urls("tests.media.urls_elsewhere")
def test_files_of_public_collections_are_sent(client: Client) -> None:
    image = ImageFactory(file__width=60, file__height=40)
    thumbnail = image.get_rendition("max-32x32")
    shown = image.get_api_representation()["url"].partition("/uploads/")[2]
    document = DocumentFactory()
    for url in (image.file.url, thumbnail.file.url, f"/uploads/{shown}", document.url):
        assert client.get(url).status_code == 200


@pytest.mark.urls("tests.media.urls_elsewhere")
def test_a_storage_of_its_own_for_renditions_is_read_too(client: Client, thumbnails, settings) -> None:
    settings.CLINIC_ACCEL_REDIRECT = "/stored"
    image = ImageFactory(file__width=60, file__height=40)

    response = client.get(image.get_rendition("max-32x32").file.url)

    # The web server reads MEDIA_ROOT alone.
    assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
    assert client.get(image.file.url)["X-Accel-Redirect"] == f"/stored/{image.file.name}"


@pytest.mark.urls("tests.media.urls_elsewhere")
def test_a_project_that_is_set_up_as_documented_is_warned_of_nothing(settings) -> None:
    assert check_upload_addresses() == check_image_addresses() == []
    settings.MEDIA_URL = "https://files.example.org/uploads/"
    assert check_upload_addresses() == []


@pytest.mark.urls("tests.media.urls_of_project_template")
def test_a_project_that_has_its_files_sent_to_anybody_is_warned(client: Client) -> None:
    picture, *_ = private_files()
    assert client.get(picture).status_code == 200
    (warning,) = check_upload_addresses()
    assert warning.id == "clinic_media.W007"
    assert "/uploads/original_images/" in warning.msg
    assert 'path("uploads/", include("media.upload_urls"))' in warning.hint


def test_addresses_of_renditions_that_something_else_takes_are_warned_of(settings) -> None:
    class Swapped:
        urlpatterns = urls_elsewhere.urlpatterns[2:0:-1]

    settings.ROOT_URLCONF = Swapped
    (warning,) = check_image_addresses()
    assert warning.id == "clinic_media.W003"
    assert "before" in warning.hint


@pytest.mark.parametrize("media_url", ["/files/", "https://files.example.org/files/", "files/"])
def test_files_that_a_web_server_sends_by_itself_are_warned_of(settings, media_url: str) -> None:
    settings.MEDIA_URL = media_url
    (warning,) = check_upload_addresses()
    assert "/files/original_images/" in warning.msg
    assert 'path("files/", include("media.upload_urls"))' in warning.hint


def test_files_that_something_else_is_said_to_guard_are_not_warned_of(settings) -> None:
    settings.MEDIA_URL = "/files/"
    settings.CLINIC_SERVE_MEDIA = False
    assert check_upload_addresses() == []


def test_files_in_a_bucket_are_not_warned_of(settings) -> None:
    bucket = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "clinic"}}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    assert check_upload_addresses() == []


def test_one_storage_among_several_that_nobody_guards_is_warned_of(thumbnails) -> None:
    thumbnails.base_url = "/thumbnails/"
    (warning,) = check_upload_addresses()
    assert "/thumbnails/images/" in warning.msg


@pytest.mark.urls("tests.media.urls_elsewhere")
@pytest.mark.parametrize("media_url", ["/files/", "https://files.example.org/files/", ""])
def test_uploads_that_are_sent_from_elsewhere_than_their_addresses_say_are_warned_of(settings, media_url: str) -> None:
    settings.MEDIA_URL = media_url
    (warning,) = check_media_url()
    assert (warning.id, warning.level) == ("clinic_media.W008", WARNING)
    named = "/files/" if media_url else "/"
    assert warning.msg == f"The URLs of uploaded images begin with {named}, but images are sent from /uploads/."
    assert 'Set MEDIA_URL = "/uploads/", or mount media.upload_urls' in warning.hint


@pytest.mark.urls("tests.media.urls_elsewhere")
def test_uploads_that_another_server_sends_may_have_any_address(settings) -> None:
    assert check_media_url() == []
    settings.MEDIA_URL = "/files/"
    settings.CLINIC_SERVE_MEDIA = False
    assert check_media_url() == []


@pytest.mark.urls("tests.media.urls_without_media")
def test_uploads_that_are_not_sent_at_all_are_warned_of_once() -> None:
    assert check_media_url() == []
    assert [warning.id for warning in check_upload_addresses()] == ["clinic_media.W007"]
