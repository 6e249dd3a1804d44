import base64
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media.facts import data_url, find_facts
from media.models import ClinicImage
from media.tasks import make_renditions
from tests.media.factories import ImageFactory
from tests.media.pictures import picture, saved


def two_colours(image_format="PNG"):
    made = Image.new("RGB", (400, 200), "#204060")
    made.paste("#f0c000", (300, 0, 400, 200))
    return saved(made, image_format)


def blur(url):
    head, _, encoded = url.partition(",")
    assert head == "data:image/webp;base64"
    return Image.open(BytesIO(base64.b64decode(encoded))).convert("RGB")


def test_the_dominant_colour_is_the_one_that_covers_most():
    assert find_facts(BytesIO(two_colours())).dominant_color == "#204060"


def test_the_blur_looks_like_the_picture_and_is_tiny():
    url = data_url(find_facts(BytesIO(two_colours())).blur_hash, 400, 200)
    assert len(url) < 400
    made = blur(url)
    assert made.size == (32, 16)
    left, right = made.getpixel((4, 8)), made.getpixel((29, 8))
    assert left[2] > left[0]
    assert right[0] > right[2]


@pytest.mark.parametrize("size", [(4000, 3), (3, 4000), (1, 1)])
def test_a_picture_of_any_shape_has_a_blur(size):
    found = find_facts(BytesIO(picture("PNG", size)))
    assert max(blur(data_url(found.blur_hash, *size)).size) == 32


def test_a_picture_that_lets_the_page_through_has_a_colour_and_no_blur():
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    clear.paste("#00a080", (0, 0, 20, 20))
    found = find_facts(BytesIO(saved(clear, "PNG")))
    assert (found.dominant_color, found.blur_hash, found.is_transparent) == ("#00a080", "", True)
    assert find_facts(BytesIO(saved(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"))).dominant_color == ""


@pytest.mark.django_db
def test_an_image_has_its_placeholder_from_the_start_and_another_with_another_file():
    image = ImageFactory(file__color="#204060", file__format="PNG", file__filename="dusk.png")
    first = image.get_api_representation()
    assert first["dominant_color"] == "#204060"
    assert first["placeholder"]["data_url"].startswith("data:image/webp;base64,")
    image.file = ContentFile(picture(), "other.jpg")
    image.save()
    assert ClinicImage.objects.get().get_api_representation()["placeholder"] != first["placeholder"]


@pytest.mark.django_db
def test_a_drawing_has_none(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["svg"]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="9" height="3"/></svg>'
    shown = ImageFactory(file=ContentFile(svg, "plan.svg")).get_api_representation()
    assert (shown["dominant_color"], shown["placeholder"]) == (None, None)


@pytest.mark.django_db
def test_an_image_from_before_gets_its_facts_by_the_task():
    image = ImageFactory(file__color="#204060", file__format="PNG", file__filename="dusk.png")
    ClinicImage.objects.update(dominant_color="", blur_hash="", is_animated=None)
    make_renditions.enqueue(image.pk)
    image.refresh_from_db()
    assert image.dominant_color == "#204060"
    assert image.blur_hash


@pytest.mark.django_db
def test_a_file_that_went_missing_keeps_nobody_from_saving_the_image():
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    image = ClinicImage.objects.get()
    image.set_facts()
    assert (image.dominant_color, image.blur_hash) == ("", "")
