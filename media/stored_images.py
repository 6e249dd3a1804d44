"""The owners of files in the storage of images."""

from __future__ import annotations

from typing import NamedTuple

from django.core.files.storage import Storage
from django.db.models import Model
from wagtail.images import get_image_model

from .models import ClinicImage, ImageVersion


class StoredImage(NamedTuple):
    """The image that a file belongs to, and the storage that has the file."""

    image: ClinicImage
    storage: Storage


def stored_image(name: str) -> StoredImage | None:
    """The image whose file ``name`` is, or was within the grace period, or of which Wagtail made it as a rendition.
    None if there is no such image: a file without an owner is not served.
    """
    images = get_image_model()
    renditions = images.get_rendition_model()
    earlier = ImageVersion.objects.in_grace()
    for model, image_ids in (
        (renditions, renditions._default_manager.filter(file=name).values("image_id")),
        (images, images._default_manager.filter(file=name).values("pk")),
        (images, earlier.filter(file=name).values("image_id")),
    ):
        found = images._default_manager.select_related("collection").filter(pk__in=image_ids[:1]).first()
        if found is not None:
            return StoredImage(found, storage_of(model))
    return None


def storage_of(model: type[Model]) -> Storage:
    """The storage of the files of images, renditions or documents."""
    return model._meta.get_field("file").storage
