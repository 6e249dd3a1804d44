"""Earlier versions of an image, kept for the grace period after its file or its focal point is changed: pages in
caches, apps and browsers still use their renditions.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from .originals import HasOriginal, original_of, version_of


class HasVersions(HasOriginal, Protocol):
    """An image with the rows of its earlier versions."""

    versions: Any


def keep_version_before(image: HasVersions) -> bool:
    """Call this in the transaction that saves ``image``, before saving. Returns whether the URLs of its renditions
    change, or are its first.
    """
    before = None if image.pk is None else type(image)._default_manager.filter(pk=image.pk).first()
    if before is None or not before.file:
        return True
    original, version = original_of(before), version_of(image)
    if original.version == version:
        if original.name != image.file.name:  # The same picture under another name.
            _delete_on_commit(image, original.name)
        return False
    _forget_version(image, version)
    facts = {
        "file": original.name,
        "width": original.width,
        "height": original.height,
        "focal_x": original.focal_point and original.focal_point[0],
        "focal_y": original.focal_point and original.focal_point[1],
        "is_transparent": original.is_transparent,
        "is_animated": original.is_animated,
        "superseded_at": timezone.now(),
    }
    image.versions.update_or_create(version=original.version, defaults=facts)
    return True


def _forget_version(image: HasVersions, version: str) -> None:
    """A version that is current again is no longer an earlier one; the file that it had before is not needed."""
    earlier = image.versions.filter(version=version).first()
    if earlier is None:
        return
    earlier.delete()
    if earlier.file != image.file.name and not image.versions.filter(file=earlier.file).exists():
        _delete_on_commit(image, earlier.file)


def _delete_on_commit(image: HasVersions, name: str) -> None:
    storage = image.file.storage
    transaction.on_commit(lambda: storage.delete(name))
