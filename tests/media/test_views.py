"""Renditions over HTTP: which there are, who gets them, and that each is made once."""

import errno
import re
import threading
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from freezegun import freeze_time
from PIL import Image
from wagtail.models import CollectionViewRestriction

from media.models import ClinicImage
from media.renditions import storing
from media.renditions.addresses import storage_folder
from media.renditions.originals import original_of
from tests.media.factories import ImageFactory, root_collection
from tests.media.pictures import animation, picture, quarters, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def image():
    return ImageFactory(file__width=1000, file__height=800)


@pytest.fixture
def made(monkeypatch):
    """What is encoded."""
    names = []
    encode = storing.encode

    def encode_and_tell(file, focal_point, wanted):
        for name, data in encode(file, focal_point, wanted):
            names.append(str(name[0].name))
            yield name, data

    monkeypatch.setattr(storing, "encode", encode_and_tell)
    return names


def path(image, name, version=None):
    return f"/uploads/renditions/{image.pk}/{version or original_of(image).version}/{name}"


def opened(response):
    made = Image.open(BytesIO(b"".join(response.streaming_content)))
    made.load()
    return made


@pytest.mark.parametrize(
    ("name", "image_format", "size"),
    [
        ("content-480.avif", "AVIF", (480, 384)),
        ("content-960.webp", "WEBP", (960, 768)),
        ("content-1600.jpg", "JPEG", (1000, 800)),
        ("hero-640.png", "PNG", (640, 360)),
        ("hero-1920.jpg", "JPEG", (1000, 562)),
        ("card-320.webp", "WEBP", (320, 240)),
        ("square-640.avif", "AVIF", (640, 640)),
        ("social-1200.jpg", "JPEG", (1000, 525)),
    ],
)
def test_whatever_is_on_the_list_is_made_when_it_is_asked_for(client, image, name, image_format, size):
    response = client.get(path(image, name))
    made = opened(response)
    assert (made.format, made.size) == (image_format, size)
    assert response["Content-Type"] == f"image/{image_format.lower()}"
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=0, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"]


def test_shared_caches_that_are_told_keep_a_picture_for_good_and_others_ask_each_time(client, image, settings):
    response = client.get(path(image, "card-320.webp"))
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=0, immutable"
    assert "Surrogate-Key" not in response
    settings.CLINIC_CACHE_PURGE = {"varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": []}}
    response = client.get(path(image, "card-320.webp"))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f"clinicimage-{image.pk}" in response["Surrogate-Key"].split()


def test_what_was_made_is_sent_from_the_storage(client, image, made):
    first = b"".join(client.get(path(image, "card-320.webp")).streaming_content)
    again = b"".join(client.get(path(image, "card-320.webp")).streaming_content)
    assert first == again
    assert made == ["card"]
    # The address is the place in the storage: a web server can send it.
    stored = path(image, "card-320.webp").removeprefix("/uploads/")
    assert default_storage.open(stored).read() == first


def test_a_rendition_is_there_whole_or_not_at_all(client, image, monkeypatch, uploads):
    replace = Path.replace
    seen = []

    def look_and_replace(self, target):
        seen.append((target.exists(), self.stat().st_size > 0, oct(self.stat().st_mode)[-3:]))
        return replace(self, target)

    def fail(self, target):
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", look_and_replace)
    client.get(path(image, "card-320.webp"))
    assert seen == [(False, True, "644")]
    monkeypatch.setattr(Path, "replace", fail)
    assert client.get(path(image, "card-640.webp")).status_code == 200
    assert [file.name for file in (uploads / "renditions").rglob("*") if file.is_file()] == ["card-320.webp"]


@pytest.mark.parametrize("accel", ["", "/stored"])
def test_a_picture_for_which_the_disk_has_no_room_is_sent_all_the_same(
    client, image, monkeypatch, uploads, caplog, settings, accel
):
    settings.CLINIC_ACCEL_REDIRECT = accel
    no_room = Mock(side_effect=OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(storing.tempfile, "NamedTemporaryFile", no_room)
    for name in ("card-320.webp", "card-640.webp", "card-320.webp"):
        response = client.get(path(image, name))
        assert opened(response).width == int(name[5:8])
        assert "X-Accel-Redirect" not in response
    assert no_room.call_count == 3
    assert [record.levelname for record in caplog.records if "could not be stored" in record.message] == ["ERROR"]
    with pytest.raises(OSError, match="No space left"):
        storing.make_missing(original_of(image))


def test_a_width_beyond_the_picture_is_the_same_file_as_the_first_that_shows_all(client, made):
    image = ImageFactory(file__width=200, file__height=100)
    sizes = {opened(client.get(path(image, f"content-{width}.jpg"))).size for width in (480, 960, 1600)}
    assert (sizes, made) == ({(200, 100)}, ["content"])


@pytest.mark.parametrize(
    "name",
    [
        "content-481.avif",
        "content-0480.avif",
        "content-480.gif",
        "content-480.svg",
        "content-480.jpeg",
        "content-480.AVIF",
        "content-480",
        "poster-480.avif",
        "content-480.avif.php",
        "-480.avif",
        "content-99999999999.avif",
        "original.png",
        "original.html",
        "original.",
        "..",
        "content-480.avif%00",
        "content%2f480.avif",
    ],
)
def test_what_is_not_on_the_list_is_not_found_and_costs_no_work(client, image, made, name, uploads):
    before = sorted(uploads.rglob("*"))
    assert client.get(path(image, name)).status_code == 404
    assert made == []
    assert sorted(uploads.rglob("*")) == before


def test_another_version_and_another_image_are_not_found(client, image, made):
    assert client.get(path(image, "content-480.avif", "0" * 16)).status_code == 404
    assert client.get(path(image, "content-480.avif", "..")).status_code == 404
    version = original_of(image).version
    assert client.get(f"/uploads/renditions/{image.pk + 1}/{version}/content-480.avif").status_code == 404
    assert client.get(f"/uploads/renditions/x/{version}/content-480.avif").status_code == 404
    assert client.get(f"/uploads/renditions/99999999999999999999/{version}/content-480.avif").status_code == 404
    assert made == []


def test_a_client_that_has_it_is_not_sent_it_again_and_head_sends_nothing(client, image):
    response = client.get(path(image, "card-320.webp"))
    again = client.get(path(image, "card-320.webp"), headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == response["Cache-Control"]
    head = client.head(path(image, "card-320.webp"))
    assert head["Content-Length"] == response["Content-Length"]
    assert client.post(path(image, "card-320.webp")).status_code == 405


def test_the_original_has_an_address_of_its_own(client, image):
    response = client.get(path(image, "original.jpg"))
    assert b"".join(response.streaming_content) == ClinicImage.objects.get().file.read()
    assert response["Content-Type"] == "image/jpeg"


def test_a_crop_follows_the_focal_point(client):
    image = ImageFactory(
        file=ContentFile(saved(quarters((1600, 400)), "PNG"), "a.png"),
        focal_point_x=1500,
        focal_point_y=100,
        focal_point_width=50,
        focal_point_height=50,
    )
    made = opened(client.get(path(image, "square-160.png"))).convert("RGB")
    assert made.getpixel((80, 10)) == (0, 255, 0)
    assert made.getpixel((80, 150)) == (255, 255, 255)


def test_transparent_parts_stay_and_are_white_in_a_jpeg(client):
    clear = Image.new("RGBA", (400, 300), (255, 0, 0, 0))
    image = ImageFactory(file=ContentFile(saved(clear, "PNG"), "a.png"))
    for extension in ("avif", "webp", "png"):
        assert opened(client.get(path(image, f"card-320.{extension}"))).convert("RGBA").getpixel((5, 5))[3] == 0
    assert min(opened(client.get(path(image, "card-320.jpg"))).getpixel((5, 5))) > 250


def test_an_animation_has_only_its_original(client):
    image = ImageFactory(file=ContentFile(animation("GIF"), "a.gif"))
    assert client.get(path(image, "content-480.webp")).status_code == 404
    assert client.get(path(image, "original.gif")).status_code == 200


def test_a_replaced_picture_goes_on_being_sent_for_a_while(client, image, settings, admin_user):
    before = path(image, "content-480.jpg"), path(image, "hero-640.webp"), path(image, "original.jpg")
    first = b"".join(client.get(before[0]).streaming_content)
    with freeze_time("2026-03-01"):
        image.file = ContentFile(saved(quarters((600, 400)), "PNG"), "new.png")
        image.save()
    with freeze_time("2026-03-30"):
        assert path(image, "content-480.jpg") != before[0]
        assert opened(client.get(path(image, "content-480.jpg"))).size == (480, 320)
        old = client.get(before[0])
        assert b"".join(old.streaming_content) == first
        assert old["Cache-Control"] == "public, max-age=3600, s-maxage=0"
        # One that nobody had asked for is made of the old file.
        assert opened(client.get(before[1])).size == (640, 360)
        assert client.get(before[2]).status_code == 200
    with freeze_time("2026-04-01"):
        assert [client.get(old).status_code for old in before] == [404, 404, 404]
    settings.CLINIC_IMAGE_GRACE_PERIOD = 366 * 24 * 3600
    with freeze_time("2026-04-01"):
        assert client.get(before[0]).status_code == 200


def test_a_moved_focal_point_changes_the_address_and_the_old_one_goes_on_working(client, image):
    before = path(image, "square-160.png")
    image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 5
    image.save()
    assert path(image, "square-160.png") != before
    assert client.get(before).status_code == 200
    image.title = "Another title"
    image.save()
    assert image.versions.count() == 1


def test_a_picture_that_comes_back_has_its_old_address(client, image, uploads, django_capture_on_commit_callbacks):
    first, data = path(image, "card-320.webp"), ClinicImage.objects.get().file.read()
    with django_capture_on_commit_callbacks(execute=True):
        image.file = ContentFile(picture("PNG", (600, 400)), "new.png")
        image.save()
        image.file = ContentFile(data, "old.jpg")
        image.save()
    assert path(image, "card-320.webp") == first
    assert client.get(first)["Cache-Control"].endswith("immutable")
    assert {found.name for found in (uploads / "original_images").glob("*/*")} == {"new.png", "old.jpg"}


def test_the_same_picture_uploaded_again_leaves_one_file(image, uploads, django_capture_on_commit_callbacks):
    data = ClinicImage.objects.get().file.read()
    with django_capture_on_commit_callbacks(execute=True):
        image.file = ContentFile(data, "again.jpg")
        image.save()
    assert [found.name for found in (uploads / "original_images").glob("*/*")] == ["again.jpg"]
    assert not image.versions.exists()


def test_nobody_can_guess_where_a_file_is_stored(image):
    names = [image.file.name, image.get_rendition("max-165x165").file.name, ImageFactory().file.name]
    for name in names:
        folder, chance, filename = name.split("/")
        assert folder in ("original_images", "images")
        assert re.fullmatch(r"[0-9a-f]{24}", chance)
        assert filename.startswith("counselling-room")
    assert len({name.split("/")[1] for name in names}) == 3


def test_a_deleted_image_leaves_nothing_behind(client, image, uploads, django_capture_on_commit_callbacks):
    client.get(path(image, "card-320.webp"))
    image.file = ContentFile(picture("PNG", (600, 400)), "new.png")
    image.save()
    client.get(path(image, "card-320.webp"))
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert [found for found in uploads.rglob("*") if found.is_file()] == []


def test_an_image_of_a_private_collection_is_sent_only_to_those_who_may_see_it(client, admin_client, image):
    private = root_collection().add_child(name="Staff")
    client.get(path(image, "card-320.webp"))
    image.collection = private
    image.save()
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    for name in ("card-320.webp", "card-640.webp", "original.jpg"):
        assert client.get(path(image, name)).status_code == 404
        response = admin_client.get(path(image, name))
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


def test_a_missing_and_a_damaged_original_answer_plainly(client, image, caplog):
    with default_storage.open(image.file.name, "wb") as file:
        file.write(picture("JPEG")[:600])
    response = client.get(path(image, "card-320.webp"))
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store")
    assert "could not be made" in caplog.text
    default_storage.delete(image.file.name)
    assert client.get(path(image, "card-320.webp")).status_code == 404
    assert client.get(path(image, "original.jpg")).status_code == 404


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_however_many_ask_at_the_same_time_one_makes_it(image, made):
    address, statuses = path(image, "hero-1280.webp"), []

    def ask():
        try:
            response = Client().get(address)
            b"".join(response.streaming_content)
            statuses.append(response.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert statuses == [200] * 8
    assert made == ["hero"]


def test_who_waits_too_long_is_told_to_come_again(client, image, monkeypatch):
    def busy(original, name):
        raise storing.RenditionIsBusy

    monkeypatch.setattr("media.views.open_or_make", busy)
    response = client.get(path(image, "card-320.webp"))
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")


def test_no_answer_of_the_api_makes_one(client, image):
    assert client.get(f"/api/v2/images/{image.pk}/").status_code == 200
    assert not default_storage.exists(storage_folder(image.pk))
    assert ClinicImage.objects.get().get_api_representation()["sources"]


def test_a_drawing_is_sent_so_that_no_browser_runs_it(client, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["svg"]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="9" height="3"/></svg>'
    image = ImageFactory(file=ContentFile(svg, "plan.svg"))
    response = client.get(path(image, "original.svg"))
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert client.get(path(image, "content-480.webp")).status_code == 404


def test_a_client_that_has_too_many_made_is_refused_more_of_them_and_sent_what_is_there(client, image, made, settings):
    settings.CLINIC_THROTTLE_RATE = "2/min"
    names = ["content-480.jpg", "content-480.webp", "content-480.png"]

    assert [client.get(path(image, name)).status_code for name in names * 2] == [200, 200, 429] * 2
    assert len(made) == 2
    refusal = client.get(path(image, names[-1]))
    assert (refusal["Content-Type"], refusal["Cache-Control"]) == ("application/problem+json", "no-store")
    assert 0 < int(refusal["Retry-After"]) <= 61
    assert refusal.json()["type"] == "urn:clinic-api:problem:throttled"
    other = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get(path(image, names[-1]), **other).status_code == 200
    assert client.get(path(image, names[-1])).status_code == 200


def test_trusted_addresses_have_as_many_made_as_they_like(client, image, settings):
    settings.CLINIC_THROTTLE_RATE = "1/min"
    settings.CLINIC_THROTTLE_TRUSTED = ["127.0.0.0/8"]

    for extension in ("jpg", "webp", "png"):
        assert client.get(path(image, f"content-480.{extension}")).status_code == 200


def test_what_does_not_exist_and_what_has_not_changed_is_not_counted(client, image, settings):
    settings.CLINIC_THROTTLE_RATE = "1/min"
    name = "content-480.jpg"

    for _ in range(3):
        assert client.get(path(image, "content-481.jpg")).status_code == 404
    tag = client.get(path(image, name))["ETag"]
    for _ in range(3):
        assert client.get(path(image, name), headers={"if-none-match": tag}).status_code == 304


def test_without_a_throttle_nothing_is_limited(client, image, settings):
    settings.CLINIC_THROTTLE_RATE = "1/min"
    del settings.CLINIC_RENDITION_THROTTLE

    for extension in ("jpg", "webp", "png"):
        assert client.get(path(image, f"content-480.{extension}")).status_code == 200
