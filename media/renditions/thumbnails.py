"""Wagtail's own renditions, such as the admin's thumbnails, while the storage is full or read-only."""

from __future__ import annotations

import logging
from typing import Any

from django.core.cache import cache
from django.db import transaction
from wagtail.images.models import (
    AbstractRendition,
    Filter,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
)

from ..uploads.storing import WholeFieldFile

logger = logging.getLogger(__name__)

_LOGGED_EVERY_S = 60


class RenditionNotStored(SourceImageIOError):  # noqa: N818  (says what is the case)
    """The storage rejected a rendition."""


class RenditionFieldFile(WagtailImageFieldFile, WholeFieldFile):
    """The file of a rendition that leaves nothing behind if it cannot be stored."""

    def not_stored(self, name: str, error: Exception) -> Exception:
        """Logged once a minute rather than for each thumbnail."""
        if cache.add("clinic_media.thumbnail_not_stored", True, _LOGGED_EVERY_S):
            logger.error("Whole images are shown instead of thumbnails: %s could not be stored.", name, exc_info=error)
        return RenditionNotStored(str(error))


class RenditionFileField(WagtailImageField):
    """The model field of a rendition's file. For migrations, and the database, it is Wagtail's own."""

    attr_class = RenditionFieldFile

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, f"{WagtailImageField.__module__}.{WagtailImageField.__qualname__}", args, kwargs


class StandsInForRenditions:
    """A mixin before Wagtail's image model: while renditions cannot be stored, the picture itself is shown in their
    place and size. The replacement is not saved: a rendition is made as soon as there is room.
    """

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        try:
            return super().get_rendition(filter)  # type: ignore[misc]
        except RenditionNotStored:
            return _stand_in(self, filter)

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        try:
            with transaction.atomic():
                return super().get_renditions(*filters)  # type: ignore[misc]
        except RenditionNotStored:
            return {made.filter_spec: made for made in (_stand_in(self, filter) for filter in filters)}


def _stand_in(image: Any, wanted: Filter | str) -> AbstractRendition:
    chosen = image.clean_filter_for_svg(Filter(spec=wanted) if isinstance(wanted, str) else wanted)
    width, height = (int(side) for side in chosen.get_transform(image).size)
    rendition = image.get_rendition_model()(image=image, filter_spec=chosen.spec, width=width, height=height)
    rendition.file.name, rendition.file.storage = image.file.name, image.file.storage
    return rendition
