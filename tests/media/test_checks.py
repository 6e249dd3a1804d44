from pathlib import Path

import pytest
from django.core.checks import ERROR, WARNING
from django.core.files.storage import FileSystemStorage

from media.checks.addresses import check_document_addresses, check_image_addresses
from media.checks.installed_apps import check_installed_apps
from media.checks.models import check_document_form, check_document_model, check_image_form, check_image_model
from media.checks.places import check_media_root
from media.checks.project_settings import check_detail_views, check_image_presets, check_project_functions
from media.models import ClinicRendition

ROOT = Path(__file__).resolve().parents[2]


def test_this_project_s_models_pass():
    assert check_image_model() == []
    assert check_document_model() == []
    assert check_image_presets() == check_image_addresses() == check_image_form() == []
    assert check_document_addresses() == check_document_form() == []
    assert check_project_functions() == check_detail_views() == check_installed_apps() == check_media_root() == []


def test_wagtail_s_own_form_and_view_of_documents_are_warned_of(settings):
    settings.WAGTAILDOCS_DOCUMENT_FORM_BASE = "wagtail.documents.forms.BaseDocumentForm"
    (warning,) = check_document_form()
    assert (warning.id, warning.level) == ("clinic_media.W005", WARNING)
    settings.ROOT_URLCONF = "wagtail.documents.urls"
    (warning,) = check_document_addresses()
    assert (warning.id, warning.level) == ("clinic_media.W006", WARNING)


def test_another_image_model_is_warned_of(settings):
    settings.WAGTAILIMAGES_IMAGE_MODEL = "wagtailimages.Image"
    (warning,) = check_image_model()
    assert (warning.id, warning.level) == ("clinic_media.W001", WARNING)
    assert "wagtailimages.Image" in warning.msg
    assert 'WAGTAILIMAGES_IMAGE_MODEL = "clinic_media.ClinicImage"' in warning.hint


def test_another_document_model_is_warned_of(settings):
    settings.WAGTAILDOCS_DOCUMENT_MODEL = "wagtaildocs.Document"
    (warning,) = check_document_model()
    assert (warning.id, warning.level) == ("clinic_media.W002", WARNING)
    assert "wagtaildocs.Document" in warning.msg
    assert 'WAGTAILDOCS_DOCUMENT_MODEL = "clinic_media.ClinicDocument"' in warning.hint


def test_presets_that_cannot_be_used_are_an_error(settings):
    settings.CLINIC_IMAGE_PRESETS = {"hero": {"widths": [640]}}
    (error,) = check_image_presets()
    assert error.id == "clinic_media.E001"
    assert "“content”" in error.msg


@pytest.mark.parametrize("setting", ["CLINIC_RENDITION_THROTTLE", "CLINIC_FILE_CACHE_HEADERS"])
@pytest.mark.parametrize("path", ["media.no_such_module.throttle", "media.views.no_such_name", "media.views.logger"])
def test_a_function_of_the_project_that_cannot_be_called_is_an_error(settings, setting, path):
    setattr(settings, setting, path)
    (error,) = check_project_functions()
    assert (error.id, error.level) == ("clinic_media.E002", ERROR)
    assert error.msg.startswith(setting)
    assert "media.project_functions" in error.hint
    setattr(settings, setting, None)
    assert check_project_functions() == []


@pytest.mark.parametrize(
    "views", [{"images": "clinic_api:pictures:detail"}, {"images": "root"}, {"films": "clinic_api:images:detail"}]
)
def test_a_view_of_one_image_that_is_not_there_is_an_error(settings, views):
    settings.CLINIC_FILE_DETAIL_VIEWS = {"documents": "clinic_api:documents:detail", **views}
    (error,) = check_detail_views()
    assert (error.id, error.level) == ("clinic_media.E004", ERROR)
    assert "CLINIC_FILE_DETAIL_VIEWS" in error.msg
    assert '{"images": ' in error.hint


@pytest.mark.parametrize("folder", ["media", "media/uploads", "", "cms/settings/..", "tests/var", ".."])
def test_uploads_among_code_are_an_error(settings, folder):
    settings.MEDIA_ROOT = ROOT / folder
    (error,) = check_media_root()
    assert (error.id, error.level) == ("clinic_media.E005", ERROR)
    assert str((ROOT / folder).resolve()) in error.msg
    assert "MEDIA_ROOT" in error.hint


def test_a_link_to_code_is_code(settings, tmp_path):
    (tmp_path / "uploads").symlink_to(ROOT / "media")
    settings.MEDIA_ROOT = tmp_path / "uploads"
    (error,) = check_media_root()
    assert error.id == "clinic_media.E005"


def test_renditions_among_code_are_an_error(monkeypatch):
    storage = FileSystemStorage(ROOT / "pages" / "thumbnails", "/uploads/")
    monkeypatch.setattr(ClinicRendition._meta.get_field("file"), "storage", storage)
    (error,) = check_media_root()
    assert f"in {ROOT / 'pages' / 'thumbnails'}," in error.msg


def test_uploads_in_a_bucket_or_beside_code_are_no_error(settings):
    settings.MEDIA_ROOT = ROOT / "uploads"
    assert check_media_root() == []
    bucket = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": "clinic"}}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    settings.MEDIA_ROOT = ""
    assert check_media_root() == []


@pytest.mark.urls("tests.media.urls_without_media")
def test_addresses_that_are_not_mounted_are_warned_of():
    (warning,) = check_image_addresses()
    assert (warning.id, warning.level) == ("clinic_media.W003", WARNING)


def test_a_form_that_refuses_too_late_is_warned_of(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"
    (warning,) = check_image_form()
    assert (warning.id, warning.level) == ("clinic_media.W004", WARNING)
