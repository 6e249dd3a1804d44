"""Photographs as telephones store them (HEIC), made by the library that reads them."""

import struct
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms
from pillow_heif import register_heif_opener
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from media.models import ClinicImage
from media.uploads.cleaning import clean_picture
from media.uploads.heif import coded_sizes
from media.uploads.refusal import UploadRefused
from tests.media.factories import root_collection
from tests.media.pictures import CREDIT, SECRETS, animation, picture, quarters, saved, telling, turned
from tests.media.test_avatars import send

register_heif_opener()
SMALL = picture("HEIF", (60, 40))


def opened(data: bytes) -> Image.Image:
    made = Image.open(BytesIO(data))
    made.load()
    return made


def corners(made: Image.Image) -> list[tuple[int, ...]]:
    width, height = made.size
    return [made.convert("RGB").getpixel((x, y)) for y in (5, height - 6) for x in (5, width - 6)]


def with_size(data: bytes, width: int, height: int) -> bytes:
    """The file with another size in its head (ISO/IEC 23008-12, 6.5.3) than its pixels have."""
    place = data.index(b"ispe") + 8
    return data[:place] + struct.pack(">II", width, height) + data[place + 8 :]


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_photograph_becomes_a_jpeg(mode):
    clean = clean_picture(picture("HEIF", (64, 48), mode))
    assert (clean.extension, clean.mime_type) == ("jpg", "image/jpeg")
    assert (opened(clean.data).format, opened(clean.data).size) == ("JPEG", (64, 48))


def test_a_tiled_photograph_becomes_one_picture():
    clean = clean_picture(saved(quarters((320, 160)), "HEIF", tile_size=64))
    assert opened(clean.data).size == (320, 160)
    assert_corners(opened(clean.data))


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_parts_stay_transparent(mode):
    clean = clean_picture(saved(Image.new("RGBA", (64, 48), (40, 40, 40, 100)).convert(mode), "HEIF"))
    assert clean.extension == "webp"
    assert abs(opened(clean.data).convert("RGBA").getpixel((30, 20))[3] - 100) < 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_however_the_telephone_was_held(orientation):
    made = opened(clean_picture(turned(orientation, "HEIF")).data)
    assert made.size == quarters().size
    assert ExifTags.Base.Orientation not in made.getexif()
    assert_corners(made)


def assert_corners(made: Image.Image) -> None:
    for seen, wanted in zip(corners(made), [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)], strict=True):
        assert all(abs(one - other) < 16 for one, other in zip(seen, wanted, strict=True))


def test_place_and_camera_are_left_behind_and_credit_is_kept():
    data = telling("HEIF")
    assert any(secret in data for secret in SECRETS)
    clean = clean_picture(data).data
    assert not any(secret in clean for secret in SECRETS)
    exif = opened(clean).getexif()
    assert exif[ExifTags.Base.Artist] == CREDIT
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_the_colours_of_a_telephone_s_screen_are_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    clean = clean_picture(saved(quarters(), "HEIF", icc_profile=profile))
    assert opened(clean.data).info["icc_profile"] == profile


def test_of_several_pictures_the_main_one_is_kept():
    assert clean_picture(animation("HEIF", (64, 48), frames=3)).extension == "jpg"


@pytest.mark.parametrize("part", range(1, 10))
def test_a_photograph_that_is_cut_off_is_refused(part):
    with pytest.raises(UploadRefused):
        clean_picture(SMALL[: len(SMALL) * part // 10])


def test_too_many_pixels_are_refused_before_they_are_decoded(settings):
    """Also where a small part of them is shown: this encoder fills up what it codes, and says what to cut off."""
    with pytest.raises(UploadRefused, match="too many pixels: 20000 × 20000"):
        clean_picture(with_size(SMALL, 20_000, 20_000))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    with pytest.raises(UploadRefused, match="too many pixels: 60 × 40"):
        clean_picture(SMALL)


def test_sizes_are_read_from_boxes_of_both_kinds_of_length():
    box = struct.pack(">I4sQIII", 1, b"ispe", 28, 0, 20_000, 10_000)
    assert set(coded_sizes(SMALL + box + b"ispe")) >= {(64, 64), (20_000, 10_000)}


def test_a_head_that_names_fewer_pixels_than_there_are_lets_no_more_through(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000
    with pytest.raises(UploadRefused):
        clean_picture(with_size(picture("HEIF", (1200, 800)), 64, 64))


def test_it_is_refused_in_words_where_the_project_has_not_allowed_it(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpg", "png"]
    with pytest.raises(UploadRefused, match=r"one of these: JPEG, PNG\."):
        clean_picture(SMALL)
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpg", "heic"]
    with pytest.raises(UploadRefused, match=r"one of these: JPEG, HEIC\."):
        clean_picture(b"words")
    assert clean_picture(SMALL).extension == "jpg"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damage_leads_to_a_picture_or_to_a_refusal_and_to_nothing_else(draw):
    data = bytearray(SMALL)
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cache.clear()
    try:
        clean = clean_picture(bytes(data))
    except UploadRefused:
        return
    opened(clean.data)


def photograph() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_2041.HEIC", turned(6, "HEIF"), "image/heic")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["add", "chooser_create"])
def test_staff_upload_it_like_any_other_picture(admin_client, address):
    prefix = "image-chooser-upload-" if address == "chooser_create" else ""
    named = {"title": "Garden", "alt_text": "A bench", "collection": root_collection().pk, "file": photograph()}
    url = reverse(f"wagtailimages:{address}" if address == "add" else f"wagtailimages_chooser:{address[8:]}")
    admin_client.post(url, {f"{prefix}{name}": value for name, value in named.items()})
    image = ClinicImage.objects.get()
    assert image.file.name.endswith("/IMG_2041.jpg")
    assert (image.width, image.height) == quarters().size
    assert_corners(opened(image.file.read()))
    assert image.get_api_representation()["mime_type"] == "image/jpeg"


@pytest.mark.django_db
def test_the_dialogs_of_staff_offer_it(admin_client):
    assert "image/heic" in admin_client.get(reverse("wagtailimages:add")).content.decode()
    many = admin_client.get(reverse("wagtailimages:add_multiple")).content.decode()
    assert "heic" in many


@pytest.mark.django_db
def test_the_upload_of_many_keeps_it_aside_as_what_it_becomes(admin_client):
    data = {"title": "Garden", "files[]": photograph(), "collection": root_collection().pk}
    answer = admin_client.post(reverse("wagtailimages:add_multiple"), data).json()
    assert answer["success"]
    aside = UploadedFile.objects.get()
    assert aside.file.read(3) == b"\xff\xd8\xff"
    words = {"title": "Garden", "alt_text": "A bench", "collection": root_collection().pk}
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[aside.pk])
    answer = admin_client.post(url, {f"uploaded-image-{aside.pk}-{name}": value for name, value in words.items()})
    assert answer.json()["success"]
    assert ClinicImage.objects.get().file.name.endswith(".jpg")


@pytest.mark.django_db
def test_a_script_stores_it_as_what_it_becomes():
    image = ClinicImage(title="Garden", alt_text="A bench")
    image.file = SimpleUploadedFile("garden.heic", SMALL)
    image.save()
    assert image.file.name.endswith("/garden.jpg")


@pytest.mark.django_db
def test_a_user_may_have_it_as_a_picture(admin_client, admin_user):
    assert send(admin_client, turned(6, "HEIF"), "IMG_2041.HEIC").status_code == 302
    avatar = UserProfile.get_for_user(admin_user).avatar
    assert opened(avatar.read()).format == "JPEG"
