"""The source of renditions: the file of an image, the current one or a replaced one."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, Protocol

from ..presets import recipe

#: Extensions of formats that may have several frames.
MOVING = frozenset(["avif", "gif", "webp"])
DRAWING = "svg"


class HasOriginal(Protocol):
    """What is needed of an image: Wagtail's own fields, and two properties of its file."""

    pk: Any
    file: Any
    file_hash: Any
    width: Any
    height: Any
    is_transparent: Any
    is_animated: Any

    def get_focal_point(self) -> Any: ...


@dataclass(frozen=True)
class Original:
    """A file, and everything that its renditions depend on.

    :param name: of the file in the storage of images.
    :param width, height: in pixels.
    :param focal_point: as fractions of width and height from the top left corner; None for the centre.
    :param is_transparent, is_animated: None if not analyzed.
    :param version: sixteen hexadecimal digits in the URLs of renditions.
    :param is_current: whether the image still has this file and this focal point.
    """

    image_id: int
    name: str
    width: int
    height: int
    focal_point: tuple[float, float] | None
    is_transparent: bool | None
    is_animated: bool | None
    version: str
    is_current: bool = True

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def extension(self) -> str:
        """Without its dot, in lower case."""
        return PurePath(self.name).suffix.lower().removeprefix(".")

    @property
    def has_renditions(self) -> bool:
        """Whether it is offered in several sizes: not an SVG, which is sharp in all of them, and not an animation, of
        which a rendition would only show the first frame. Formats that may be animated count as such until they are
        analyzed.
        """
        if not self.name or self.extension == DRAWING:
            return False
        return self.extension not in MOVING if self.is_animated is None else not self.is_animated

    @property
    def offered_extensions(self) -> tuple[str, ...]:
        """The formats in responses, the smallest first. The last is the most compatible one: ``jpg``, or ``png`` if
        there are, or may be, transparent parts.
        """
        is_opaque = self.extension in ("jpg", "jpeg") if self.is_transparent is None else not self.is_transparent
        return ("avif", "webp", "jpg" if is_opaque else "png")


def original_of(image: HasOriginal) -> Original:
    """The current original of an image."""
    return Original(
        image_id=image.pk,
        name=image.file.name or "",
        width=int(image.width or 0),
        height=int(image.height or 0),
        focal_point=focal_point_of(image),
        is_transparent=image.is_transparent,
        is_animated=image.is_animated,
        version=version_of(image),
    )


def version_of(image: HasOriginal) -> str:
    """A hash of the image's file, its focal point, the presets and the encoders, and of nothing else."""
    content = image.file_hash or image.file.name
    # An SVG that was not saved yet may have fractional sizes.
    facts = f"{content}|{int(image.width or 0)}x{int(image.height or 0)}|{focal_point_of(image)}|{recipe()}"
    return blake2b(facts.encode(), digest_size=8).hexdigest()


def focal_point_of(image: HasOriginal) -> tuple[float, float] | None:
    """As fractions of width and height from the top left corner; None if staff have not set one, or it is outside of
    the picture.
    """
    point = image.get_focal_point()
    if point is None or not (0 <= point.centroid_x <= image.width and 0 <= point.centroid_y <= image.height):
        return None
    return round(point.centroid_x / image.width, 4), round(point.centroid_y / image.height, 4)
