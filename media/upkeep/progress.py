"""How many of the images have all their renditions, and which lack some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.images import get_image_model

from ..models import ClinicImage, ImageVersion
from ..renditions.originals import original_of
from ..renditions.storing import image_storage, missing_names, offered_names

BATCH = 200


@dataclass
class Status:
    """Counts of images (``without_renditions`` are SVGs and animations), of their renditions, and of what is kept of
    replaced pictures.
    """

    images: int = 0
    complete: int = 0
    without_renditions: int = 0
    offered: int = 0
    missing: int = 0
    earlier_versions: int = 0
    lost_files: list[str] = field(default_factory=list)


def images() -> Iterator[ClinicImage]:
    """All images, in batches."""
    yield from get_image_model()._default_manager.order_by("pk").iterator(BATCH)


def count() -> int:
    return get_image_model()._default_manager.count()


def look_at(image: ClinicImage, status: Status) -> None:
    """Add an image to the counts."""
    original = original_of(image)
    offered = offered_names(original)
    missing = missing_names(original)
    status.images += 1
    status.offered += len(offered)
    status.missing += len(missing)
    status.complete += bool(offered) and not missing
    status.without_renditions += not offered
    if not original.name or not image_storage().exists(original.name):
        status.lost_files.append(f"{image.pk}: {original.name}")


def earlier_versions() -> int:
    return ImageVersion.objects.count()
