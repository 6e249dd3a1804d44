import pytest
from django.core.checks import WARNING

from media.checks import (
    check_document_addresses,
    check_document_form,
    check_document_model,
    check_image_addresses,
    check_image_form,
    check_image_model,
    check_image_presets,
    check_rendition_throttle,
)


def test_this_project_s_models_pass():
    assert check_image_model() == []
    assert check_document_model() == []
    assert check_image_presets() == check_image_addresses() == check_image_form() == []
    assert check_document_addresses() == check_document_form() == []


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


@pytest.mark.parametrize("path", ["media.no_such_module.throttle", "media.views.no_such_name", "media.views.logger"])
def test_a_throttle_that_cannot_be_called_is_an_error(settings, path):
    settings.CLINIC_RENDITION_THROTTLE = path
    (error,) = check_rendition_throttle()
    assert error.id == "clinic_media.E002"
    assert "CLINIC_RENDITION_THROTTLE" in error.msg
    settings.CLINIC_RENDITION_THROTTLE = None
    assert check_rendition_throttle() == []


@pytest.mark.urls("tests.media.urls_without_media")
def test_addresses_that_are_not_mounted_are_warned_of():
    (warning,) = check_image_addresses()
    assert (warning.id, warning.level) == ("clinic_media.W003", WARNING)


def test_a_form_that_refuses_too_late_is_warned_of(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "wagtail.images.forms.BaseImageForm"
    (warning,) = check_image_form()
    assert (warning.id, warning.level) == ("clinic_media.W004", WARNING)
