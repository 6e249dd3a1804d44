"""Where Wagtail stores our files."""

from __future__ import annotations

from pathlib import Path

from django.core.files.storage import Storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from ..stored_images import storage_of


def storages() -> dict[str, Storage]:
    """The storage of each folder."""
    return {
        "original_images": storage_of(get_image_model()),
        "images": storage_of(get_image_model().get_rendition_model()),
        "documents": storage_of(get_document_model()),
        "avatar_images": UserProfile._meta.get_field("avatar").storage,
        "wagtail_uploads": storage_of(UploadedFile),
    }


def place_of(folder: str, storage: Storage) -> Path | None:
    """The folder on the local disk; None for a bucket."""
    try:
        return Path(storage.path(folder))
    except NotImplementedError:
        return None
