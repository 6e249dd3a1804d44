import logging
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images.forms import get_image_form

from media import signal_handlers
from media.models import ClinicImage
from media.tasks import make_renditions
from tests.media.factories import ImageFactory
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as if the test's transaction had ended."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def widths(image):
    return sorted(image.renditions.values_list("width", flat=True))


def test_a_new_image_gets_its_renditions_after_the_commit(committed):
    with committed():
        image = ImageFactory()
        assert widths(image) == []
    assert widths(image) == [480, 960, 1600]


def test_a_replaced_file_gets_new_renditions(committed):
    with committed():
        image = ImageFactory()
    old_files = set(image.renditions.values_list("file", flat=True))
    with committed():
        image.file = ContentFile(picture("PNG", (600, 400)), "garden.png")
        image.save()
    assert widths(image) == [480, 600]
    assert not old_files & set(image.renditions.values_list("file", flat=True))


def test_a_file_replaced_in_wagtail_s_form_gets_new_renditions(committed, admin_user):
    with committed():
        image = ImageFactory()
    form_class = get_image_form(ClinicImage)
    data = {"title": image.title, "alt_text": image.alt_text, "collection": image.collection_id}
    with committed():
        file = ContentFile(picture("PNG", (600, 400)), "garden.png")
        form = form_class(data, {"file": file}, instance=image, user=admin_user)
        assert form.is_valid(), form.errors
        form.save()
    assert widths(image) == [480, 600]


def test_a_moved_focal_point_asks_only_for_what_it_changes(committed):
    with committed():
        image = ImageFactory()
    before = set(image.renditions.values_list("pk", flat=True))
    with committed():
        image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 100
        image.save()
    assert set(image.renditions.values_list("pk", flat=True)) == before


def test_an_image_that_lacks_nothing_is_not_worked_on(committed, monkeypatch):
    with committed():
        image = ImageFactory()
    asked = []
    monkeypatch.setattr(signal_handlers, "make_renditions", SimpleNamespace(enqueue=asked.append))
    with committed():
        image.title = "Garden"
        image.save()
    assert asked == []


def test_a_broken_file_is_logged_and_the_image_stays(committed, caplog):
    with committed():
        image = ImageFactory()
        with default_storage.open(image.file.name, "wb") as file:
            file.write(picture("JPEG")[:600])
    assert ClinicImage.objects.filter(pk=image.pk).exists()
    assert widths(image) == []
    assert f"No renditions could be made of image {image.pk}" in caplog.text


def test_a_missing_file_is_logged_and_the_image_stays(committed, caplog):
    with committed():
        image = ImageFactory()
        default_storage.delete(image.file.name)
    assert ClinicImage.objects.filter(pk=image.pk).exists()
    assert f"No renditions could be made of image {image.pk}" in caplog.text


def test_a_queue_that_cannot_be_reached_is_logged_and_the_image_stays(committed, monkeypatch, caplog):
    def unreachable(image_id):
        raise ConnectionError("no queue")

    monkeypatch.setattr(signal_handlers, "enqueue_missing_renditions", unreachable)
    with caplog.at_level(logging.ERROR), committed():
        image = ImageFactory()
    assert ClinicImage.objects.filter(pk=image.pk).exists()
    assert "no queue" in caplog.text


def test_an_image_that_is_gone_by_then_is_no_error(committed):
    with committed():
        image = ImageFactory()
        ClinicImage.objects.filter(pk=image.pk).delete()
    assert make_renditions.call(987654321) == 0


def test_fixtures_bring_their_own_renditions(committed):
    image = ImageFactory()
    with committed():
        image.save_base(raw=True)
    assert widths(image) == []
