"""Serializer fields of the images endpoint for more than stored columns."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.fields import Field
from typing_extensions import TypedDict, get_type_hints

from .presets import presets, with_presets
from .representations import ImageRepresentation
from .representing import represent_image

_REPRESENTED = "image_representations"


class ImagePartField(Field):
    """Read-only: a member of ``ImageRepresentation``, in all declared presets."""

    def __init__(self, part: str, **kwargs: Any) -> None:
        """:param part: the name of the member, whose type is the field's."""
        self.part = part
        super().__init__(read_only=True, **kwargs)

    @property
    def shape(self) -> Any:
        """The type of the value, for the API description."""
        return get_type_hints(ImageRepresentation, include_extras=True)[self.part]

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, value: Any) -> Any:
        return _represented(value, cast(dict[str, Any], self.context))[self.part]  # type: ignore[literal-required]


class ImageTranslationRepresentation(TypedDict):
    """The texts of an image in a language; empty if they are not translated."""

    locale: str
    alt_text: str
    caption: str


class ImageTranslationsField(ImagePartField):
    """The texts of an image in all languages but the default one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("translations", **kwargs)

    @property
    def shape(self) -> Any:
        return list[ImageTranslationRepresentation]

    def to_representation(self, value: Any) -> list[ImageTranslationRepresentation]:
        return [
            ImageTranslationRepresentation(locale=row.locale.language_code, alt_text=row.alt_text, caption=row.caption)
            for row in sorted(value.translations.all(), key=lambda row: row.locale.language_code)
        ]


def _represented(image: Any, context: dict[str, Any]) -> ImageRepresentation:
    """The whole representation, made once per response."""
    made = context.setdefault(_REPRESENTED, {})
    if id(image) not in made:
        # The image is kept, so that no other one gets its id.
        made[id(image)] = image, represent_image(image, with_presets(context, *presets()))
    return made[id(image)][1]
