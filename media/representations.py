"""What an API answer shows for an image or a document.

Everything comes from the database: no file is opened and no rendition is made, so a file that is missing from its
storage neither breaks nor delays an answer. Addresses are absolute.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NotRequired

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.urls import NoReverseMatch, reverse
from typing_extensions import TypedDict

from media.addresses import absolute_url
from media.facts import data_url
from media.formats import Address, Color, Sha256
from media.presets import FORMATS, Preset, chosen_presets
from media.renditions.addresses import RenditionName, original_name, url_of, url_template
from media.renditions.geometry import offered_sizes
from media.renditions.originals import Original, focal_point_of, original_of
from media.renditions.storing import image_storage

if TYPE_CHECKING:
    from media.models import ClinicDocument, ClinicImage

Context = Mapping[str, Any] | None


class FileMeta(TypedDict):
    """``type`` is ``app_label.ModelName``; ``detail_url`` the address in the API, ``download_url`` that of the file."""

    type: str
    detail_url: Address | None
    download_url: Address | None


class ImageMeta(FileMeta):
    """``locale`` is the language of ``alt_text`` where it is not that of the page around the image."""

    locale: NotRequired[str]


class FocalPoint(TypedDict):
    """The middle of what matters in a picture, as fractions of its width and height from the top left corner."""

    x: float
    y: float


class PlaceholderRepresentation(TypedDict):
    """What to show until a picture has arrived: a BlurHash, and the same as a tiny picture in a ``data:`` address."""

    blur_hash: str
    data_url: Address


class RenditionRepresentation(TypedDict):
    """One size of an image in one format; ``width`` and ``height`` in pixels."""

    url: Address
    width: int
    height: int


class SourceRepresentation(TypedDict):
    """An image in one format: a MIME type, and all sizes, narrowest first, as a ``srcset`` wants them."""

    type: str
    srcset: list[RenditionRepresentation]


class PresetRepresentation(TypedDict):
    """An image in one of its presets, as a ``picture`` element wants it: a source for each format, the smallest first,
    and what to show in ``img``, the widest in the format that every program shows.
    """

    sources: list[SourceRepresentation]
    fallback: RenditionRepresentation | None


class ImageRepresentation(TypedDict):
    """An image.

    ``alt_text`` is empty where the image is decorative. ``width`` and ``height`` (in pixels), ``mime_type`` and
    ``size`` (in bytes, null where it is not known) are the original's. ``dominant_color`` is ``#rrggbb``, null for
    drawings; ``placeholder`` is null for these and for pictures with transparent parts. ``sources`` and ``fallback``
    show the image in the preset that ``preset`` names, ``presets`` in the others that this place is meant for; none is
    wider than the original. A drawing or an animation has no sources, and is its own fallback. ``url`` is that of the
    fallback. In ``url_template``, ``{preset}``, ``{width}`` and ``{format}`` stand for any of those that are declared.
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
    """A document; ``size`` in bytes and ``sha256`` in hexadecimal digits, null where they are not known."""

    id: int
    meta: FileMeta
    title: str
    filename: str
    mime_type: str
    size: int | None
    sha256: Sha256 | None


def represent_image(image: ClinicImage, context: Context = None) -> ImageRepresentation:
    """The image as the place in ``context`` shows it: in its presets, in the language of its page."""
    original = original_of(image)
    main, *others = chosen_presets(context)
    shown = represent_preset(original, main, context)
    words = image.words_for(context)
    meta = ImageMeta(**file_meta(image, "images", original_url(original, context), context))
    if words.locale:
        meta["locale"] = words.locale
    return ImageRepresentation(
        id=image.pk,
        meta=meta,
        title=image.title,
        alt_text=words.alt_text,
        decorative=image.is_decorative,
        caption=words.caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
        mime_type=image.mime_type,
        size=image.file_size,
        focal_point=focal_point(image),
        dominant_color=dominant_color(image),
        placeholder=placeholder(image),
        url=shown["fallback"] and shown["fallback"]["url"],
        url_template=url_template(original, context) if original.has_renditions else None,
        preset=main.name,
        **shown,
        presets={preset.name: represent_preset(original, preset, context) for preset in others},
    )


def represent_document(document: ClinicDocument, context: Context = None) -> DocumentRepresentation:
    return DocumentRepresentation(
        id=document.pk,
        meta=file_meta(document, "documents", document_url(document, context), context),
        title=document.title,
        filename=document.filename,
        mime_type=document.content_type,
        size=document.file_size,
        sha256=document.known_sha256,
    )


def represent_preset(original: Original, preset: Preset, context: Context = None) -> PresetRepresentation:
    """The sizes and formats in which a preset offers an original."""
    if not original.has_renditions or url_template(original) is None:
        return PresetRepresentation(sources=[], fallback=_as_it_is(original, context))
    sources = [
        SourceRepresentation(type=FORMATS[extension].mime_type, srcset=_srcset(original, preset, extension, context))
        for extension in original.offered_extensions
    ]
    return PresetRepresentation(sources=sources, fallback=sources[-1]["srcset"][-1])


def original_url(original: Original, context: Context = None) -> str | None:
    """Where the uploaded file itself is sent from: an address that changes with it and asks who may see it. In a
    project that has not mounted ``media.urls``, that of the storage.
    """
    if not original.name:
        return None
    return url_of(original, original_name(original), context) or absolute_url(
        image_storage().url(original.name), context
    )


def focal_point(image: ClinicImage) -> FocalPoint | None:
    """None where staff have not set one, or where it does not lie within the picture."""
    point = focal_point_of(image)
    return None if point is None else FocalPoint(x=point[0], y=point[1])


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


def _as_it_is(original: Original, context: Context) -> RenditionRepresentation | None:
    url = original_url(original, context)
    return None if url is None else RenditionRepresentation(url=url, width=original.width, height=original.height)


def _srcset(original: Original, preset: Preset, extension: str, context: Context) -> list[RenditionRepresentation]:
    return [
        RenditionRepresentation(
            url=url_of(original, RenditionName(preset, asked, extension), context) or "", width=width, height=height
        )
        for asked, width, height in offered_sizes(original.size, preset)
    ]


def _detail_url(endpoint: str, pk: Any, context: Context) -> str | None:
    try:
        return absolute_url(reverse(f"clinic_api:{endpoint}:detail", args=[pk]), context)
    except NoReverseMatch:
        return None
