"""Sends renditions, and makes those that nobody has asked for before."""

from __future__ import annotations

import logging

from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from media.mime_types import mime_type
from media.models import ClinicImage
from media.presets import FORMATS
from media.renditions.addresses import ORIGINAL, RenditionName, original_name, read_name
from media.renditions.originals import Original, original_of
from media.renditions.storing import RenditionIsBusy, open_or_make, open_original

logger = logging.getLogger(__name__)

#: A year: what has another content has another address.
FOR_GOOD = "public, max-age=31536000, immutable"
#: For the pictures of pages that are not up to date themselves.
FOR_AN_HOUR = "public, max-age=3600"
FOR_NOBODY_ELSE = "private, no-store"
_NOT_KEPT = {"Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}
#: A browser shows the file and never runs it, wherever it is embedded.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@require_safe
def rendition(request: HttpRequest, image_id: int, version: str, name: str) -> HttpResponseBase:
    """A rendition of an image, or its original, made at the first request for it.

    :raises Http404: for what is not on the list of :mod:`media.presets`, for another version than the current one and
        those in their grace period, and for an image that the visitor may not see.
    """
    wanted = read_name(name)
    if wanted is None and not name.startswith(f"{ORIGINAL}."):
        raise Http404("There is no such picture.")
    image = get_image_model()._default_manager.select_related("collection").filter(pk=image_id).first()
    if image is None or not image.file:
        raise Http404("There is no such picture.")
    is_private = _refuse_or_tell_private(image, request)
    original = _original(image, version)
    headers = {**SAFE, "ETag": f'"{version}-{name}"', **_surrogate_keys(image)}
    headers["Cache-Control"] = FOR_NOBODY_ELSE if is_private else FOR_GOOD if original.is_current else FOR_AN_HOUR
    if headers["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers=headers)
    if wanted is None:
        return _send_original(original, name, headers)
    return _send_rendition(original, wanted, headers)


def _refuse_or_tell_private(image: ClinicImage, request: HttpRequest) -> bool:
    """Whether the image stands in a collection that not everybody may see, but this visitor."""
    restrictions = list(image.collection.get_view_restrictions())
    if not all(restriction.accept_request(request) for restriction in restrictions):
        raise Http404("There is no such picture.")
    return bool(restrictions)


def _surrogate_keys(image: ClinicImage) -> dict[str, str]:
    """The names by which shared caches are told to drop the picture when the image is deleted or made private: those
    that an API in front of which they stand gives its answers.
    """
    name = f"{image._meta.model_name}-{image.pk}"
    return {"Surrogate-Key": f"clinic-api {name}", "Cache-Tag": f"clinic-api,{name}"}


def _original(image: ClinicImage, version: str) -> Original:
    current = original_of(image)
    if version == current.version:
        return current
    earlier = image.versions.in_grace().filter(version=version).first()
    if earlier is None:
        raise Http404("There is no such picture.")
    return earlier.original


def _send_original(original: Original, name: str, headers: dict[str, str]) -> HttpResponseBase:
    if name != original_name(original):
        raise Http404("There is no such picture.")
    try:
        return _send(open_original(original), mime_type(name), headers)
    except OSError as error:
        raise Http404("The file of this picture is missing.") from error


def _send_rendition(original: Original, wanted: RenditionName, headers: dict[str, str]) -> HttpResponseBase:
    if not original.has_renditions:
        raise Http404("There is no such picture.")
    try:
        file = open_or_make(original, wanted.for_original(original))
    except RenditionIsBusy:
        return HttpResponse("Try again in a moment.", status=503, headers={"Retry-After": "5", **_NOT_KEPT})
    except FileNotFoundError as error:
        raise Http404("The file of this picture is missing.") from error
    except Exception:  # Whatever Pillow raises for a file that was damaged after it was uploaded.
        logger.exception("The rendition %s could not be made of the file %s.", wanted, original.name)
        return HttpResponse("This picture cannot be read.", status=500, headers=_NOT_KEPT)
    return _send(file, FORMATS[wanted.extension].mime_type, headers)


def _send(file: File, content_type: str, headers: dict[str, str]) -> FileResponse:
    return FileResponse(file, content_type=content_type, headers=headers)
