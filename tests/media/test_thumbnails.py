"""The admin shows pictures while the storage takes no files: it is full, or may not be written to."""

import errno
import logging

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from media.models import ClinicImage, ClinicRendition
from tests.media.factories import ImageFactory
from tests.media.test_admin import full_disk, uploads

__all__ = ["full_disk", "uploads"]

pytestmark = pytest.mark.django_db

PLACES = [
    ("wagtailimages:index", False, {}),
    ("wagtailimages:index", False, {"layout": "list"}),
    ("wagtailimages:index_results", False, {}),
    ("wagtailimages:edit", True, {}),
    ("wagtailimages:delete", True, {}),
    ("wagtailimages_chooser:choose", False, {}),
    ("wagtailimages_chooser:choose_results", False, {}),
    ("wagtailimages_chooser:chosen", True, {}),
    ("wagtailimages_chooser:chosen_multiple", False, {"id": "{id}"}),
    ("wagtailimages_chooser:select_format", True, {}),
    ("wagtailadmin_home", False, {}),
]


@pytest.fixture
def image(uploads) -> ClinicImage:
    return ImageFactory(file__width=600, file__height=300)


def address(name, needs_image, image):
    return reverse(name, args=[image.pk] if needs_image else [])


@pytest.mark.parametrize(("name", "needs_image", "query"), PLACES)
def test_every_page_with_thumbnails_is_there(admin_client, image, full_disk, name, needs_image, query):
    query = {key: value.format(id=image.pk) for key, value in query.items()}
    response = admin_client.get(address(name, needs_image, image), query)
    assert response.status_code == 200
    assert not ClinicRendition.objects.exists()


def test_the_picture_itself_is_shown_in_the_size_of_the_thumbnail(admin_client, image, full_disk):
    html = admin_client.get(reverse("wagtailimages:index")).content.decode()
    shown = BeautifulSoup(html, "html.parser").find("img", src=image.file.url)
    assert (shown["width"], shown["height"]) == ("165", "82")
    chosen = admin_client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).json()["result"]
    assert chosen["preview"] == {"url": image.file.url, "width": 165, "height": 82}
    assert admin_client.get(image.file.url).status_code == 200


def test_thumbnails_are_made_as_soon_as_there_is_room_again(admin_client, image, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(FileSystemStorage, "_save", no_room)
        admin_client.get(reverse("wagtailimages:index"))
    html = admin_client.get(reverse("wagtailimages:index")).content.decode()
    assert image.file.url not in html
    assert ClinicRendition.objects.get().file.url in html
    with Image.open(ClinicRendition.objects.get().file) as made:
        assert made.size == (165, 82)


def no_room(self, name, content):
    raise OSError(errno.EROFS, "Read-only file system")


def test_a_full_disk_is_told_of_once_a_minute(admin_client, image, full_disk, caplog):
    ImageFactory.build_batch(1)
    with caplog.at_level(logging.ERROR, "media"):
        for _ in range(3):
            admin_client.get(reverse("wagtailimages:index"))
    told = [record for record in caplog.records if "could not be stored" in record.message]
    assert len(told) == 1
    assert "No space left" in told[0].exc_text


def test_templates_with_several_sizes_show_the_picture_too(image, full_disk):
    template = Template('{% load wagtailimages_tags %}{% srcset_image image width-{100,200} sizes="50vw" %}')
    html = template.render(Context({"image": image}))
    assert f"{image.file.url} 100w, {image.file.url} 200w" in html
