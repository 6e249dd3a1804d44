import logging

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks_db.models import DBTaskResult
from wagtail.images.forms import get_image_form

from media import signal_handlers
from media.models import ClinicImage
from media.renditions.originals import original_of
from media.renditions.storing import missing_names, offered_names
from media.tasks import make_renditions
from tests.media.factories import ImageFactory
from tests.media.pictures import picture

pytestmark = pytest.mark.django_db

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = QUEUE


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as if the test's transaction had ended."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def asked():
    """The images whose renditions were asked for."""
    tasks = DBTaskResult.objects.filter(task_path="media.tasks.make_renditions").order_by("enqueued_at")
    return [task.args_kwargs["args"][0] for task in tasks]


def test_a_new_image_is_given_to_the_worker_and_nobody_waits(committed):
    with committed():
        image = ImageFactory()
        assert asked() == []
    assert asked() == [image.pk]
    assert missing_names(original_of(image)) == offered_names(original_of(image))


def test_the_worker_makes_every_preset_width_and_format_that_answers_offer():
    image = ImageFactory(file__width=1000, file__height=700)
    names = offered_names(original_of(image))
    assert make_renditions.call(image.pk) == len(names) == 3 * (3 + 2 + 3 + 3 + 1)
    assert missing_names(original_of(image)) == []
    assert make_renditions.call(image.pk) == 0
    shown = image.get_api_representation()
    for source in shown["sources"]:
        for rendition in source["srcset"]:
            path = rendition["url"].partition("/uploads/")[2]
            assert default_storage.exists(path)


def test_only_what_is_missing_is_made():
    image = ImageFactory(file__width=1000, file__height=700)
    make_renditions.call(image.pk)
    name = offered_names(original_of(image))[4]
    default_storage.delete(f"renditions/{image.pk}/{original_of(image).version}/{name}")
    assert make_renditions.call(image.pk) == 1


def test_a_replaced_file_and_a_moved_focal_point_are_given_to_the_worker_and_other_changes_are_not(committed):
    with committed():
        image = ImageFactory()
    with committed():
        image.title = "Garden"
        image.save()
    assert asked() == [image.pk]
    with committed():
        image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 100
        image.save()
    assert asked() == [image.pk] * 2
    with committed():
        image.file = ContentFile(picture("PNG", (600, 400)), "garden.png")
        image.save()
    assert asked() == [image.pk] * 3


def test_a_file_replaced_in_wagtail_s_form_is_kept_for_a_while(committed, admin_user):
    with committed():
        image = ImageFactory()
    old = image.file.name
    form_class = get_image_form(ClinicImage)
    data = {"title": image.title, "alt_text": image.alt_text, "collection": image.collection_id}
    with committed():
        file = ContentFile(picture("PNG", (600, 400)), "garden.png")
        form = form_class(data, {"file": file}, instance=image, user=admin_user)
        assert form.is_valid(), form.errors
        form.save()
    assert asked() == [image.pk] * 2
    assert default_storage.exists(old)
    assert image.versions.get().file == old


def test_where_tasks_run_at_once_nobody_waits_for_renditions_either(committed, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with committed():
        image = ImageFactory()
    assert not default_storage.exists(f"renditions/{image.pk}")


def test_a_broken_and_a_missing_file_are_logged_and_the_image_stays(caplog):
    image = ImageFactory()
    with default_storage.open(image.file.name, "wb") as file:
        file.write(picture("JPEG")[:600])
    with pytest.raises(OSError, match=r"(?i)truncated|broken"):
        make_renditions.call(image.pk)
    default_storage.delete(image.file.name)
    with pytest.raises(FileNotFoundError):
        make_renditions.call(image.pk)
    assert ClinicImage.objects.filter(pk=image.pk).exists()
    assert caplog.text.count(f"No renditions could be made from image {image.pk}") == 2


def test_a_queue_that_cannot_be_reached_is_logged_and_the_image_stays(committed, monkeypatch, caplog):
    def unreachable(image_id):
        raise ConnectionError("no queue")

    monkeypatch.setattr(signal_handlers, "ask_for_renditions", unreachable)
    with caplog.at_level(logging.ERROR), committed():
        image = ImageFactory()
    assert ClinicImage.objects.filter(pk=image.pk).exists()
    assert "no queue" in caplog.text


def test_an_image_that_is_gone_by_then_is_no_error():
    assert make_renditions.call(987654321) == 0


def test_fixtures_ask_for_nothing(committed):
    image = ImageFactory()
    with committed():
        image.save_base(raw=True)
    assert asked() == []
