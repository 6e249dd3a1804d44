"""What renditions are made of: the file of an image, as it is now or as it was before somebody replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, Protocol

from ..presets import recipe

#: Extensions of the formats that can hold several frames.
MOVING = frozenset(["avif", "gif", "webp"])
DRAWING = "svg"


class HasOriginal(Protocol):
    """What has to be known of an image: Wagtail's own fields, and two facts of its file."""

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
    """A file, and what decides on the renditions of it.

    :param name: of the file in the storage of images.
    :param width, height: in pixels.
    :param focal_point: as fractions of width and height from the top left corner; None for the middle.
    :param is_transparent, is_animated: None where nobody has looked.
    :param version: sixteen hexadecimal digits that stand in the addresses of renditions.
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
        """Without its dot, in small letters."""
        return PurePath(self.name).suffix.lower().removeprefix(".")

    @property
    def has_renditions(self) -> bool:
        """Whether it is offered in several sizes: not a drawing, which is sharp in all of them, and not an animation,
        of which a rendition would show the first frame only. What may move counts as moving until somebody has looked.
        """
        if not self.name or self.extension == DRAWING:
            return False
        return self.extension not in MOVING if self.is_animated is None else not self.is_animated

    @property
    def offered_extensions(self) -> tuple[str, ...]:
        """The formats that answers name, the smallest first. The last is for programs that know no newer one: ``jpg``,
        or ``png`` where there are, or may be, transparent parts.
        """
        is_opaque = self.extension in ("jpg", "jpeg") if self.is_transparent is None else not self.is_transparent
        return ("avif", "webp", "jpg" if is_opaque else "png")


def original_of(image: HasOriginal) -> Original:
    """The original of an image as it is now."""
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
    """What changes with the image's file, its focal point, the presets and the encoders, and with nothing else."""
    content = image.file_hash or image.file.name
    # A drawing that was not saved yet may have sizes with fractions.
    facts = f"{content}|{int(image.width or 0)}x{int(image.height or 0)}|{focal_point_of(image)}|{recipe()}"
    return blake2b(facts.encode(), digest_size=8).hexdigest()


def focal_point_of(image: HasOriginal) -> tuple[float, float] | None:
    """As fractions of width and height from the top left corner; None where staff have not set one, or where it does
    not lie within the picture.
    """
    point = image.get_focal_point()
    if point is None or not (0 <= point.centroid_x <= image.width and 0 <= point.centroid_y <= image.height):
        return None
    return round(point.centroid_x / image.width, 4), round(point.centroid_y / image.height, 4)
