from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import condition, require_safe

# The folders in which Wagtail keeps images and their renditions. Documents are never served from here: their own view
# asks first whether their collection is private.
IMAGE_FOLDERS = frozenset({"images", "original_images"})
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


def last_modified(request: HttpRequest, path: str) -> datetime:
    """When the image at ``path`` was written.

    :raises Http404: for everything that ``upload`` does not serve.
    """
    _require_image(path)
    try:
        return default_storage.get_modified_time(path).replace(microsecond=0)
    except OSError as error:
        raise Http404("There is no such image.") from error


@require_safe
@condition(last_modified_func=last_modified)
def upload(request: HttpRequest, path: str) -> FileResponse:
    """An uploaded image or a rendition of one, as a file that a browser shows and never runs.

    :raises Http404: for every other file, for folders, and where a web server or a storage of its own sends uploads
        (``CLINIC_SERVE_MEDIA`` is false).
    """
    try:
        file = default_storage.open(path)
    except OSError as error:
        raise Http404("There is no such image.") from error
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": "public, max-age=86400",
    }
    return FileResponse(file, content_type=CONTENT_TYPES[_suffix(path)], headers=headers)


def _require_image(path: str) -> None:
    parts = path.split("/")
    is_plain = path.isprintable() and not {"", ".", ".."} & set(parts)
    is_image = parts[0] in IMAGE_FOLDERS and _suffix(path) in CONTENT_TYPES
    if not (settings.CLINIC_SERVE_MEDIA and is_plain and is_image):
        raise Http404("There is no such image.")


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()
