import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media.models import ClinicRendition
from media.renditions import WIDTHS, ensure_renditions, existing_renditions, missing_filters, wanted_filters
from tests.media.factories import ImageFactory
from tests.media.pictures import animation, picture

pytestmark = pytest.mark.django_db


def test_a_large_image_gets_three_widths_as_webp():
    image = ImageFactory(file__width=2000, file__height=1500)
    made = ensure_renditions(image)
    assert [(rendition.width, rendition.height) for rendition in made] == [(480, 360), (960, 720), (1600, 1200)]
    for rendition in made:
        with rendition.file.open() as file, Image.open(file) as written:
            assert (written.format, written.width) == ("WEBP", rendition.width)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, [100]),
        (480, [480]),
        (481, [480, 481]),
        (1200, [480, 960, 1200]),
        (1600, [480, 960, 1600]),
        (3000, [480, 960, 1600]),
    ],
)
def test_no_rendition_is_wider_than_its_original(width, widths):
    image = ImageFactory(file__width=width, file__height=40)
    assert [rendition.width for rendition in ensure_renditions(image)] == widths


def test_what_is_there_is_not_made_again():
    image = ImageFactory()
    ensure_renditions(image)
    before = set(ClinicRendition.objects.values_list("pk", "file"))
    assert ensure_renditions(image) == []
    assert set(ClinicRendition.objects.values_list("pk", "file")) == before


def test_only_what_is_missing_is_made():
    image = ImageFactory()
    image.get_rendition(wanted_filters(image)[1])
    assert [rendition.width for rendition in ensure_renditions(image)] == [480, 1600]


def test_asking_for_what_exists_makes_nothing():
    image = ImageFactory()
    assert existing_renditions(image) == []
    assert not ClinicRendition.objects.exists()


def test_thumbnails_of_the_admin_are_not_among_the_content_widths():
    image = ImageFactory()
    image.get_rendition("max-165x165")
    assert existing_renditions(image) == []
    assert len(missing_filters(image)) == len(WIDTHS)


@pytest.mark.parametrize("image_format", ["GIF", "WEBP"])
def test_an_animation_is_left_to_its_original(image_format):
    name = f"waves.{image_format.lower()}"
    image = ImageFactory(file=ContentFile(animation(image_format), name))
    assert ensure_renditions(image) == []


@pytest.mark.parametrize("image_format", ["GIF", "WEBP"])
def test_a_still_picture_of_a_format_that_can_move_gets_renditions(image_format):
    name = f"still.{image_format.lower()}"
    image = ImageFactory(file=ContentFile(picture(image_format, (500, 300)), name))
    assert [rendition.width for rendition in ensure_renditions(image)] == [480, 500]


def test_a_vector_graphic_gets_no_renditions(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["jpg", "svg"]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="900" height="300"/></svg>'
    image = ImageFactory(file=ContentFile(svg, "plan.svg"))
    assert ensure_renditions(image) == []
