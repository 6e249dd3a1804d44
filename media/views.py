"""Serves renditions, and makes missing ones."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model
from wagtail.images.models import get_rendition_storage

from .caching import YEAR_S, cache_headers
from .mime_types import mime_type
from .models import ClinicImage
from .presets import FORMATS
from .renditions.addresses import ORIGINAL, RenditionName, original_name, read_name, storage_name
from .renditions.originals import Original, original_of
from .renditions.storing import RenditionIsBusy, image_storage, open_or_make, open_original, open_rendition
from .renditions.throttle import refusal_of
from .sending import SAFE, not_modified, send
from .visibility import Audience, audience_of

logger = logging.getLogger(__name__)

#: New content has a new URL; pictures for outdated pages are cached for an hour.
_CURRENT_S, _EARLIER_S = YEAR_S, 3600
_NOT_KEPT = {"Cache-Control": "no-store", "Content-Type": "text/plain; charset=utf-8"}


@require_safe
def rendition(request: HttpRequest, image_id: int, version: str, name: str) -> HttpResponseBase:
    """A rendition of an image, or its original, made at the first request for it.

    :raises Http404: for anything that is not on the list of :mod:`.presets`, for another version than the current one
        and those in their grace period, and for an image that the visitor may not access.
    """
    wanted = read_name(name)
    if wanted is None and not name.startswith(f"{ORIGINAL}."):
        raise Http404("There is no such image.")
    image = get_image_model()._default_manager.select_related("collection").filter(pk=image_id).first()
    if image is None or not image.file:
        raise Http404("There is no such image.")
    audience = audience_of(image, request)
    if audience is Audience.OTHERS:
        raise Http404("There is no such image.")
    original = _original(image, version)
    headers = {
        **SAFE,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "ETag": f'"{version}-{name}"',
        **cache_headers(image, audience, _CURRENT_S if original.is_current else _EARLIER_S),
    }
    if (unchanged := not_modified(request, headers)) is not None:
        return unchanged
    if wanted is None:
        return _send_original(original, name, headers)
    return _send_rendition(request, original, wanted, headers)


def _original(image: ClinicImage, version: str) -> Original:
    current = original_of(image)
    if version == current.version:
        return current
    earlier = image.versions.in_grace().filter(version=version).first()
    if earlier is None:
        raise Http404("There is no such image.")
    return earlier.original


def _send_original(original: Original, name: str, headers: dict[str, str]) -> HttpResponseBase:
    # An earlier file may have had another extension before it was cleaned.
    if original.is_current and name != original_name(original):
        raise Http404("There is no such image.")
    try:
        file = open_original(original)
    except OSError as error:
        raise Http404("The file of this image is missing.") from error
    return send(file, image_storage(), original.name, mime_type(original.name), headers)


def _send_rendition(
    request: HttpRequest, original: Original, wanted: RenditionName, headers: dict[str, str]
) -> HttpResponseBase:
    if not original.has_renditions:
        raise Http404("There is no such image.")
    offered = wanted.for_original(original)
    try:
        file = open_rendition(original, offered)
        if file is None and (refusal := refusal_of(request)) is not None:
            return refusal
        file, is_stored = (file, True) if file is not None else open_or_make(original, offered)
    except RenditionIsBusy:
        return HttpResponse("Try again in a moment.", status=503, headers={"Retry-After": "5", **_NOT_KEPT})
    except FileNotFoundError as error:
        raise Http404("The file of this image is missing.") from error
    except Exception:  # Whatever Pillow raises for a file that was damaged after it was uploaded.
        logger.exception("The rendition %s could not be made from the file %s.", wanted, original.name)
        return HttpResponse("This image cannot be read.", status=500, headers=_NOT_KEPT)
    kind = FORMATS[wanted.extension].mime_type
    stored_as = storage_name(original, offered) if is_stored else None
    return send(file, get_rendition_storage(), stored_as, kind, headers)
