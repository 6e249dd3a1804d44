"""Metadata of a picture, extracted once: whether it is animated, whether it has transparent parts, and placeholders to
show until it has loaded: a colour, or a blur of the picture itself.

The blur is a BlurHash (https://blurha.sh), by its authors' library.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple, cast

import blurhash
from PIL import Image

#: The longer side of the analyzed picture, in pixels. A blur of so few components needs no more.
_SAMPLE_SIDE = 64
_PARTS_LONG_SIDE, _PARTS_SHORT_SIDE = 4, 3
_COLOURS = 6
#: In pixels; it is stretched to the size of the picture, and thereby blurred.
_DATA_URL_SIDE = 32


class PictureFacts(NamedTuple):
    """``dominant_color`` is ``#rrggbb``, of the visible parts; ``blur_hash`` is empty for a picture with transparent
    parts, through which a blur would show.
    """

    dominant_color: str
    blur_hash: str
    is_animated: bool
    is_transparent: bool


def find_facts(file: Any) -> PictureFacts:
    """Extract the metadata of the picture in ``file``, which is open for reading.

    :raises Exception: whatever Pillow raises for a file that it cannot read.
    """
    with Image.open(file) as picture:
        is_animated = getattr(picture, "is_animated", False)
        picture.draft("RGB", (_SAMPLE_SIDE * 2, _SAMPLE_SIDE * 2))
        picture.thumbnail((_SAMPLE_SIDE, _SAMPLE_SIDE))
        sample = picture.convert("RGBA")
    is_opaque = sample.getchannel("A").getextrema()[0] == 255
    blur_hash = _blur_hash(sample.convert("RGB")) if is_opaque else ""
    return PictureFacts(_dominant_color(sample), blur_hash, is_animated, not is_opaque)


@lru_cache(maxsize=1024)
def data_url(blur_hash: str, width: int, height: int) -> str:
    """The blur as a WebP picture of about a hundred bytes, as a ``data:`` URL.

    :param width, height: of the picture, in pixels; the blur has its aspect ratio.
    """
    scale = _DATA_URL_SIDE / max(width, height)
    blur = blurhash.decode(blur_hash, max(1, round(width * scale)), max(1, round(height * scale)))
    buffer = BytesIO()
    blur.convert("RGB").save(buffer, "WEBP", quality=30)
    return f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def _dominant_color(sample: Image.Image) -> str:
    """Of the visible parts: transparent ones do not count."""
    seen = [(red, green, blue) for red, green, blue, alpha in _pixels(sample) if alpha > 127]
    if not seen:
        return ""
    strip = Image.new("RGB", (len(seen), 1))
    strip.putdata(seen)
    few = strip.quantize(_COLOURS)
    _, index = max(cast(list[tuple[int, int]], few.getcolors()))
    red, green, blue = (few.getpalette() or [])[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _pixels(sample: Image.Image) -> Iterable[tuple[int, int, int, int]]:
    return cast(Iterable[tuple[int, int, int, int]], sample.get_flattened_data())


def _blur_hash(sample: Image.Image) -> str:
    wide = sample.width >= sample.height
    across, down = (_PARTS_LONG_SIDE, _PARTS_SHORT_SIDE) if wide else (_PARTS_SHORT_SIDE, _PARTS_LONG_SIDE)
    return blurhash.encode(sample, across, down)
