"""Whether Wagtail uses the models of this app, and the forms that belong to them."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_base_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_base_form

from ..forms import DocumentForm, ImageForm
from ..models import ClinicDocument, ClinicImage


@register()
def check_image_model(**kwargs: Any) -> list[CheckMessage]:
    """W001 if the image model has no alternative text."""
    return _check_model("WAGTAILIMAGES_IMAGE_MODEL", get_image_model(), ClinicImage, "clinic_media.W001")


@register()
def check_document_model(**kwargs: Any) -> list[CheckMessage]:
    """W002 if the document model cannot be represented in the API."""
    return _check_model("WAGTAILDOCS_DOCUMENT_MODEL", get_document_model(), ClinicDocument, "clinic_media.W002")


@register()
def check_image_form(**kwargs: Any) -> list[CheckMessage]:
    """W004 if the editor's form accepts files that are only rejected when they are saved."""
    if issubclass(get_image_base_form(), ImageForm):
        return []
    hint = _hint("WAGTAILIMAGES_IMAGE_FORM_BASE", ImageForm)
    return [Warning("Rejected uploads end in a server error instead of a message.", hint=hint, id="clinic_media.W004")]


@register()
def check_document_form(**kwargs: Any) -> list[CheckMessage]:
    """W005 if the editor's form removes a replaced document before the new one is saved."""
    if issubclass(get_document_base_form(), DocumentForm):
        return []
    hint = _hint("WAGTAILDOCS_DOCUMENT_FORM_BASE", DocumentForm)
    return [Warning("A document loses its file if the replacement cannot be saved.", hint=hint, id="clinic_media.W005")]


def _check_model(setting: str, model: type[Model], expected: type[Model], check_id: str) -> list[CheckMessage]:
    if issubclass(model, expected):
        return []
    return [
        Warning(
            f"{setting} is {model._meta.label}, which does not derive from {expected.__name__}, so this app "
            "does nothing for it.",
            hint=f'Set {setting} = "{expected._meta.label}", preferably before the first migration.',
            id=check_id,
        )
    ]


def _hint(setting: str, form: type) -> str:
    return f'Set {setting} = "{form.__module__}.{form.__qualname__}".'
