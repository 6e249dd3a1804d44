"""Crops and sizes of renditions. None is larger than its part of the picture."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ..presets import Preset

#: As fractions of width and height, from the top left corner.
MIDDLE = (0.5, 0.5)


class Box(NamedTuple):
    """A part of a picture, in pixels from its top left corner."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def crop_box(size: tuple[int, int], ratio: Fraction | None, focal_point: tuple[float, float] | None = None) -> Box:
    """The largest part with this ratio, centred on the focal point as far as the picture's edges allow."""
    width, height = size
    if ratio is None:
        return Box(0, 0, width, height)
    crop_width = max(1, min(width, round(height * ratio)))
    crop_height = max(1, min(height, round(crop_width / ratio)))
    x, y = focal_point or MIDDLE
    left = _within(round(x * width - crop_width / 2), width - crop_width)
    top = _within(round(y * height - crop_height / 2), height - crop_height)
    return Box(left, top, left + crop_width, top + crop_height)


def rendition_size(size: tuple[int, int], preset: Preset, width: int) -> tuple[int, int]:
    """Width and height, in pixels, of the rendition for ``width``."""
    box = crop_box(size, preset.ratio)
    ratio = preset.ratio or Fraction(box.width, box.height)
    wide = min(width, box.width)
    return wide, max(1, min(round(wide / ratio), box.height))


@lru_cache(maxsize=4096)
def offered_sizes(size: tuple[int, int], preset: Preset) -> tuple[tuple[int, int, int], ...]:
    """For each of :func:`offered_widths`: the width itself, and width and height of its rendition."""
    return tuple((asked, *rendition_size(size, preset, asked)) for asked in offered_widths(size, preset))


def offered_widths(size: tuple[int, int], preset: Preset) -> tuple[int, ...]:
    """The widths of the preset that make a difference: those narrower than the full resolution, and one that shows
    it.
    """
    full = crop_box(size, preset.ratio).width
    narrower = [width for width in preset.widths if width < full]
    return preset.widths[: len(narrower) + 1]


def _within(value: int, most: int) -> int:
    return max(0, min(value, most))
