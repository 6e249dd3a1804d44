"""Picture files made in memory."""

from __future__ import annotations

from io import BytesIO

from PIL import Image


def picture(image_format: str = "JPEG", size: tuple[int, int] = (2000, 1500), mode: str = "RGB") -> bytes:
    """A file of ``size`` pixels, in a format by Pillow's name."""
    return _saved(Image.linear_gradient("L").resize(size).convert(mode), image_format)


def animation(image_format: str = "GIF", size: tuple[int, int] = (600, 400)) -> bytes:
    """A file of two frames."""
    frames = [Image.new("RGB", size, color) for color in ("steelblue", "seagreen")]
    return _saved(frames[0], image_format, save_all=True, append_images=frames[1:], duration=200)


def _saved(image: Image.Image, image_format: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()
