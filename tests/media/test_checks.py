import pytest
from django.core.checks import ERROR, WARNING

from media.checks.addresses import check_document_addresses, check_image_addresses
from media.checks.models import check_document_form, check_document_model, check_image_form, check_image_model
from media.checks.project_settings import check_detail_views, check_image_presets, check_project_functions


def test_this_project_s_models_pass():
    assert check_image_model() == []
    assert check_document_model() == []
    assert check_image_presets() == check_image_addresses() == check_image_form() == []
    assert check_document_addresses() == check_document_form() == []
    assert check_project_functions() == check_detail_views() == []


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


@pytest.mark.urls("tests.media.urls_without_media")
def test_addresses_that_are_not_mounted_are_warned_of():
    (warning,) = check_image_addresses()
    assert (warning.id, warning.level) == ("clinic_media.W003", WARNING)


def test_a_form_that_refuses_too_late_is_warned_of(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"
    (warning,) = check_image_form()
    assert (warning.id, warning.level) == ("clinic_media.W004", WARNING)
