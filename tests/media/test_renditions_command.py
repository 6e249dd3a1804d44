from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from freezegun import freeze_time

from media.models import ClinicImage
from media.renditions.originals import original_of
from tests.media.factories import ImageFactory
from tests.media.pictures import SECRETS, animation, picture, telling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def run(action):
    output = StringIO()
    call_command("renditions", action, stdout=output, stderr=StringIO())
    return output.getvalue()


def test_status_counts_and_warm_makes_what_is_missing():
    ImageFactory(file__width=300, file__height=200)
    ImageFactory(file=ContentFile(animation("GIF"), "a.gif"))
    ClinicImage.objects.filter(title__endswith="0").update(is_animated=None)
    before = run("status")
    assert "2 images: 0 with all their renditions, 1 drawings and animations" in before
    assert "18 of 18 renditions have not been made" in before
    assert run("warm") == "18 renditions were made.\n"
    assert "2 images: 1 with all" in run("status")
    assert run("warm") == "0 renditions were made.\n"


def test_warm_goes_on_after_a_broken_file_and_says_which_it_was():
    broken, fine = ImageFactory(), ImageFactory(file__width=100, file__height=80)
    with default_storage.open(broken.file.name, "wb") as file:
        file.write(picture("JPEG")[:600])
    with pytest.raises(CommandError, match=rf"these images:\n{broken.pk} "):
        run("warm")
    assert default_storage.exists(f"renditions/{fine.pk}/{original_of(fine).version}/card-320.webp")


def test_status_tells_which_files_are_lost():
    image = ImageFactory()
    default_storage.delete(image.file.name)
    with pytest.raises(CommandError, match=f"1 image files are missing from storage:\n{image.pk}: {image.file.name}"):
        run("status")


def test_tidy_removes_what_was_replaced_long_ago_and_nothing_else(uploads):
    with freeze_time("2026-03-01"):
        image = ImageFactory(file__width=300, file__height=200)
        run("warm")
        old_file, old_folder = image.file.name, f"renditions/{image.pk}/{original_of(image).version}"
        image.focal_point_x = image.focal_point_y = image.focal_point_width = image.focal_point_height = 5
        image.save()
        image.file = ContentFile(picture("PNG", (300, 200)), "new.png")
        image.save()
        run("warm")
    with freeze_time("2026-03-20"):
        assert run("tidy") == "0 versions were removed.\n"
        assert default_storage.exists(old_file)
        assert default_storage.exists(old_folder)
    with freeze_time("2026-04-20"):
        assert run("tidy") == "2 versions were removed.\n"
    assert not default_storage.exists(old_file)
    assert not default_storage.exists(old_folder)
    assert image.versions.count() == 0
    assert "1 images: 1 with all" in run("status")


def test_tidy_removes_what_other_presets_made_once_it_is_old(settings, uploads):
    image = ImageFactory(file__width=300, file__height=200)
    run("warm")
    folder = f"renditions/{image.pk}/{original_of(image).version}"
    settings.CLINIC_IMAGE_PRESETS = {"content": {"widths": [200]}}
    assert run("tidy") == "0 versions were removed.\n"
    with freeze_time("2099-01-01"):
        assert run("tidy") == "1 versions were removed.\n"
    assert not default_storage.exists(folder)


def test_warm_cleans_what_was_there_before_uploads_were_cleaned(uploads, django_capture_on_commit_callbacks):
    image = ImageFactory()
    old = "original_images/from-before.jpg"
    (uploads / old).write_bytes(telling())
    ClinicImage.objects.update(file=old, is_animated=None, file_hash="")
    with django_capture_on_commit_callbacks(execute=True):
        run("warm")
    image = ClinicImage.objects.get()
    assert not (uploads / old).exists()
    assert not any(secret in image.file.open().read() for secret in SECRETS)
    assert (image.width, image.is_animated) == (160, False)
    # The address that it had leads to the clean file.
    assert [(version.file, version.width) for version in image.versions.all()] == [(image.file.name, 160)]


def test_warm_says_what_it_would_not_take_today_and_leaves_it(uploads):
    image = ImageFactory()
    with default_storage.open(image.file.name, "wb") as file:
        file.write(picture("JPEG")[:600])
    ClinicImage.objects.update(is_animated=None)
    with pytest.raises(CommandError, match="is damaged or incomplete"):
        run("warm")
    assert default_storage.exists(image.file.name)
    assert ClinicImage.objects.get().is_animated is None
