from hashlib import sha256
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory
from PIL import Image
from pydantic import TypeAdapter, ValidationError
from wagtail.models import Locale

from media.models import ClinicDocument, ClinicImage
from media.presets import presets, with_presets
from media.renditions.originals import original_of
from media.representations import DocumentRepresentation, ImageRepresentation
from tests.media.factories import SMALLEST_PDF, DocumentFactory, ImageFactory
from tests.media.pictures import animation, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.WAGTAILAPI_BASE_URL = "https://cms.example.org/"
    settings.MEDIA_URL = "/uploads/"


@pytest.fixture
def image():
    return ImageFactory(
        title="Garden",
        alt_text="A bench under a lime tree",
        caption="Our garden",
        credit="Photo: Ana Ruiz",
        focal_point_x=500,
        focal_point_y=300,
        focal_point_width=100,
        focal_point_height=100,
    )


def test_an_image_says_all_that_a_frontend_needs(image):
    shown = image.get_api_representation()
    version = original_of(image).version
    base = f"https://cms.example.org/uploads/renditions/{image.pk}/{version}"
    assert shown["placeholder"].pop("data_url").startswith("data:image/webp;base64,")
    assert shown["meta"].pop("detail_url") == f"https://cms.example.org/api/v2/images/{image.pk}/"

    def srcset(extension):
        sizes = [(480, 360), (960, 720), (1600, 1200)]
        return [{"url": f"{base}/content-{w}.{extension}", "width": w, "height": h} for w, h in sizes]

    assert shown == {
        "id": image.pk,
        "meta": {"type": "clinic_media.ClinicImage", "download_url": f"{base}/original.jpg"},
        "title": "Garden",
        "alt_text": "A bench under a lime tree",
        "decorative": False,
        "caption": "Our garden",
        "credit": "Photo: Ana Ruiz",
        "width": 2000,
        "height": 1500,
        "mime_type": "image/jpeg",
        "size": image.file.size,
        "focal_point": {"x": 0.25, "y": 0.2},
        "dominant_color": "#4682b4",
        "placeholder": {"blur_hash": image.blur_hash},
        "url": f"{base}/content-1600.jpg",
        "url_template": f"{base}/{{preset}}-{{width}}.{{format}}",
        "preset": "content",
        "sources": [
            {"type": "image/avif", "srcset": srcset("avif")},
            {"type": "image/webp", "srcset": srcset("webp")},
            {"type": "image/jpeg", "srcset": srcset("jpg")},
        ],
        "fallback": {"url": f"{base}/content-1600.jpg", "width": 1600, "height": 1200},
        "presets": {},
    }


def test_a_place_says_in_which_presets_it_shows_an_image(image):
    shown = image.get_api_representation(with_presets(None, "hero", "card", "social"))
    assert shown["preset"] == "hero"
    assert [(each["width"], each["height"]) for each in shown["sources"][0]["srcset"]] == [
        (640, 360),
        (1280, 720),
        (1920, 1080),
    ]
    assert list(shown["presets"]) == ["card", "social"]
    assert shown["presets"]["social"]["fallback"]["url"].endswith("/social-1200.jpg")
    assert "hero-640.avif" in shown["sources"][0]["srcset"][0]["url"]


def test_what_an_answer_says_of_a_rendition_is_what_is_sent(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = ImageFactory(file__width=777, file__height=333, file__format="PNG", file__filename="a.png")
    shown = image.get_api_representation(with_presets(None, *presets()))
    shapes = [shown, *shown["presets"].values()]
    for source in [source for shape in shapes for source in shape["sources"]]:
        for rendition in source["srcset"]:
            response = client.get(rendition["url"].removeprefix("https://cms.example.org"))
            assert response["Content-Type"] == source["type"]
            with Image.open(BytesIO(b"".join(response.streaming_content))) as made:
                assert made.size == (rendition["width"], rendition["height"]), rendition


def test_the_words_are_those_in_the_language_of_the_page(image):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    image.translations.create(locale=spanish, alt_text="Un banco bajo un tilo")
    english = image.get_api_representation({"page": SimpleNamespace(locale_id=spanish.pk + 1)})
    assert (english["alt_text"], english["caption"]) == ("A bench under a lime tree", "Our garden")
    translated = image.get_api_representation({"page": SimpleNamespace(locale_id=spanish.pk)})
    assert (translated["alt_text"], translated["caption"]) == ("Un banco bajo un tilo", "Our garden")
    image.is_decorative = True
    assert image.get_api_representation({"page": SimpleNamespace(locale_id=spanish.pk)})["alt_text"] == ""


def test_images_of_another_host_have_its_address(image, settings):
    settings.CLINIC_IMAGE_BASE_URL = "https://images.example.net/"
    assert image.get_api_representation()["url"].startswith("https://images.example.net/uploads/renditions/")


def test_a_picture_with_transparent_parts_has_a_png_to_fall_back_on():
    clear = saved(Image.new("RGBA", (500, 300), (9, 9, 9, 0)), "WEBP", lossless=True)
    shown = ImageFactory(file=ContentFile(clear, "a.webp")).get_api_representation()
    assert [source["type"] for source in shown["sources"]] == ["image/avif", "image/webp", "image/png"]


def test_a_drawing_and_an_animation_are_shown_as_they_are(settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["gif", "svg"]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><rect width="900" height="300"/></svg>'
    for name, data, size in (("plan.svg", svg, (900, 300)), ("waves.gif", animation("GIF"), (600, 400))):
        image = ImageFactory(file=ContentFile(data, name))
        shown = image.get_api_representation()
        assert (shown["sources"], shown["url_template"]) == ([], None)
        assert shown["url"] == shown["fallback"]["url"] == shown["meta"]["download_url"]
        assert (shown["fallback"]["width"], shown["fallback"]["height"]) == size


def test_a_picture_that_may_move_is_shown_as_it_is_until_somebody_has_looked():
    image = ImageFactory(file__format="GIF", file__filename="a.gif")
    ClinicImage.objects.update(is_animated=None)
    assert ClinicImage.objects.get().get_api_representation()["sources"] == []
    image.set_facts()
    assert image.get_api_representation()["sources"]


@pytest.mark.urls("tests.media.urls_without_media")
def test_a_project_that_has_not_mounted_the_addresses_shows_originals(image):
    shown = image.get_api_representation()
    assert (shown["sources"], shown["url_template"]) == ([], None)
    assert shown["url"] == f"https://cms.example.org/uploads/{image.file.name}"


def test_a_document_says_all_that_a_frontend_needs():
    document = DocumentFactory(title="Visiting hours")
    shown = document.get_api_representation()
    assert shown["meta"].pop("detail_url") == f"https://cms.example.org/api/v2/documents/{document.pk}/"
    assert shown == {
        "id": document.pk,
        "meta": {
            "type": "clinic_media.ClinicDocument",
            "download_url": f"https://cms.example.org{document.url}",
        },
        "title": "Visiting hours",
        "filename": document.filename,
        "mime_type": "application/pdf",
        "size": document.file.size,
        "sha256": sha256(SMALLEST_PDF).hexdigest(),
    }


@pytest.mark.parametrize("representation", [ImageRepresentation, DocumentRepresentation])
def test_the_shapes_are_the_declared_ones(representation, image):
    obj = image if representation is ImageRepresentation else DocumentFactory()
    adapter = TypeAdapter(representation)
    shown = obj.get_api_representation()
    assert adapter.validate_python(shown, strict=True) == shown
    with pytest.raises(ValidationError):
        adapter.validate_python({**shown, "title": None})


def test_a_decorative_image_is_sent_with_an_empty_alternative_text():
    shown = ImageFactory(alt_text="A bench", is_decorative=True).get_api_representation()
    assert (shown["alt_text"], shown["decorative"]) == ("", True)


def test_no_focal_point_is_null():
    assert ImageFactory().get_api_representation()["focal_point"] is None


def test_a_focal_point_outside_of_the_picture_is_null():
    image = ImageFactory(focal_point_x=9000, focal_point_y=1, focal_point_width=10, focal_point_height=10)
    assert image.get_api_representation()["focal_point"] is None


def test_a_missing_file_changes_nothing_in_the_answer(image):
    before = ClinicImage.objects.get(pk=image.pk).get_api_representation()
    default_storage.delete(image.file.name)
    assert ClinicImage.objects.get(pk=image.pk).get_api_representation() == before


def test_a_missing_document_file_changes_nothing_in_the_answer():
    document = DocumentFactory()
    before = ClinicDocument.objects.get(pk=document.pk).get_api_representation()
    default_storage.delete(document.file.name)
    assert ClinicDocument.objects.get(pk=document.pk).get_api_representation() == before


def test_an_image_with_no_file_name_at_all_has_no_address():
    image = ImageFactory()
    ClinicImage.objects.filter(pk=image.pk).update(file="")
    shown = ClinicImage.objects.get(pk=image.pk).get_api_representation()
    assert (shown["url"], shown["meta"]["download_url"]) == (None, None)


@pytest.mark.parametrize("count", [1, 4])
def test_images_with_prefetched_words_cost_no_query_each(count, django_assert_num_queries):
    spanish = Locale.objects.get_or_create(language_code="es")[0]
    for _ in range(count):
        ImageFactory(file__width=500, file__height=300).translations.create(locale=spanish, caption="Luz")
    with django_assert_num_queries(2):
        images = ClinicImage.objects.prefetch_related(*ClinicImage.api_reference_prefetch_related)
        shown = [image.get_api_representation() for image in images]
    assert len(shown) == count


def test_addresses_without_a_configured_host_take_that_of_the_request(settings, image):
    settings.WAGTAILAPI_BASE_URL = None
    request = RequestFactory().get("/api/", headers={"host": "api.example.org"})
    shown = image.get_api_representation({"request": request})
    assert shown["url"].startswith("http://api.example.org/uploads/")
    assert shown["url_template"].startswith("http://api.example.org/uploads/")
    assert shown["url_template"].endswith("/{preset}-{width}.{format}")


def test_addresses_without_a_request_take_the_host_of_the_admin(settings, image):
    settings.WAGTAILAPI_BASE_URL = None
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example.org"
    assert image.get_api_representation()["url"].startswith("https://admin.example.org/uploads/")


@pytest.mark.urls("tests.media.urls_without_media")
def test_addresses_of_a_remote_storage_stay_as_they_are(settings, image):
    settings.MEDIA_URL = "https://files.example.org/"
    image = ClinicImage.objects.get(pk=image.pk)
    shown = image.get_api_representation()
    assert shown["url"] == f"https://files.example.org/{image.file.name}"


@pytest.mark.urls("tests.media.no_urls")
def test_a_project_without_these_urls_gets_the_address_of_the_file(image):
    document = DocumentFactory().get_api_representation()
    assert document["meta"]["detail_url"] is None
    assert document["meta"]["download_url"].startswith("https://cms.example.org/uploads/documents/")
    assert image.get_api_representation()["meta"]["detail_url"] is None


def test_a_project_without_views_for_images_and_documents_names_none(settings, image):
    settings.CLINIC_FILE_DETAIL_VIEWS = {"documents": "clinic_api:documents:detail"}
    document = DocumentFactory()
    assert document.get_api_representation()["meta"]["detail_url"].endswith(f"/api/v2/documents/{document.pk}/")
    assert image.get_api_representation()["meta"]["detail_url"] is None
    settings.CLINIC_FILE_DETAIL_VIEWS = None
    assert document.get_api_representation()["meta"]["detail_url"] is None
