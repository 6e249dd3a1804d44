"""Images whose file no form has brought: stored by a script, named in a row, or written without ``save``."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from media.models import ClinicImage
from media.renditions.originals import original_of
from media.tasks import make_renditions
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import SECRETS, picture, quarters, saved, telling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def unsaved():
    return ClinicImage(title="Garden", alt_text="A bench under a lime tree", collection=root_collection())


def address(image):
    return "/uploads/" + image.get_download_url().partition("/uploads/")[2]


def is_clean(image):
    return not any(secret in default_storage.open(image.file.name).read() for secret in SECRETS)


def stored():
    """By the idiom of Django's documentation."""
    image = unsaved()
    image.file.save("garden.jpg", ContentFile(telling()))
    return image


def named():
    image = unsaved()
    image.file = default_storage.save("original_images/garden.jpg", ContentFile(telling()))
    image.save()
    return image


@pytest.mark.parametrize("make", [stored, named])
def test_an_image_stored_by_a_script_is_clean_and_keeps_its_address(client, make):
    image = ClinicImage.objects.get(pk=make().pk)
    before = address(image)
    assert is_clean(image)
    assert (image.width, image.is_animated, bool(image.file_hash), bool(image.blur_hash)) == (160, False, True, True)
    make_renditions.call(image.pk)
    assert address(ClinicImage.objects.get(pk=image.pk)) == before
    assert client.get(before).status_code == 200


def test_a_file_that_a_script_names_is_removed_when_it_was_not_clean(uploads, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = named()
    assert [path for path in uploads.rglob("*.jpg") if path.parent.name != image.file.name.split("/")[1]] == []


def test_what_would_not_be_taken_today_and_what_is_not_there_stay_as_they_are():
    image = unsaved()
    image.file = default_storage.save("original_images/garden.bmp", ContentFile(picture("BMP", (60, 40))))
    image.save()
    assert ClinicImage.objects.get(pk=image.pk).is_animated is None
    ClinicImage.objects.filter(pk=image.pk).update(file="original_images/lost.jpg")
    lost = ClinicImage.objects.get(pk=image.pk)
    lost.title = "Lost"
    lost.save()
    assert ClinicImage.objects.get(pk=image.pk).title == "Lost"


@pytest.mark.parametrize("only_the_file", [False, True])
def test_an_image_whose_file_a_script_replaces_has_new_addresses(client, only_the_file):
    """Caches keep what an address led to for good."""
    image = ImageFactory(file__width=600, file__height=400)
    before = address(image)
    if only_the_file:
        image.file = ContentFile(saved(quarters(), "PNG"), "new.png")
        image.save(update_fields=["file"])
    else:
        image.file.save("new.png", ContentFile(saved(quarters(), "PNG")))
    image = ClinicImage.objects.get(pk=image.pk)
    assert address(image) != before
    assert (image.width, image.dominant_color) != (600, "#4682b4")
    assert [client.get(url).status_code for url in (before, address(image))] == [200, 200]


def test_an_image_written_without_save_keeps_its_addresses_when_it_is_cleaned(
    client, django_capture_on_commit_callbacks
):
    image = unsaved()
    # Named otherwise than its content is.
    image.file = default_storage.save("original_images/garden.png", ContentFile(telling()))
    image.width, image.height = 160, 80
    ClinicImage.objects.bulk_create([image])
    image = ClinicImage.objects.get()
    original, rendition = address(image), f"/uploads/renditions/{image.pk}/{original_of(image).version}/content-480.jpg"
    with django_capture_on_commit_callbacks(execute=True):
        make_renditions.call(image.pk)
    image = ClinicImage.objects.get()
    assert is_clean(image)
    for url in (original, rendition, address(image)):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert not any(secret in b"".join(response.streaming_content) for secret in SECRETS)


def test_a_copy_of_an_image_shares_its_file_until_one_of_them_is_replaced(django_capture_on_commit_callbacks):
    image = ImageFactory(file__width=60, file__height=40)
    copy = ClinicImage.objects.get(pk=image.pk)
    copy.pk = copy.id = None
    copy._state.adding = True
    copy.save()
    with django_capture_on_commit_callbacks(execute=True):
        copy.file = ContentFile(picture("PNG", (30, 20)), "new.png")
        copy.save()
    assert default_storage.exists(image.file.name)
