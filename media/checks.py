from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db.models import Model
from django.urls import NoReverseMatch, resolve, reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_base_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_base_form

from media.document_views import document
from media.forms import DocumentForm, ImageForm
from media.models import ClinicDocument, ClinicImage
from media.presets import InvalidPreset, presets
from media.renditions.throttle import SETTING, throttle


@register()
def check_image_model(**kwargs: Any) -> list[CheckMessage]:
    """W001 when images are kept in a model that has no alternative text."""
    return _check("WAGTAILIMAGES_IMAGE_MODEL", get_image_model(), ClinicImage, "clinic_media.W001")


@register()
def check_document_model(**kwargs: Any) -> list[CheckMessage]:
    """W002 when documents are kept in a model that answers cannot show."""
    return _check("WAGTAILDOCS_DOCUMENT_MODEL", get_document_model(), ClinicDocument, "clinic_media.W002")


@register()
def check_image_presets(**kwargs: Any) -> list[CheckMessage]:
    """E001 when ``CLINIC_IMAGE_PRESETS`` cannot be used."""
    try:
        presets()
    except InvalidPreset as fault:
        return [Error(str(fault), hint="See media/presets.py and CLINIC_IMAGE_PRESETS.", id="clinic_media.E001")]
    return []


@register()
def check_rendition_throttle(**kwargs: Any) -> list[CheckMessage]:
    """E002 when ``CLINIC_RENDITION_THROTTLE`` names nothing that can be called."""
    try:
        found = throttle()
    except ImportError as fault:
        return [Error(f"{SETTING}: {fault}", hint="See media/renditions/throttle.py.", id="clinic_media.E002")]
    if found is None or callable(found):
        return []
    text = f"{SETTING} names something that is not a function."
    return [Error(text, hint="See media/renditions/throttle.py.", id="clinic_media.E002")]


@register(Tags.urls)
def check_image_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W003 when ``media.urls`` is not mounted, so that answers show originals only."""
    try:
        reverse("clinic_media:rendition", args=[0, "0", "0"])
    except NoReverseMatch:
        hint = 'Add path("uploads/renditions/", include("media.urls")) to the URLs, where MEDIA_URL is "/uploads/".'
        return [Warning("media.urls is not mounted: images come in one size.", hint=hint, id="clinic_media.W003")]
    return []


@register()
def check_image_form(**kwargs: Any) -> list[CheckMessage]:
    """W004 when the editor's form lets files through that are refused only when they are saved."""
    if issubclass(get_image_base_form(), ImageForm):
        return []
    hint = 'Set WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm".'
    return [Warning("Refused uploads end in an error instead of a sentence.", hint=hint, id="clinic_media.W004")]


@register()
def check_document_form(**kwargs: Any) -> list[CheckMessage]:
    """W005 when the editor's form removes a replaced document before the new one is saved."""
    if issubclass(get_document_base_form(), DocumentForm):
        return []
    hint = 'Set WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm".'
    return [Warning("A document is lost when the one in its place cannot be saved.", hint=hint, id="clinic_media.W005")]


@register(Tags.urls)
def check_document_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W006 when documents are sent by Wagtail's own view."""
    try:
        view = resolve(reverse("wagtaildocs_serve", args=[1, "a.pdf"])).func
    except NoReverseMatch:
        return []
    if view is document:
        return []
    hint = 'Mount path("documents/", include("media.document_urls")) in the place of wagtail.documents.urls.'
    text = "Documents are sent by wagtail.documents: caches may keep private ones, and old addresses lead nowhere."
    return [Warning(text, hint=hint, id="clinic_media.W006")]


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
