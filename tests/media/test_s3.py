"""Uploads in a bucket, on a server that speaks S3."""

from datetime import timedelta
from io import BytesIO

import boto3
import pytest
import requests
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.models import CollectionViewRestriction, UploadedFile

from cms.settings import storages
from media.models import ClinicDocument, ClinicImage
from media.renditions.originals import original_of
from media.upkeep.unfinished import remove_unfinished
from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory, root_collection
from tests.media.pictures import SECRETS, picture, telling

pytestmark = pytest.mark.django_db

BUCKET = "clinic-uploads"


@pytest.fixture(scope="module")
def s3():
    """The address of the server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(s3, settings, monkeypatch):
    variables = {
        "CLINIC_S3_BUCKET": BUCKET,
        "CLINIC_S3_ENDPOINT_URL": s3,
        "CLINIC_S3_REGION": "us-east-1",
        "CLINIC_S3_ACCESS_KEY_ID": "made-up",
        "CLINIC_S3_SECRET_ACCESS_KEY": "made-up",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": storages.upload_storage()}
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"
    requests.post(f"{s3}/moto-api/reset", timeout=10)
    keys = {"aws_access_key_id": "made-up", "aws_secret_access_key": "made-up", "region_name": "us-east-1"}
    bucket = boto3.resource("s3", endpoint_url=s3, **keys).create_bucket(Bucket=BUCKET)
    return bucket


def names(bucket):
    return sorted(entry.key for entry in bucket.objects.all())


def test_an_image_is_uploaded_cleaned_and_offered_in_all_sizes(admin_client, client, bucket):
    file = SimpleUploadedFile("squares.jpg", telling(), "image/jpeg")
    fields = {"title": "x", "file": file, "alt_text": "Four squares", "collection": root_collection().pk}
    assert admin_client.post(reverse("wagtailimages:add"), fields).status_code == 302
    image = ClinicImage.objects.get()
    assert names(bucket) == [image.file.name]
    assert not any(secret in image.file.open().read() for secret in SECRETS)

    url = image.get_api_representation()["url"]
    response = client.get("/uploads/" + url.partition("/uploads/")[2])
    with Image.open(BytesIO(b"".join(response.streaming_content))) as made:
        assert made.size == (160, 80)
    assert f"renditions/{image.pk}/{original_of(image).version}/content-480.jpg" in names(bucket)
    again = client.get("/uploads/" + url.partition("/uploads/")[2])
    assert again["Cache-Control"].endswith("immutable")


def test_no_answer_holds_an_address_that_expires(bucket):
    shown = str(ImageFactory().get_api_representation()) + str(DocumentFactory().get_api_representation())
    assert "X-Amz" not in shown
    assert BUCKET not in shown


def test_a_refused_upload_leaves_nothing_in_the_bucket(admin_client, bucket):
    file = SimpleUploadedFile("squares.jpg", picture()[:4000], "image/jpeg")
    fields = {"title": "x", "file": file, "alt_text": "Four squares", "collection": root_collection().pk}
    assert admin_client.post(reverse("wagtailimages:add"), fields).status_code == 200
    assert names(bucket) == []


def test_renditions_are_warmed_counted_tidied_and_removed(bucket, capsys, django_capture_on_commit_callbacks, settings):
    image = ImageFactory(file__width=300, file__height=200)
    call_command("renditions", "warm")
    assert len(names(bucket)) == 1 + 18
    image.file = ContentFile(picture("PNG", (300, 200)), "new.png")
    image.save()
    assert len(names(bucket)) == 2 + 18
    settings.CLINIC_IMAGE_GRACE_PERIOD = 0
    call_command("renditions", "tidy")
    assert names(bucket) == [image.file.name]
    call_command("renditions", "warm")
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert names(bucket) == []


def test_uploads_that_nobody_finished_go_after_a_day(bucket):
    default_storage.save("wagtail_uploads/left.jpg", ContentFile(b"half a picture"))
    UploadedFile.objects.create(file="wagtail_uploads/gone.jpg")
    assert remove_unfinished() == 1
    assert names(bucket) == ["wagtail_uploads/left.jpg"]
    with freeze_time(timezone.now() + timedelta(days=1, minutes=1)):
        assert remove_unfinished() == 1
    assert names(bucket) == []


def test_a_lost_original_is_not_found(client, bucket):
    image = ImageFactory()
    default_storage.delete(image.file.name)
    url = image.get_api_representation()["url"]
    assert client.get("/uploads/" + url.partition("/uploads/")[2]).status_code == 404


def test_a_document_is_downloaded_by_an_address_that_expires(client, bucket):
    document = DocumentFactory(file__filename="visiting-hours.pdf")
    response = client.get(document.url)
    assert response.status_code == 302
    assert "X-Amz-Expires=300" in response["Location"]
    download = requests.get(response["Location"], timeout=10)
    assert download.content == SMALLEST_PDF
    assert download.headers["Content-Disposition"].startswith('attachment; filename="visiting-hours')


def test_a_private_document_is_given_no_address_unless_it_may_be_seen(client, admin_client, bucket):
    private = root_collection().add_child(name="Staff")
    document = DocumentFactory(collection=private)
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert "X-Amz" not in client.get(document.url)["Location"]
    assert "X-Amz-Expires=300" in admin_client.get(document.url)["Location"]
    assert ClinicDocument.objects.get().file.size == len(SMALLEST_PDF)
