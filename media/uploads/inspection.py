"""The type of a file. Its name and the type that a browser claims are ignored."""

from __future__ import annotations

import warnings
from io import BytesIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from PIL import Image, UnidentifiedImageError
from wagtail.images.utils import get_allowed_image_extensions

from . import heif, refusal
from .refusal import UploadRefused

#: The stored formats, by Pillow's names, and the extension of each.
EXTENSIONS = {"AVIF": "avif", "GIF": "gif", "JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# The accepted formats, and the extensions that allow each.
_ALLOWED_BY = {name: {extension} for name, extension in EXTENSIONS.items()}
_ALLOWED_BY |= {"JPEG": {"jpeg", "jpg"}, heif.HEIF: set(heif.EXTENSIONS)}
#: In pixels: the limit of WebP.
LONGEST_SIDE = 16_383
MOST_FRAMES = 500


def open_picture(data: bytes) -> Image.Image:
    """The picture in ``data``, of an allowed format and size, with nothing decoded yet.

    :raises UploadRefused: with what is wrong with the file.
    """
    if not data:
        raise UploadRefused(refusal.EMPTY)
    check_size(len(data))
    picture = _identified(data)
    for size in (picture.size, *(heif.coded_sizes(data) if picture.format == heif.HEIF else ())):
        _check_dimensions(*size)
    return picture


def check_size(size: int) -> None:
    """:raises UploadRefused: if a file of ``size`` bytes is too large (``WAGTAILIMAGES_MAX_UPLOAD_SIZE``, 10 MB)."""
    limit = getattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10 * 1024 * 1024)
    if limit is not None and size > limit:
        raise UploadRefused(refusal.TOO_LARGE, "file_too_large", size=filesizeformat(size), limit=filesizeformat(limit))


def most_pixels() -> int | None:
    """The most pixels that all frames of a picture may have together (``WAGTAILIMAGES_MAX_IMAGE_PIXELS``, 128
    million).
    """
    return getattr(settings, "WAGTAILIMAGES_MAX_IMAGE_PIXELS", 128_000_000)


def allowed_formats() -> list[str]:
    """Pillow's names of the formats that ``WAGTAILIMAGES_EXTENSIONS`` allows."""
    allowed = {extension.lower() for extension in get_allowed_image_extensions()}
    return [name for name, extensions in _ALLOWED_BY.items() if extensions & allowed]


def drawings_are_allowed() -> bool:
    """Whether ``WAGTAILIMAGES_EXTENSIONS`` names ``svg``."""
    return "svg" in get_allowed_image_extensions()


def _check_dimensions(width: int, height: int) -> None:
    pixels = most_pixels()
    if max(width, height) > LONGEST_SIDE or (pixels is not None and width * height > pixels):
        raise UploadRefused(refusal.TOO_MANY_PIXELS, "file_too_many_pixels", width=width, height=height)


def _identified(data: bytes) -> Image.Image:
    formats = allowed_formats()
    Image.init()  # Pillow only accepts registered formats.
    if heif.HEIF in formats:
        heif.recognise_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=formats)
    except Image.DecompressionBombError:
        raise UploadRefused(refusal.FAR_TOO_MANY_PIXELS, "file_too_many_pixels") from None
    except UnidentifiedImageError:
        names = ["HEIC" if name == heif.HEIF else name for name in formats]
        raise UploadRefused(refusal.NOT_A_PICTURE, formats=", ".join(names)) from None
    except Exception as error:  # Pillow raises many different errors for invalid headers.
        raise UploadRefused(refusal.BROKEN) from error
