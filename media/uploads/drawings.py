"""SVGs, if ``WAGTAILIMAGES_EXTENSIONS`` allows them. An SVG is a program as much as a picture: svg-hush rewrites it
with nothing but shapes.
"""

from __future__ import annotations

from io import BytesIO

import willow
from defusedxml.ElementTree import iterparse
from py_svg_hush import filter_svg

from . import refusal
from .refusal import UploadRefused

MIME_TYPE = "image/svg+xml"
LARGEST = 1024 * 1024
"""In bytes. A larger SVG contains pictures, or is traced from one: it should be a WebP file."""

# The cleaned SVG is indented: deep ones grow with the square of their depth.
_DEEPEST = 100
_MOST_ELEMENTS = 20_000
_START = 1024


def is_drawing(data: bytes) -> bool:
    """Whether this is meant as an SVG, well-formed or not."""
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and b"<svg" in start.lower()


def clean_drawing(data: bytes) -> bytes:
    """The SVG without scripts, event handlers, foreign content, and external URLs.

    :raises UploadRefused: if it is too large, or cannot be parsed.
    """
    if len(data) > LARGEST:
        raise UploadRefused(refusal.DRAWING_TOO_LARGE, "file_too_large")
    try:
        _check_shape(data)
        clean = filter_svg(data)
        willow.Image.open(BytesIO(clean)).get_size()
    except UploadRefused:
        raise
    except Exception as error:  # Each of the three parsers has errors of its own.
        raise UploadRefused(refusal.BROKEN_DRAWING) from error
    return clean


def _check_shape(data: bytes) -> None:
    depth = elements = 0
    for event, element in iterparse(BytesIO(data), events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            raise UploadRefused(refusal.DRAWING_TOO_LARGE, "file_too_large")
        if event == "end":
            element.clear()
