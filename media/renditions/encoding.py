"""Encodes renditions: decodes a file once, crops it to the presets, and writes small files in sRGB."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from math import ceil
from typing import IO

from PIL import Image, ImageCms, ImageOps

from ..presets import FORMATS, Format, Preset
from .geometry import crop_box, rendition_size

#: How many times larger than needed a JPEG is decoded at least, so that the reduced decoding is invisible.
_REDUCING_GAP = 2.0
_WHITE = (255, 255, 255)


def encode(
    file: IO[bytes], focal_point: tuple[float, float] | None, wanted: Iterable[tuple[Preset, int, str]]
) -> Iterator[tuple[tuple[Preset, int, str], bytes]]:
    """Encode the renditions of the picture in ``file``, one after the other.

    :param wanted: presets, widths in pixels, and extensions in :data:`.presets.FORMATS`.
    :raises Exception: whatever Pillow raises for a file that it cannot read.
    """
    wanted = sorted(wanted)
    if not wanted:
        return
    with Image.open(file) as opened:
        picture = _decoded(opened, wanted)
    shape, shown = None, picture
    for preset, width, extension in wanted:
        if shape != (preset, width):
            shape, shown = (preset, width), _shown(picture, focal_point, preset, width)
        yield (preset, width, extension), _written(shown, FORMATS[extension])


def _decoded(picture: Image.Image, wanted: list[tuple[Preset, int, str]]) -> Image.Image:
    whole = picture.size
    scale = max(
        rendition_size(whole, preset, width)[0] / crop_box(whole, preset.ratio).width for preset, width, _ in wanted
    )
    scale = min(1.0, scale * _REDUCING_GAP)
    # Only JPEG files can be decoded at a reduced size; the others ignore it.
    picture.draft("RGB", (ceil(whole[0] * scale), ceil(whole[1] * scale)))
    # Uploads are stored upright; older files may not be.
    upright = ImageOps.exif_transpose(picture)
    upright.load()
    if upright.mode in ("RGB", "RGBA"):
        return upright
    return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _shown(picture: Image.Image, focal_point: tuple[float, float] | None, preset: Preset, width: int) -> Image.Image:
    box = crop_box(picture.size, preset.ratio, focal_point)
    size = rendition_size(picture.size, preset, width)
    made = picture.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=_REDUCING_GAP)
    return _in_screen_colours(made, picture.info.get("icc_profile"))


def _in_screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, which needs no profile in the file. A profile that cannot be read is ignored."""
    if not profile:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return picture
    return converted or picture


def _written(picture: Image.Image, kind: Format) -> bytes:
    if kind.pillow_name == "JPEG" and picture.mode == "RGBA":
        ground = Image.new("RGB", picture.size, _WHITE)
        ground.paste(picture, mask=picture.getchannel("A"))
        picture = ground
    picture.info = {}  # No metadata is written.
    buffer = BytesIO()
    picture.save(buffer, kind.pillow_name, **kind.options)
    return buffer.getvalue()
