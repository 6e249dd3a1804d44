"""Picture files made in memory."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import ExifTags, Image

#: What is told about the person who took a picture, and where and with what; none of it may be served.
SECRETS = (b"SecretCamera", b"SecretPlace", b"SecretComment", b"SecretVideo")
CREDIT, COPYRIGHT = "Ana Ruiz (fictional)", "© Riverside clinics (fictional)"
COLOURS = ("red", "lime", "blue", "white")


def picture(image_format: str = "JPEG", size: tuple[int, int] = (2000, 1500), mode: str = "RGB") -> bytes:
    """A file of ``size`` pixels, in a format by Pillow's name."""
    return saved(Image.linear_gradient("L").resize(size).convert(mode), image_format)


def animation(image_format: str = "GIF", size: tuple[int, int] = (600, 400), frames: int = 2) -> bytes:
    """A file of several frames, each shown for 200 milliseconds."""
    made = [Image.new("RGB", size, (70, index * 7 % 256, 160)) for index in range(frames)]
    return saved(made[0], image_format, save_all=True, append_images=made[1:], duration=200)


def quarters(size: tuple[int, int] = (160, 80)) -> Image.Image:
    """Red, green, blue and white: top left, top right, bottom left, bottom right."""
    width, height = size
    made = Image.new("RGB", size)
    for index, colour in enumerate(COLOURS):
        made.paste(colour, (index % 2 * width // 2, index // 2 * height // 2, width, height))
    return made


def turned(orientation: int, image_format: str = "JPEG") -> bytes:
    """:func:`quarters` as a camera stores it that was held in another way, with the EXIF orientation that says so."""
    as_stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    made = quarters() if as_stored is None else quarters().transpose(as_stored)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return saved(made, image_format, exif=exif.tobytes(), **({"quality": 95} if image_format != "PNG" else {}))


def telling(image_format: str = "JPEG") -> bytes:
    """A picture with all that a camera and an editor add: place, camera, comment; and who made it and whose it is."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif[ExifTags.Base.Artist] = CREDIT
    exif[ExifTags.Base.Copyright] = COPYRIGHT.encode()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0SecretPlace"
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (33.0, 57.0, 12.0)
    options: dict[str, Any] = {"exif": exif.tobytes()}
    if image_format in ("JPEG", "WEBP"):
        options["xmp"] = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SecretPlace</x:xmpmeta>"
    if image_format == "JPEG":
        options["comment"] = b"SecretComment"
    data = saved(quarters(), image_format, **options)
    return data + b"SecretVideo" if image_format == "JPEG" else data


def bomb(size: tuple[int, int] = (30_000, 30_000)) -> bytes:
    """A true PNG of so many black pixels, in a small file."""
    width, height = size
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def saved(image: Image.Image, image_format: str, **options: Any) -> bytes:
    buffer = BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
