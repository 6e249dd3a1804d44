from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from media.models import ClinicDocument, ClinicImage


@register()
def check_image_model(**kwargs: Any) -> list[CheckMessage]:
    """W001 when images are kept in a model that has no alternative text."""
    return _check("WAGTAILIMAGES_IMAGE_MODEL", get_image_model(), ClinicImage, "clinic_media.W001")


@register()
def check_document_model(**kwargs: Any) -> list[CheckMessage]:
    """W002 when documents are kept in a model that answers cannot show."""
    return _check("WAGTAILDOCS_DOCUMENT_MODEL", get_document_model(), ClinicDocument, "clinic_media.W002")


def _check(setting: str, model: type[Model], expected: type[Model], check_id: str) -> list[CheckMessage]:
    if issubclass(model, expected):
        return []
    return [
        Warning(
            f"{setting} names {model._meta.label}, which is not a {expected.__name__}, so media is of no use for it.",
            hint=f'Set {setting} = "{expected._meta.label}", best before the first migration.',
            id=check_id,
        )
    ]
