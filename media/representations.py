"""What an API answer shows for an image or a document.

Everything comes from the database: no file is opened and no rendition is made, so a file that is missing from its
storage neither breaks nor delays an answer. Addresses are absolute.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.urls import NoReverseMatch, reverse
from typing_extensions import TypedDict

from media.addresses import absolute_url
from media.facts import data_url
from media.renditions import existing_renditions

if TYPE_CHECKING:
    from media.models import ClinicDocument, ClinicImage

Context = Mapping[str, Any] | None


class FileMeta(TypedDict):
    """``type`` is ``app_label.ModelName``; ``detail_url`` the address in the API, ``download_url`` that of the file."""

    type: str
    detail_url: str | None
    download_url: str | None


class FocalPoint(TypedDict):
    """The middle of what matters in a picture, as fractions of its width and height from the top left corner."""

    x: float
    y: float


class PlaceholderRepresentation(TypedDict):
    """What to show until a picture has arrived: a BlurHash, and the same as a tiny picture in a ``data:`` address."""

    blur_hash: str
    data_url: str


class RenditionRepresentation(TypedDict):
    """One size of an image; ``width`` and ``height`` in pixels."""

    url: str
    width: int
    height: int


class ImageRepresentation(TypedDict):
    """An image.

    ``alt_text`` is empty where the image is decorative. ``width`` and ``height`` (in pixels), ``mime_type`` and
    ``size`` (in bytes, null where it is not known) are the original's. ``dominant_color`` is ``#rrggbb``, null for
    drawings; ``placeholder`` is null for these and for pictures with transparent parts. ``url`` is what to show where
    ``renditions`` (WebP, narrowest first, never wider than the original) are not used: the widest of them, or the
    original while there are none.
    """

    id: int
    meta: FileMeta
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
    dominant_color: str | None
    placeholder: PlaceholderRepresentation | None
    url: str | None
    renditions: list[RenditionRepresentation]


class DocumentRepresentation(TypedDict):
    """A document; ``size`` in bytes, null where it is not known."""

    id: int
    meta: FileMeta
    title: str
    filename: str
    mime_type: str
    size: int | None


def represent_image(image: ClinicImage, context: Context = None) -> ImageRepresentation:
    renditions = image_renditions(image, context)
    return ImageRepresentation(
        id=image.pk,
        meta=file_meta(image, "images", file_url(image.file, context), context),
        title=image.title,
        alt_text=image.default_alt_text,
        decorative=image.is_decorative,
        caption=image.caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
        mime_type=image.mime_type,
        size=image.file_size,
        focal_point=focal_point(image),
        dominant_color=dominant_color(image),
        placeholder=placeholder(image),
        url=_widest_url(image, renditions, context),
        renditions=renditions,
    )


def represent_document(document: ClinicDocument, context: Context = None) -> DocumentRepresentation:
    return DocumentRepresentation(
        id=document.pk,
        meta=file_meta(document, "documents", document_url(document, context), context),
        title=document.title,
        filename=document.filename,
        mime_type=document.content_type,
        size=document.file_size,
    )


def image_url(image: ClinicImage, context: Context = None) -> str | None:
    """The address to show an image by where its sizes cannot be told apart: the widest rendition, else the original."""
    return _widest_url(image, image_renditions(image, context), context)


def image_renditions(image: ClinicImage, context: Context = None) -> list[RenditionRepresentation]:
    """The sizes of an image that are ready, narrowest first; empty while none has been made."""
    return [
        RenditionRepresentation(
            url=absolute_url(rendition.url, context), width=rendition.width, height=rendition.height
        )
        for rendition in existing_renditions(image)
    ]


def focal_point(image: ClinicImage) -> FocalPoint | None:
    """None where staff have not set one, or where it does not lie within the picture."""
    point = image.get_focal_point()
    if point is None or not (0 <= point.centroid_x <= image.width and 0 <= point.centroid_y <= image.height):
        return None
    return FocalPoint(x=round(point.centroid_x / image.width, 4), y=round(point.centroid_y / image.height, 4))


def dominant_color(image: ClinicImage) -> str | None:
    """The colour that covers most of the picture, as ``#rrggbb``; None where it is not known."""
    return image.dominant_color or None


def placeholder(image: ClinicImage) -> PlaceholderRepresentation | None:
    if not image.blur_hash:
        return None
    url = data_url(image.blur_hash, image.width, image.height)
    return PlaceholderRepresentation(blur_hash=image.blur_hash, data_url=url)


def document_url(document: ClinicDocument, context: Context = None) -> str | None:
    """The address that serves a document; that of the file itself in a project without ``wagtaildocs_urls``."""
    if not document.file:
        return None
    try:
        return absolute_url(document.url, context)
    except NoReverseMatch:
        return file_url(document.file, context)


def file_url(file: FieldFile, context: Context = None) -> str | None:
    """The absolute address of a stored file, which need not be there; None where there is no name of one."""
    return absolute_url(file.url, context) if file else None


def file_meta(obj: Model, endpoint: str, download_url: str | None, context: Context = None) -> FileMeta:
    return FileMeta(
        type=f"{obj._meta.app_label}.{type(obj).__name__}",
        detail_url=_detail_url(endpoint, obj.pk, context),
        download_url=download_url,
    )


def _widest_url(image: ClinicImage, renditions: list[RenditionRepresentation], context: Context) -> str | None:
    return renditions[-1]["url"] if renditions else file_url(image.file, context)


def _detail_url(endpoint: str, pk: Any, context: Context) -> str | None:
    try:
        return absolute_url(reverse(f"clinic_api:{endpoint}:detail", args=[pk]), context)
    except NoReverseMatch:
        return None
