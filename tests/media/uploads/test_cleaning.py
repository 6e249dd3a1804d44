from contextlib import suppress
from io import BytesIO

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from media.uploads.cleaning import clean_picture
from media.uploads.refusal import UploadRefused
from tests.media import pictures
from tests.media.pictures import COPYRIGHT, CREDIT, SECRETS, animation, picture, saved, telling, turned

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV", "I", "I;16", "F")
SMALL = {name: picture(name, (60, 40)) for name in FORMATS}


def opened(data: bytes) -> Image.Image:
    made = Image.open(BytesIO(data))
    made.load()
    return made


def all_kinds():
    """Each format and mode that Pillow writes."""
    for image_format in FORMATS:
        for mode in MODES:
            try:
                yield pytest.param(picture(image_format, (64, 48), mode), image_format, id=f"{image_format}-{mode}")
            except (OSError, ValueError):
                continue


@pytest.mark.parametrize(("data", "image_format"), list(all_kinds()))
def test_every_kind_of_picture_is_taken_and_keeps_format_and_size(data, image_format):
    made = opened(clean_picture(data).data)
    assert (made.format, made.size) == (image_format, (64, 48))
    assert made.mode in ("1", "L", "LA", "P", "RGB", "RGBA")


def all_other_kinds():
    """Each other format and mode that Pillow writes here."""
    Image.init()
    for image_format in sorted(set(Image.SAVE) - {*FORMATS, "HEIF"}):
        for mode in MODES:
            with suppress(Exception):  # Pillow does not write this mode, or needs a program that is not there.
                yield pytest.param(picture(image_format, (64, 48), mode), id=f"{image_format}-{mode}")


@pytest.mark.parametrize("data", list(all_other_kinds()))
def test_every_other_kind_of_picture_is_refused_in_words_or_is_one_of_these_by_its_content(data):
    with suppress(UploadRefused):
        assert clean_picture(data).extension in ("jpg", "png")


@pytest.mark.parametrize("image_format", FORMATS)
def test_extension_and_type_are_those_of_the_content(image_format):
    clean = clean_picture(SMALL[image_format])
    assert clean.extension == {"JPEG": "jpg"}.get(image_format, image_format.lower())
    assert clean.mime_type == f"image/{image_format.lower()}"


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(orientation, image_format):
    made = opened(clean_picture(turned(orientation, image_format)).data)
    assert made.size == (160, 80)
    assert ExifTags.Base.Orientation not in made.getexif()
    middles = [made.convert("RGB").getpixel(place) for place in ((40, 20), (120, 20), (40, 60), (120, 60))]
    wanted = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)]
    assert all(
        abs(a - b) < 30 for got, want in zip(middles, wanted, strict=True) for a, b in zip(got, want, strict=True)
    )


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_camera_comments_and_what_hangs_on_are_left_behind_and_credit_and_copyright_kept(image_format):
    data = telling(image_format)
    assert SECRETS[0] in data
    assert SECRETS[1] in data
    clean = clean_picture(data).data
    assert not any(secret in clean for secret in SECRETS)
    exif = opened(clean).getexif()
    assert set(exif) == {ExifTags.Base.Artist, ExifTags.Base.Copyright}
    assert exif[ExifTags.Base.Artist] == CREDIT
    assert exif[ExifTags.Base.Copyright].encode("latin-1").decode() == COPYRIGHT
    assert not exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_a_comment_in_a_gif_is_left_behind():
    for data in (
        saved(pictures.quarters(), "GIF", comment=b"SecretComment"),
        animation("GIF")[:-1] + b"!\xfe\x0dSecretComment\0;",
    ):
        assert b"SecretComment" in data
        assert b"SecretComment" not in clean_picture(data).data


def test_a_program_that_is_a_picture_too_is_only_a_picture_afterwards():
    archive = b"PK\x03\x04<script>alert(1)</script>"
    for name, data in SMALL.items():
        assert b"<script>" not in clean_picture(data + archive).data, name


def test_a_picture_that_has_nothing_to_lose_keeps_its_pixels():
    for image_format in ("PNG", "GIF"):
        data = picture(image_format, (300, 200))
        assert opened(clean_picture(data).data).tobytes() == opened(data).tobytes()
    lossless = saved(pictures.quarters(), "WEBP", lossless=True)
    assert opened(clean_picture(lossless).data).tobytes() == opened(lossless).tobytes()


def test_a_photograph_keeps_its_quality():
    data = saved(Image.effect_noise((400, 300), 20).convert("RGB"), "JPEG", quality=70)
    clean = clean_picture(data).data
    before, after = opened(data), opened(clean)
    assert after.quantization == before.quantization
    assert len(clean) < 1.05 * len(data)
    squares = [(a - b) ** 2 for a, b in zip(before.tobytes(), after.tobytes(), strict=True)]
    assert sum(squares) / len(squares) < 0.65  # A peak signal-to-noise ratio of 50 dB: nobody sees a difference.


def test_the_greys_of_sixteen_bits_become_those_of_eight():
    grey = Image.new("I;16", (10, 10), 32768)
    assert opened(clean_picture(saved(grey, "PNG")).data).getpixel((5, 5)) in (127, 128)


def test_colours_for_print_become_colours_for_screens():
    printed = Image.new("CMYK", (10, 10), (0, 255, 255, 0))
    made = opened(clean_picture(saved(printed, "JPEG")).data)
    red, green, blue = made.getpixel((5, 5))
    assert made.mode == "RGB"
    assert red > 200
    assert max(green, blue) < 60


def test_a_colour_profile_is_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for image_format in ("JPEG", "PNG", "WEBP", "AVIF"):
        data = saved(pictures.quarters(), image_format, icc_profile=profile)
        assert opened(clean_picture(data).data).info["icc_profile"] == profile


def test_transparency_is_kept():
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    for image_format in ("PNG", "WEBP", "AVIF", "GIF"):
        made = opened(clean_picture(saved(clear, image_format)).data).convert("RGBA")
        assert made.getpixel((10, 10))[3] == 0, image_format


@pytest.mark.parametrize("image_format", ["GIF", "WEBP", "AVIF"])
def test_an_animation_keeps_its_frames_and_their_times(image_format):
    made = Image.open(BytesIO(clean_picture(animation(image_format, (60, 40), 5)).data))
    assert made.n_frames == 5
    made.seek(3)
    made.load()
    assert made.info["duration"] == 200


def test_an_animated_png_is_refused():
    with pytest.raises(UploadRefused, match="animated PNG"):
        clean_picture(animation("PNG", (60, 40)))


def test_an_animation_without_end_is_refused(settings):
    with pytest.raises(UploadRefused, match="too long"):
        clean_picture(animation("GIF", (8, 8), 501))
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 * 4
    with pytest.raises(UploadRefused, match="too long"):
        clean_picture(animation("GIF", (60, 40), 5))


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("tenth", range(10))
def test_a_picture_that_is_cut_off_is_refused(image_format, tenth):
    data = picture(image_format, (640, 480))
    with pytest.raises(UploadRefused):
        clean_picture(data[: len(data) * tenth // 10])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"Not a picture at all, but words.", "Export it as one of these: AVIF, GIF, JPEG, PNG, WEBP"),
        (b"%PDF-1.4\n%%EOF", "Export it as one of these"),
        (picture("TIFF", (20, 20)), "Export it as one of these"),
        (picture("BMP", (20, 20)), "Export it as one of these"),
        (b"GIF89a" + b"\0" * 20, "Export it as one of these"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (saved(Image.new("1", (17_000, 2)), "PNG"), "too many pixels: 17000 × 2"),
    ],
)
def test_what_is_no_picture_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(UploadRefused, match=sentence):
        clean_picture(data)


def test_a_bomb_is_refused_before_it_is_decoded(settings):
    data = pictures.bomb()
    assert len(data) < 200_000
    with pytest.raises(UploadRefused, match="too many pixels"):
        clean_picture(data)
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    with pytest.raises(UploadRefused, match="too many pixels: 60 × 40"):
        clean_picture(SMALL["JPEG"])


def test_a_file_that_is_too_large_is_refused_with_both_sizes(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024
    with pytest.raises(UploadRefused) as refused:
        clean_picture(SMALL["JPEG"].ljust(2048))
    assert "it has 2.0\xa0KB, and the limit is 1.0\xa0KB" in refused.value.messages[0]


def test_a_format_that_a_setting_does_not_allow_is_refused(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png"]
    with pytest.raises(UploadRefused, match=r"one of these: PNG\."):
        clean_picture(SMALL["JPEG"])
    clean_picture(SMALL["PNG"])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMATS), st.data())
def test_damage_leads_to_a_picture_or_to_a_refusal_and_to_nothing_else(image_format, draw):
    """Whatever is changed in a true file: it is refused in words, or what comes out can be read."""
    data = bytearray(SMALL[image_format])
    places = st.integers(0, len(data) - 1)
    # Headers decide most; half of the changes go there.
    early = st.integers(0, min(120, len(data) - 1))
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.one_of(early, places))] = draw.draw(st.integers(0, 255))
    cache.clear()
    with suppress(UploadRefused):
        opened(clean_picture(bytes(data)).data)
