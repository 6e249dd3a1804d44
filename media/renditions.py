"""Which sizes and formats of an image are made: the one home of filter strings.

Content images come in three widths, uncropped, as WebP: every browser in use shows it, it is smaller than JPEG, and it
keeps the transparency of a PNG, so that one format serves photographs and drawings alike.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import PurePath

from PIL import Image as PillowImage
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

WIDTHS = (480, 960, 1600)
"""In pixels: a telephone, a telephone with a dense screen or a tablet, a column of text on a dense screen."""

WEBP_QUALITY = 80

FILTERS = tuple(Filter(f"width-{width}|format-webp|webpquality-{WEBP_QUALITY}") for width in WIDTHS)

MOVING = {".avif", ".gif", ".webp"}
"""Extensions of the formats that can hold several frames. Wagtail refuses animated PNG files."""


def wanted_filters(image: AbstractImage) -> tuple[Filter, ...]:
    """The filters whose renditions an image should have, narrowest first; at most three.

    The last one may ask for more than the image's own width. Wagtail never enlarges, so its rendition has the full
    width of the original, and an image of 1,200 pixels is offered at 480, 960 and 1,200. None for vector graphics.
    """
    if image.is_svg():
        return ()
    return FILTERS[: bisect_left(WIDTHS, image.width) + 1]


def existing_renditions(image: AbstractImage) -> list[AbstractRendition]:
    """The renditions among :func:`wanted_filters` that are there, narrowest first.

    None is made and no file is opened. Costs no query where ``renditions`` are prefetched, else one.
    """
    by_key = {(rendition.filter_spec, rendition.focal_point_key): rendition for rendition in image.renditions.all()}
    keys = ((wanted.spec, wanted.get_cache_key(image)) for wanted in wanted_filters(image))
    return [by_key[key] for key in keys if key in by_key]


def missing_filters(image: AbstractImage) -> list[Filter]:
    """The filters among :func:`wanted_filters` that have no rendition yet."""
    specs = {rendition.filter_spec for rendition in existing_renditions(image)}
    return [wanted for wanted in wanted_filters(image) if wanted.spec not in specs]


def ensure_renditions(image: AbstractImage) -> list[AbstractRendition]:
    """Makes the renditions that are missing, and returns those that were made, narrowest first.

    An animated image gets none, since a rendition would show its first frame only. One after the other, so that no
    more than one copy of the decoded picture is in memory.

    :raises SourceImageIOError: when the original file is not there.
    :raises Exception: whatever Pillow raises for a file that it cannot read.
    """
    missing = missing_filters(image)
    if not missing or _is_animated(image):
        return []
    return [image.create_rendition(wanted) for wanted in missing]


def _is_animated(image: AbstractImage) -> bool:
    if PurePath(image.file.name).suffix.lower() not in MOVING:
        return False
    with image.open_file() as file, PillowImage.open(file) as picture:
        return getattr(picture, "is_animated", False)
