"""The pictures of users are cleaned and limited as all others are."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from tests.media.pictures import SECRETS, bomb, picture, telling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def send(client, data, name="me.jpg"):
    """Sends the form of the account with a picture; None for none."""
    url = reverse("wagtailadmin_account")
    form = querydict_from_html(client.get(url).content.decode()).dict()
    form |= {"name_email-first_name": "Robin", "name_email-last_name": "Example"}
    form["avatar-avatar"] = SimpleUploadedFile(name, data) if data is not None else ""
    return client.post(url, form)


def refusal_in(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").get_text()


def stored():
    return UserProfile.get_for_user(get_user_model().objects.get()).avatar


def test_a_picture_is_kept_without_what_it_tells(admin_client):
    data = telling()
    assert all(secret in data for secret in SECRETS)
    assert send(admin_client, data).status_code == 302
    kept = stored().read()
    assert not any(secret in kept for secret in SECRETS)
    with Image.open(BytesIO(kept)) as found:
        assert found.size == (160, 80)


def test_a_large_picture_becomes_small(admin_client):
    assert send(admin_client, picture(size=(2000, 1500))).status_code == 302
    with Image.open(stored()) as found:
        assert found.size == (400, 300)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (bomb((13_000, 13_000)), "This image has too many pixels"),
        (b"no picture", "This file is not an image"),
        (b"", "is empty"),
    ],
)
def test_what_may_not_be_a_picture_is_refused_with_a_sentence(admin_client, uploads, data, words):
    assert words in refusal_in(send(admin_client, data, "me.png"))
    assert not stored()
    assert not list(uploads.rglob("*.png"))


def test_a_drawing_is_refused_where_others_are_taken(admin_client, settings):
    settings.WAGTAILIMAGES_EXTENSIONS = ["png", "svg"]
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    assert "SVG drawings" in refusal_in(send(admin_client, drawing, "me.svg"))
    assert not stored()


def test_the_rest_of_the_account_is_saved_with_the_picture_that_was_there(admin_client):
    send(admin_client, picture(size=(2000, 1500)))
    name = stored().name
    assert send(admin_client, None).status_code == 302
    assert stored().name == name
    assert get_user_model().objects.get().first_name == "Robin"
