from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db.models import Model
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_base_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_base_form
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from media.document_views import document
from media.forms import DocumentForm, ImageForm
from media.models import ClinicDocument, ClinicImage
from media.presets import InvalidPreset, presets
from media.renditions.throttle import SETTING, throttle
from media.stored_images import storage_of
from media.upload_views import upload
from media.views import rendition


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
    """W003 when ``media.urls`` is not mounted, so that answers show originals only, or something else takes its
    addresses.
    """
    hint = (
        'Put path("uploads/renditions/", include("media.urls")) into the URLs, where MEDIA_URL is "/uploads/", before '
        "whatever takes all that begins with that address."
    )
    try:
        view = _view_at(reverse("clinic_media:rendition", args=[0, "0", "0"]))
    except NoReverseMatch:
        return [Warning("media.urls is not mounted: images come in one size.", hint=hint, id="clinic_media.W003")]
    if view is rendition:
        return []
    return [Warning("Another view answers at the addresses of media.urls.", hint=hint, id="clinic_media.W003")]


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
        view = _view_at(reverse("wagtaildocs_serve", args=[1, "a.pdf"]))
    except NoReverseMatch:
        return []
    if view is document:
        return []
    hint = 'Mount path("documents/", include("media.document_urls")) in the place of wagtail.documents.urls.'
    text = "Documents are sent by wagtail.documents: caches may keep private ones, and old addresses lead nowhere."
    return [Warning(text, hint=hint, id="clinic_media.W006")]


@register(Tags.urls)
def check_upload_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W007 when files on the disk are sent, by Django or by a web server, and nobody asks who may have them."""
    if not getattr(settings, "CLINIC_SERVE_MEDIA", True):
        return []
    unasked = [address for address in _addresses_on_disk() if _view_at(address) is not upload]
    if not unasked:
        return []
    address, _, folder = unasked[0].rpartition("/")[0].rpartition("/")
    text = f"Whoever asks for a file in {address}/{folder}/ is not asked whether its collection is private."
    mount = f"{address}/".removeprefix(get_script_prefix())
    hint = (
        f'Mount path("{mount}", include("media.upload_urls")) in the place of django.conf.urls.static, and let no web '
        "server send the folder by itself. See “A web server that sends the files” in docs/media.md."
    )
    return [Warning(text, hint=hint, id="clinic_media.W007")]


def _addresses_on_disk() -> Iterator[str]:
    """The address that the storage gives a file in each folder of ours, where it keeps files on this machine's disk."""
    storages = {
        "original_images": storage_of(get_image_model()),
        "images": storage_of(get_image_model().get_rendition_model()),
        "documents": storage_of(get_document_model()),
        "avatar_images": UserProfile._meta.get_field("avatar").storage,
        "wagtail_uploads": storage_of(UploadedFile),
    }
    for folder, storage in storages.items():
        with suppress(NotImplementedError, ValueError):  # In a bucket, or without an address.
            storage.path(folder)
            yield unquote(urlsplit(storage.url(f"{folder}/file.png")).path)


def _view_at(address: str) -> Any:
    """The view that answers there; None where none does."""
    try:
        return resolve("/" + address.removeprefix(get_script_prefix())).func
    except Resolver404:
        return None


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
