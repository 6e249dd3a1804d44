import pytest
from django.core.files.storage import default_storage
from django.test import RequestFactory
from pydantic import TypeAdapter, ValidationError

from media.models import ClinicDocument, ClinicImage
from media.renditions import ensure_renditions
from media.representations import DocumentRepresentation, ImageRepresentation
from tests.media.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base_url(settings):
    settings.WAGTAILAPI_BASE_URL = "https://cms.example.org/"
    settings.MEDIA_URL = "/uploads/"


@pytest.fixture
def image():
    image = ImageFactory(
        title="Garden",
        alt_text="A bench under a lime tree",
        caption="Our garden",
        credit="Photo: Ana Ruiz",
        focal_point_x=500,
        focal_point_y=300,
        focal_point_width=100,
        focal_point_height=100,
    )
    ensure_renditions(image)
    return image


def test_an_image_says_all_that_a_frontend_needs(image):
    shown = image.get_api_representation()
    urls = [rendition.pop("url") for rendition in shown["renditions"]]
    assert all(url.startswith("https://cms.example.org/uploads/images/") and url.endswith(".webp") for url in urls)
    assert shown.pop("url") == urls[-1]
    assert shown["placeholder"].pop("data_url").startswith("data:image/webp;base64,")
    assert shown["meta"].pop("download_url") == f"https://cms.example.org/uploads/{image.file.name}"
    assert shown["meta"].pop("detail_url") in (None, f"https://cms.example.org/api/v2/images/{image.pk}/")
    assert shown == {
        "id": image.pk,
        "meta": {"type": "clinic_media.ClinicImage"},
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
        "renditions": [
            {"width": 480, "height": 360},
            {"width": 960, "height": 720},
            {"width": 1600, "height": 1200},
        ],
    }


def test_a_document_says_all_that_a_frontend_needs():
    document = DocumentFactory(title="Visiting hours")
    shown = document.get_api_representation()
    assert shown["meta"].pop("detail_url") in (None, f"https://cms.example.org/api/v2/documents/{document.pk}/")
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
    }


@pytest.mark.parametrize("representation", [ImageRepresentation, DocumentRepresentation])
def test_the_shapes_are_the_declared_ones(representation, image):
    obj = image if representation is ImageRepresentation else DocumentFactory()
    adapter = TypeAdapter(representation)
    shown = obj.get_api_representation()
    assert adapter.validate_python(shown, strict=True) == shown
    with pytest.raises(ValidationError):
        adapter.validate_python({**shown, "title": None})


def test_an_image_without_renditions_is_shown_by_its_original():
    image = ImageFactory()
    shown = image.get_api_representation()
    assert shown["renditions"] == []
    assert shown["url"] == shown["meta"]["download_url"]
    assert not image.renditions.exists()


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
    for rendition in image.renditions.all():
        default_storage.delete(rendition.file.name)
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
def test_images_with_prefetched_renditions_cost_no_query_each(count, django_assert_num_queries):
    for _ in range(count):
        ensure_renditions(ImageFactory(file__width=500, file__height=300))
    with django_assert_num_queries(2):
        images = ClinicImage.objects.prefetch_related(*ClinicImage.api_prefetch_related)
        shown = [image.get_api_representation() for image in images]
    assert [len(image["renditions"]) for image in shown] == [2] * count


def test_addresses_without_a_configured_host_take_that_of_the_request(settings, image):
    settings.WAGTAILAPI_BASE_URL = None
    request = RequestFactory().get("/api/", headers={"host": "api.example.org"})
    shown = image.get_api_representation({"request": request})
    assert shown["url"].startswith("http://api.example.org/uploads/")


def test_addresses_without_a_request_take_the_host_of_the_admin(settings, image):
    settings.WAGTAILAPI_BASE_URL = None
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example.org"
    assert image.get_api_representation()["url"].startswith("https://admin.example.org/uploads/")


def test_addresses_of_a_remote_storage_stay_as_they_are(settings, image):
    settings.MEDIA_URL = "https://files.example.org/"
    image = ClinicImage.objects.get(pk=image.pk)
    assert image.get_api_representation()["url"].startswith("https://files.example.org/images/")


@pytest.mark.urls("tests.media.no_urls")
def test_a_project_without_these_urls_gets_the_address_of_the_file(image):
    document = DocumentFactory().get_api_representation()
    assert document["meta"]["detail_url"] is None
    assert document["meta"]["download_url"].startswith("https://cms.example.org/uploads/documents/")
    assert image.get_api_representation()["meta"]["detail_url"] is None
