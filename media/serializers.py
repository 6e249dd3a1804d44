"""Serializer fields for what an image endpoint shows beyond stored columns; each takes the whole image."""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field
from wagtail.images.models import AbstractImage

from media.representations import (
    FocalPoint,
    PlaceholderRepresentation,
    RenditionRepresentation,
    dominant_color,
    focal_point,
    image_renditions,
    image_url,
    placeholder,
)


class ImagePartField(Field):
    """Read-only, made from the image itself."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def get_attribute(self, instance: AbstractImage) -> AbstractImage:
        return instance


class FocalPointField(ImagePartField):
    def to_representation(self, value: AbstractImage) -> FocalPoint | None:
        return focal_point(value)


class DominantColorField(ImagePartField):
    def to_representation(self, value: AbstractImage) -> str | None:
        return dominant_color(value)


class PlaceholderField(ImagePartField):
    def to_representation(self, value: AbstractImage) -> PlaceholderRepresentation | None:
        return placeholder(value)


class ImageUrlField(ImagePartField):
    def to_representation(self, value: AbstractImage) -> str | None:
        return image_url(value, self.context)


class ImageRenditionsField(ImagePartField):
    def to_representation(self, value: AbstractImage) -> list[RenditionRepresentation]:
        return image_renditions(value, self.context)
