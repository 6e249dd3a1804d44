import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from media.models import ClinicImage
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def there():
    """An image that is there; :func:`again` is the file that it was made of."""
    return ImageFactory(title="Garden", file=ContentFile(picture(size=(300, 200)), "garden.jpg"))


def again(size=(300, 200)):
    return SimpleUploadedFile("IMG_1.jpg", picture(size=size), "image/jpeg")


def add_many(client, file):
    fields = {"title": "x", "files[]": file, "collection": root_collection().pk}
    return client.post(reverse("wagtailimages:add_multiple"), fields).json()


def test_the_upload_of_many_offers_the_image_that_is_there(admin_client, there):
    answer = add_many(admin_client, again())
    assert (answer["success"], answer["duplicate"]) == (True, True)
    assert "Garden" in answer["confirm_duplicate_upload"]
    delete = reverse("wagtailimages:delete_upload_multiple", args=[answer["uploaded_file_id"]])
    assert delete in answer["confirm_duplicate_upload"]
    assert admin_client.post(delete).json()["success"]
    assert not UploadedFile.objects.exists()
    assert ClinicImage.objects.get() == there


def test_another_picture_is_uploaded_without_a_question(admin_client, there):
    answer = add_many(admin_client, again((301, 200)))
    assert answer["success"]
    assert "duplicate" not in answer


def test_the_form_for_one_image_offers_the_image_that_is_there(admin_client, there):
    fields = {"title": "x", "file": again(), "alt_text": "A garden", "collection": root_collection().pk}
    page = admin_client.post(reverse("wagtailimages:add"), fields, follow=True).content.decode()
    new = ClinicImage.objects.exclude(pk=there.pk).get()
    assert "This image already exists as “Garden”" in page
    assert reverse("wagtailimages:edit", args=[there.pk]) in page
    assert reverse("wagtailimages:delete", args=[new.pk]) in page


def test_the_form_for_one_image_says_nothing_of_a_new_picture(admin_client, there):
    fields = {"title": "x", "file": again((301, 200)), "alt_text": "A garden", "collection": root_collection().pk}
    page = admin_client.post(reverse("wagtailimages:add"), fields, follow=True).content.decode()
    assert "already exists" not in page


def test_the_chooser_offers_the_image_that_is_there(admin_client, there):
    prefix = "image-chooser-upload"
    fields = {"title": "x", "file": again(), "alt_text": "A garden", "collection": root_collection().pk}
    data = {f"{prefix}-{name}": value for name, value in fields.items()}
    answer = admin_client.post(reverse("wagtailimages_chooser:create"), data).json()
    assert answer["step"] == "duplicate_found"
    assert "Garden" in answer["htmlFragment"]


@pytest.mark.parametrize("name", ["add", "add_multiple"])
def test_only_staff_upload(client, name):
    assert client.get(reverse(f"wagtailimages:{name}")).status_code == 302
