"""Stored files by the addresses that the storage gives them: tests/cms/test_hidden.py says who may not have them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client, override_settings
from pytest_django.fixtures import Settings
from wagtail.models import CollectionViewRestriction
from wagtail.users.models import UserProfile

from api.models import PendingPurge
from media.models import ClinicImage
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of uploads with one file of each kind."""
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/a.webp", "original_images/b.JPG", "documents/c.png", "images/d.svg", "images/e.html"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"bytes")
    return tmp_path


@pytest.fixture
def image(uploads: Path) -> ClinicImage:
    return ImageFactory(file__width=60, file__height=40)


def address(image: ClinicImage) -> str:
    return f"/uploads/{image.file.name}"


def test_images_and_thumbnails_are_sent_so_that_a_browser_never_runs_them(client: Client, image: ClinicImage) -> None:
    thumbnail = image.get_rendition("max-32x32|format-webp")
    for url, kind in ((address(image), "image/jpeg"), (f"/uploads/{thumbnail.file.name}", "image/webp")):
        response = client.get(url)
        assert len(b"".join(response.streaming_content)) > 20
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"] == "public, max-age=86400, s-maxage=0"


def test_an_image_that_the_client_has_is_not_sent_again(client: Client, image: ClinicImage) -> None:
    first = client.get(address(image))

    again = client.get(address(image), headers={"if-modified-since": first["Last-Modified"]})

    assert again.status_code == 304
    assert again["Cache-Control"] == first["Cache-Control"]


def test_a_client_is_not_told_that_it_has_an_image_that_has_become_private(client: Client, image: ClinicImage) -> None:
    seen = client.get(address(image))["Last-Modified"]
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    assert client.get(address(image), headers={"if-modified-since": seen}).status_code == 404


def test_caches_are_told_when_the_collection_of_an_image_is_made_private(
    client: Client, image: ClinicImage, settings: Settings
) -> None:
    settings.CLINIC_CACHE_PURGE = {"a": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": []}}
    names = client.get(address(image))["Surrogate-Key"].split()
    assert f"clinicimage-{image.pk}" in names
    PendingPurge.objects.all().delete()
    CollectionViewRestriction.objects.create(collection=root_collection(), restriction_type="login")
    assert PendingPurge.objects.filter(surrogate_key__in=names).exists()


def test_the_file_of_a_replaced_image_is_sent_as_long_as_pages_may_name_it(
    client: Client, image: ClinicImage, settings: Settings
) -> None:
    before = address(image)
    image.file = ContentFile(picture("PNG", (30, 20)), "new.png")
    image.save()
    assert client.get(before).status_code == 200
    settings.CLINIC_IMAGE_GRACE_PERIOD = 0
    assert client.get(before).status_code == 404


def test_a_file_that_no_image_has_is_sent_to_nobody(admin_client: Client) -> None:
    assert admin_client.get("/uploads/images/a.webp").status_code == 404
    assert admin_client.get("/uploads/original_images/b.JPG").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "documents/c.png",
        "images/d.svg",
        "images/e.html",
        "images/missing.png",
        "images/",
        "images",
        "images/../documents/c.png",
        "images/%2e%2e/documents/c.png",
        "images//a.webp",
        "images/a.webp%00.png",
        "/etc/passwd.png",
        "avatar_images/missing.png",
        "wagtail_uploads/a.png",
    ],
)
def test_nothing_else_is_sent(admin_client: Client, path: str) -> None:
    assert admin_client.get(f"/uploads/{path}").status_code == 404


def test_a_folder_with_the_name_of_an_image_is_not_sent(client: Client, uploads: Path, image: ClinicImage) -> None:
    (uploads / "images" / "folder.png").mkdir()
    ClinicImage.objects.update(file="images/folder.png")

    assert client.get("/uploads/images/folder.png").status_code == 404


def test_a_link_in_the_storage_leads_nowhere_that_no_image_names(admin_client: Client, uploads: Path) -> None:
    (uploads / "images" / "link.png").symlink_to(uploads / "documents" / "c.png")
    assert admin_client.get("/uploads/images/link.png").status_code == 404


def test_the_picture_of_a_user_is_for_users_of_the_admin(client: Client, admin_client: Client, admin_user) -> None:
    profile = UserProfile.get_for_user(admin_user)
    profile.avatar.save("me.png", ContentFile(picture("PNG", (30, 20))))
    response = admin_client.get(f"/uploads/{profile.avatar.name}")
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    assert client.get(f"/uploads/{profile.avatar.name}").status_code == 404


def test_an_image_is_found_by_an_index_however_many_there_are(
    client: Client, image: ClinicImage, django_assert_num_queries
) -> None:
    with django_assert_num_queries(3):
        client.get(address(image))


@override_settings(CLINIC_SERVE_MEDIA=False)
def test_nothing_is_sent_where_a_storage_of_its_own_does_it(client: Client, image: ClinicImage) -> None:
    assert client.get(address(image)).status_code == 404


def test_nothing_can_be_sent_there(client: Client, image: ClinicImage) -> None:
    assert client.post(address(image)).status_code == 405
