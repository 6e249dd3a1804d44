"""Images on pages and snippets: in the presets for their place, with texts in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from wagtail.images import get_image_model

from api.represent.fields import RepresentationField, RepresentationListField
from api.represent.references import get_references
from api.represent.representations import represent_key
from media.presets import with_presets
from media.representations import ImageRepresentation


def represent_image(
    pk: Any, context: Mapping[str, Any] | None, *presets: str, page: Model | None = None
) -> ImageRepresentation | None:
    """The image with this primary key, represented once per response; None if it is not public.

    :param presets: the main one first.
    :param page: what shows the image, which decides the language of its texts; by default the page in ``context``.
    """
    if pk is None:
        return None
    within = with_presets(context, *presets)
    if page is not None:
        within["page"] = page
    language = getattr(within.get("page"), "locale_id", None)
    return get_references(context).once(
        ("image", pk, presets, language), lambda: represent_key(get_image_model(), pk, within)
    )


class ImageField(RepresentationField):
    """A foreign key to an image.

    >>> api_fields = [APIField("hero_image", serializer=ImageField("hero", "card"))]
    """

    def __init__(self, *presets: str, **kwargs: Any) -> None:
        self.presets = presets
        super().__init__(**kwargs)

    def get_attribute(self, instance: Model) -> Model:
        return instance

    def to_representation(self, instance: Model) -> ImageRepresentation | None:
        pk = getattr(instance, f"{self.source}_id")
        return represent_image(pk, self.context, *self.presets, page=instance)


class ImageListField(RepresentationListField):
    """Rows of an object that point to images with a foreign key ``image``."""

    def __init__(self, *presets: str, **kwargs: Any) -> None:
        self.presets = presets
        super().__init__(through="image", **kwargs)

    def get_attribute(self, instance: Model) -> Model:
        return instance

    def to_representation(self, instance: Model) -> list[ImageRepresentation]:
        rows = super().get_attribute(instance).all()
        found = (represent_image(row.image_id, self.context, *self.presets, page=instance) for row in rows)
        return [image for image in found if image is not None]
