"""What an image was before its file or its focal point changed stays there for a while: pages that caches, apps and
browsers keep name its renditions still.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from media.renditions.originals import original_of, version_of

if TYPE_CHECKING:
    from media.models import ClinicImage


def keep_version_before(image: ClinicImage) -> bool:
    """To be called in the transaction that saves ``image``, before it does. Returns whether the addresses of its
    renditions change, or are its first.
    """
    before = None if image.pk is None else type(image)._default_manager.filter(pk=image.pk).first()
    if before is None or not before.file:
        return True
    original, version = original_of(before), version_of(image)
    if original.version == version:
        if original.name != image.file.name:  # The same picture under another name.
            storage = image.file.storage
            transaction.on_commit(lambda: storage.delete(original.name))
        return False
    image.versions.filter(version=version).delete()
    image.versions.create(
        version=original.version,
        file=original.name,
        width=original.width,
        height=original.height,
        focal_x=original.focal_point and original.focal_point[0],
        focal_y=original.focal_point and original.focal_point[1],
        is_transparent=original.is_transparent,
        is_animated=original.is_animated,
    )
    return True
