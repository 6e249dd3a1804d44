"""Whether files are served at the URLs that responses and storages give them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse

from .. import document_urls, upload_urls, urls
from ..document_views import document
from ..upload_views import AVATAR_FOLDER, IMAGE_FOLDERS, upload
from ..views import rendition
from .storages import place_of, storages


@register(Tags.urls)
def check_image_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W003 if the URLs of renditions are not mounted, so that responses only show originals, or another view takes
    them.
    """
    hint = (
        f'With MEDIA_URL = "/uploads/", add path("uploads/renditions/", include("{urls.__name__}")) to the URL '
        "patterns, before any pattern that matches every path below it."
    )
    try:
        view = _view_at(reverse("clinic_media:rendition", args=[0, "0", "0"]))
    except NoReverseMatch:
        text = f"{urls.__name__} is not among the URL patterns, so images are sent in one size only."
        return [Warning(text, hint=hint, id="clinic_media.W003")]
    if view is rendition:
        return []
    text = f"Another view responds at the URLs of {urls.__name__}."
    return [Warning(text, hint=hint, id="clinic_media.W003")]


@register(Tags.urls)
def check_document_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W006 if documents are served by Wagtail's own view."""
    try:
        view = _view_at(reverse("wagtaildocs_serve", args=[1, "a.pdf"]))
    except NoReverseMatch:
        return []
    if view is document:
        return []
    hint = f'Use path("documents/", include("{document_urls.__name__}")) instead of wagtail.documents.urls.'
    text = "Documents are sent by wagtail.documents: caches may keep private ones, and old URLs lead nowhere."
    return [Warning(text, hint=hint, id="clinic_media.W006")]


@register(Tags.urls)
def check_upload_addresses(**kwargs: Any) -> list[CheckMessage]:
    """W007 if files on the disk are served, by Django or by a web server, without a permission check."""
    unasked = list(_addresses_of_others()) if _serves_uploads() else []
    if not unasked:
        return []
    folder = unasked[0][1].rpartition("/")[0]
    text = f"Files in {folder}/ are sent to everyone, even if their collection is private."
    mount = f"{folder.rpartition('/')[0]}/".removeprefix(get_script_prefix())
    hint = (
        f'Use path("{mount}", include("{upload_urls.__name__}")) instead of django.conf.urls.static, and do not '
        "let a web server send the folder directly. See “A web server that sends the files” in the "
        "documentation."
    )
    return [Warning(text, hint=hint, id="clinic_media.W007")]


@register(Tags.urls)
def check_media_url(**kwargs: Any) -> list[CheckMessage]:
    """W008 if uploads are served at a URL other than ``MEDIA_URL``, which the admin uses."""
    try:
        mount = reverse("clinic_media_uploads:upload", args=["file"]).removesuffix("file")
    except NoReverseMatch:
        return []
    sent = {AVATAR_FOLDER, *IMAGE_FOLDERS} if _serves_uploads() else set()
    elsewhere = [address for folder, address in _addresses_of_others() if folder in sent]
    if not elsewhere:
        return []
    named = f"{elsewhere[0].rpartition('/')[0].rpartition('/')[0]}/"
    text = f"The URLs of uploaded images begin with {named}, but images are sent from {mount}."
    hint = (
        f'Set MEDIA_URL = "{mount}", or mount {upload_urls.__name__} at the path that MEDIA_URL names, or '
        "base_url of the storage."
    )
    return [Warning(text, hint=hint, id="clinic_media.W008")]


def _serves_uploads() -> bool:
    return getattr(settings, "CLINIC_SERVE_MEDIA", True)


def _addresses_of_others() -> Iterator[tuple[str, str]]:
    """Our folders on the local disk whose files are not served by our views, each with the URL that the storage gives a
    file in it.
    """
    for folder, storage in storages().items():
        if place_of(folder, storage) is None:
            continue
        with suppress(ValueError):  # Without a URL.
            address = unquote(urlsplit(storage.url(f"{folder}/file.png")).path)
            if _view_at(address) is not upload:
                yield folder, address


def _view_at(address: str) -> Any:
    """The view at a URL; None if there is none."""
    try:
        return resolve("/" + address.removeprefix(get_script_prefix())).func
    except Resolver404:
        return None
