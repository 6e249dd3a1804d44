"""Represents images and documents in responses.

Everything comes from the database: no file is opened and no rendition is made, so a file that is missing in its storage
neither breaks nor delays a response.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.urls import NoReverseMatch, reverse

from .addresses import absolute_url
from .facts import data_url
from .image_words import ImageWords
from .presets import FORMATS, Preset, chosen_presets
from .renditions.addresses import RenditionName, original_name, url_of, url_template
from .renditions.geometry import offered_sizes
from .renditions.originals import HasOriginal, Original, focal_point_of, original_of
from .renditions.storing import image_storage
from .representations import (
    DocumentRepresentation,
    FileMeta,
    FocalPoint,
    ImageMeta,
    ImageRepresentation,
    PlaceholderRepresentation,
    PresetRepresentation,
    RenditionRepresentation,
    SourceRepresentation,
)

Context = Mapping[str, Any] | None


class RepresentedImage(HasOriginal, Protocol):
    """What is read of an image, besides the fields for its original."""

    title: Any
    credit: Any
    is_decorative: Any
    file_size: Any
    dominant_color: Any
    blur_hash: Any

    @property
    def mime_type(self) -> str: ...

    def words_for(self, context: Context) -> ImageWords: ...


class RepresentedDocument(Protocol):
    """What is read of a document."""

    pk: Any
    title: Any
    file: Any
    filename: Any
    url: Any
    file_size: Any

    @property
    def content_type(self) -> str: ...

    @property
    def known_sha256(self) -> str | None: ...


def represent_image(image: RepresentedImage, context: Context = None) -> ImageRepresentation:
    """The image for the place in ``context``: in its presets, in the language of its page."""
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


def represent_document(document: RepresentedDocument, context: Context = None) -> DocumentRepresentation:
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
    """The URL of the uploaded file itself, which changes with it and is served with a permission check. In a project
    that has not mounted :mod:`.urls`, that of the storage.
    """
    if not original.name:
        return None
    return url_of(original, original_name(original), context) or absolute_url(
        image_storage().url(original.name), context
    )


def focal_point(image: RepresentedImage) -> FocalPoint | None:
    """None if staff have not set one, or it is outside of the picture."""
    point = focal_point_of(image)
    return None if point is None else FocalPoint(x=point[0], y=point[1])


def dominant_color(image: RepresentedImage) -> str | None:
    """The colour that covers most of the picture, as ``#rrggbb``; None if unknown."""
    return image.dominant_color or None


def placeholder(image: RepresentedImage) -> PlaceholderRepresentation | None:
    if not image.blur_hash:
        return None
    url = data_url(image.blur_hash, image.width, image.height)
    return PlaceholderRepresentation(blur_hash=image.blur_hash, data_url=url)


def document_url(document: RepresentedDocument, context: Context = None) -> str | None:
    """The URL that serves a document; that of the file itself in a project without ``wagtaildocs_urls``."""
    if not document.file:
        return None
    try:
        return absolute_url(document.url, context)
    except NoReverseMatch:
        return file_url(document.file, context)


def file_url(file: FieldFile, context: Context = None) -> str | None:
    """The absolute URL of a stored file, which need not exist; None without a name."""
    return absolute_url(file.url, context) if file else None


def file_meta(obj: Any, kind: str, download_url: str | None, context: Context = None) -> FileMeta:
    return FileMeta(
        type=f"{obj._meta.app_label}.{type(obj).__name__}",
        detail_url=_detail_url(kind, obj.pk, context),
        download_url=download_url,
    )


def detail_views() -> Mapping[str, str]:
    """The names of the project's views for a single object of ``images`` and of ``documents``, which take the primary
    key (``CLINIC_FILE_DETAIL_VIEWS``); none in a project without an API.
    """
    return getattr(settings, "CLINIC_FILE_DETAIL_VIEWS", None) or {}


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


def _detail_url(kind: str, pk: Any, context: Context) -> str | None:
    view = detail_views().get(kind)
    try:
        return absolute_url(reverse(view, args=[pk]), context) if view else None
    except NoReverseMatch:
        return None
