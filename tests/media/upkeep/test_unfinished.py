"""Files that the upload of many kept aside do not stay for ever."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import UploadedFile

from cms.worker.duties import find_duties
from media.models import ClinicImage
from media.upkeep.unfinished import remove_unfinished
from tests.media.factories import root_collection
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db

FOLDER = "wagtail_uploads"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def put_aside(admin_client):
    def upload(name="garden.jpg"):
        file = SimpleUploadedFile(name, picture(), "image/jpeg")
        fields = {"title": "Garden", "files[]": file, "collection": root_collection().pk}
        return admin_client.post(reverse("wagtailimages:add_multiple"), fields).json()["uploaded_file_id"]

    return upload


def files():
    return default_storage.listdir(FOLDER)[1]


def a_day_later(**more):
    return freeze_time(timezone.now() + timedelta(days=1, minutes=1, **more))


def test_what_was_put_aside_stays_for_a_day(put_aside, admin_client):
    kept = put_aside()
    assert remove_unfinished() == 0
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[kept])
    prefix = f"uploaded-image-{kept}"
    fields = {"title": "Garden", "alt_text": "A garden", "collection": root_collection().pk}
    answer = admin_client.post(url, {f"{prefix}-{name}": value for name, value in fields.items()}).json()
    assert answer["success"], answer
    assert ClinicImage.objects.exists()
    assert files() == []


def test_what_nobody_went_on_with_is_gone_after_a_day(put_aside):
    put_aside()
    put_aside("terrace.jpg")
    with a_day_later():
        assert remove_unfinished() == 2
        assert remove_unfinished() == 0
    assert files() == []
    assert not UploadedFile.objects.exists()


def test_files_without_a_row_and_rows_without_a_file_go_too(put_aside):
    default_storage.save(f"{FOLDER}/left.jpg", ContentFile(b"half a picture"))
    put_aside()
    default_storage.delete(UploadedFile.objects.get().file.name)
    assert remove_unfinished() == 1
    assert not UploadedFile.objects.exists()
    assert files() == ["left.jpg"]
    with a_day_later():
        assert remove_unfinished() == 1
    assert files() == []


def test_nothing_put_aside_is_nothing_to_do():
    assert remove_unfinished() == 0


def test_a_worker_does_it_each_day():
    (duty,) = [duty for duty in find_duties() if duty.run is remove_unfinished]
    assert duty.interval <= 24 * 3600
