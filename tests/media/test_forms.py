import pytest
from django.urls import reverse
from wagtail.models import Locale

from media.models import ClinicImage
from tests.media.factories import ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(admin_client):
    Locale.objects.get_or_create(language_code="es")
    image = ImageFactory()

    def post(**words):
        fields = {"title": image.title, "alt_text": image.alt_text, "collection": image.collection_id, **words}
        return admin_client.post(reverse("wagtailimages:edit", args=[image.pk]), fields)

    return post


def words():
    return list(ClinicImage.objects.get().translations.values_list("locale__language_code", "alt_text", "caption"))


def test_an_image_is_given_its_words_in_other_languages(edit):
    assert edit(alt_text_es="Un banco bajo un tilo").status_code == 302
    assert words() == [("es", "Un banco bajo un tilo", "")]
    assert edit(alt_text_es="Un banco", caption_es="Nuestro jardín").status_code == 302
    assert words() == [("es", "Un banco", "Nuestro jardín")]
    assert edit().status_code == 302
    assert words() == []


def test_the_editor_shows_a_field_for_each_language(edit, admin_client):
    edit(alt_text_es="Un banco bajo un tilo")
    page = admin_client.get(reverse("wagtailimages:edit", args=[ClinicImage.objects.get().pk])).content.decode()
    assert "Alternative text (Spanish)" in page
    assert "Un banco bajo un tilo" in page


def test_a_file_name_is_no_alternative_text_in_any_language(edit):
    response = edit(alt_text_es="IMG_2041.jpg")
    assert response.status_code == 200
    assert "looks like a file name" in response.content.decode()
    assert words() == []


def test_an_upload_asks_for_one_language(admin_client):
    Locale.objects.get_or_create(language_code="es")
    assert "alt_text_es" not in admin_client.get(reverse("wagtailimages:add")).content.decode()


def test_a_project_with_one_language_is_asked_for_one(edit, admin_client, settings):
    settings.WAGTAIL_I18N_ENABLED = False
    url = reverse("wagtailimages:edit", args=[ClinicImage.objects.get().pk])
    assert "alt_text_es" not in admin_client.get(url).content.decode()
