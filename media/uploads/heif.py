"""Photographs from phones (HEIC, ISO/IEC 23008-12): read by libheif, supported by hardly any browser."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from pillow_heif import register_heif_opener

#: Pillow's name of the format, once it is registered.
HEIF = "HEIF"
EXTENSIONS = frozenset(["heic", "heif"])

_SIZE, _LONG = b"ispe", b"\x00\x00\x00\x01"


def recognise_heif() -> None:
    """Register the format with Pillow."""
    register_heif_opener()


def coded_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Width and height of all pictures in a file as they are coded, in pixels: the visible part may be small
    (``clap``). libheif decodes no more than these say.
    """
    place = data.find(_SIZE)
    while place >= 0:
        # The header of the box, with or without a long size, and the box's version and flags.
        start = place + (16 if data[max(place - 4, 0) : place] == _LONG else 8)
        if start + 8 <= len(data):
            yield struct.unpack_from(">II", data, start)
        place = data.find(_SIZE, place + 1)
