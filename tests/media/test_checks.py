from django.core.checks import WARNING

from media.checks import check_document_model, check_image_model


def test_this_project_s_models_pass():
    assert check_image_model() == []
    assert check_document_model() == []


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
