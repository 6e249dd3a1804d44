"""The shapes of images and documents in API responses. URLs are absolute."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from .formats import Address, Color, Sha256


class FileMeta(TypedDict):
    """``type`` is ``app_label.ModelName``; ``detail_url`` the URL in the API, ``download_url`` that of the file."""

    type: str
    detail_url: Address | None
    download_url: Address | None


class ImageMeta(FileMeta):
    """``locale`` is the language of ``alt_text`` if it is not that of the page around the image."""

    locale: NotRequired[str]


class FocalPoint(TypedDict):
    """The point of interest of a picture, as fractions of its width and height from the top left corner."""

    x: float
    y: float


class PlaceholderRepresentation(TypedDict):
    """What to show until a picture has loaded: a BlurHash, and the same as a tiny picture in a ``data:`` URL."""

    blur_hash: str
    data_url: Address


class RenditionRepresentation(TypedDict):
    """One size of an image in one format; ``width`` and ``height`` in pixels."""

    url: Address
    width: int
    height: int


class SourceRepresentation(TypedDict):
    """An image in one format: a MIME type, and all sizes, narrowest first, as in a ``srcset``."""

    type: str
    srcset: list[RenditionRepresentation]


class PresetRepresentation(TypedDict):
    """An image in one of its presets, as for a ``picture`` element: a source for each format, the smallest first, and
    the fallback for ``img``, the widest in the format that every program supports.
    """

    sources: list[SourceRepresentation]
    fallback: RenditionRepresentation | None


class ImageRepresentation(TypedDict):
    """An image.

    ``alt_text`` is empty if the image is decorative. ``width`` and ``height`` (in pixels), ``mime_type`` and ``size``
    (in bytes, null if unknown) are the original's. ``dominant_color`` is ``#rrggbb``, null for SVGs; ``placeholder`` is
    null for these and for pictures with transparent parts. ``sources`` and ``fallback`` show the image in the preset
    that ``preset`` names, ``presets`` in the others for this place; none is wider than the original. An SVG or an
    animation has no sources, and is its own fallback. ``url`` is that of the fallback. In ``url_template``, replace
    ``{preset}``, ``{width}`` and ``{format}`` with any declared ones.
    """

    id: int
    meta: ImageMeta
    title: str
    alt_text: str
    decorative: bool
    caption: str
    credit: str
    width: int
    height: int
    mime_type: str
    size: int | None
    focal_point: FocalPoint | None
    dominant_color: Color | None
    placeholder: PlaceholderRepresentation | None
    url: Address | None
    url_template: str | None
    preset: str
    sources: list[SourceRepresentation]
    fallback: RenditionRepresentation | None
    presets: dict[str, PresetRepresentation]


class DocumentRepresentation(TypedDict):
    """A document; ``size`` in bytes and ``sha256`` in hexadecimal digits, null if unknown."""

    id: int
    meta: FileMeta
    title: str
    filename: str
    mime_type: str
    size: int | None
    sha256: Sha256 | None
