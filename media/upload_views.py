"""Serves images, Wagtail's renditions of them and users' profile pictures at their storage URLs, in place of
``django.views.static`` or a web server, which check no permissions.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from .caching import FOR_NOBODY_ELSE, cache_headers
from .sending import SAFE, not_modified, send
from .stored_images import stored_image
from .visibility import Audience, audience_of, is_staff

# The folders of images, their renditions, and users' profile pictures. Documents are never served from here: their own
# URL tells visitors how to get access.
IMAGE_FOLDERS = frozenset({"images", "original_images"})
AVATAR_FOLDER = "avatar_images"
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
MAX_AGE_S = int(timedelta(days=1).total_seconds())
NOT_FOUND = "There is no such image."


class _Shown(NamedTuple):
    """A file that the visitor may access."""

    storage: Storage
    headers: dict[str, str]


@require_safe
def upload(request: HttpRequest, path: str) -> HttpResponseBase:
    """An uploaded image, a rendition of one or a user's profile picture, as a file that a browser shows and never runs.

    :raises Http404: for an image that the visitor may not access, for every other file, for folders, and if a web
        server or a storage serves uploads itself (``CLINIC_SERVE_MEDIA`` is false).
    """
    folder = _require_image(path)
    storage, headers = _avatar(request, path) if folder == AVATAR_FOLDER else _image(request, path)
    headers = {**SAFE, **headers}
    try:
        headers["Last-Modified"] = http_date(storage.get_modified_time(path).timestamp())
        if (unchanged := not_modified(request, headers)) is not None:
            return unchanged
        file = storage.open(path)
    except OSError as error:
        raise Http404(NOT_FOUND) from error
    return send(file, storage, path, CONTENT_TYPES[_suffix(path)], headers)


def _image(request: HttpRequest, path: str) -> _Shown:
    found = stored_image(path)
    audience = Audience.OTHERS if found is None else audience_of(found.image, request)
    if found is None or audience is Audience.OTHERS:
        raise Http404(NOT_FOUND)
    return _Shown(found.storage, cache_headers(found.image, audience, MAX_AGE_S))


def _avatar(request: HttpRequest, path: str) -> _Shown:
    """The admin shows users' profile pictures to its other users."""
    if not is_staff(request) or not UserProfile.objects.filter(avatar=path).exists():
        raise Http404(NOT_FOUND)
    return _Shown(UserProfile._meta.get_field("avatar").storage, {"Cache-Control": FOR_NOBODY_ELSE})


def _require_image(path: str) -> str:
    """The folder of ``path``."""
    parts = path.split("/")
    is_plain = path.isprintable() and not {"", ".", ".."} & set(parts)
    is_image = parts[0] in {AVATAR_FOLDER, *IMAGE_FOLDERS} and _suffix(path) in CONTENT_TYPES
    if not (getattr(settings, "CLINIC_SERVE_MEDIA", True) and is_plain and is_image):
        raise Http404(NOT_FOUND)
    return parts[0]


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
