"""Removes the files of deleted pictures, and of those replaced before the grace period."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from django.core.files.storage import Storage
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import get_rendition_storage

from ..grace import grace_period
from ..models import DocumentName, ImageVersion
from ..renditions.addresses import FOLDER, storage_folder
from ..renditions.originals import version_of
from ..renditions.storing import image_storage, remove_folder
from ..uploads.names import DOCUMENTS, IMAGES, RENDITIONS


def tidy() -> int:
    """Remove what no URL leads to any longer; return the number of versions, names and folders removed."""
    over = list(ImageVersion.objects.over().select_related("image"))
    for version in over:
        _remove_version(version)
    names, _ = DocumentName.objects.over().delete()
    emptied = sum(_remove_empty_folders(storage, folder) for storage, folder in _folders_of_uploads())
    return len(over) + names + emptied + sum(_tidy_image(image_id) for image_id in _folders(FOLDER))


def remove_image_files(image_id: int, names: Iterable[str]) -> None:
    """Remove all renditions of a deleted image, and its former files."""
    for name in names:
        image_storage().delete(name)
    remove_folder(image_id)


def _remove_version(version: ImageVersion) -> None:
    others = ImageVersion.objects.filter(image=version.image_id, file=version.file).exclude(pk=version.pk)
    version.delete()
    remove_folder(version.image_id, version.version)
    if version.image.file.name != version.file and not others.exists():
        image_storage().delete(version.file)


def _tidy_image(image_id: str) -> int:
    """Remove folders of unknown versions: those made by other presets, and those of deleted images."""
    image = get_image_model()._default_manager.filter(pk=image_id).first() if image_id.isdigit() else None
    known = {version_of(image), *image.versions.values_list("version", flat=True)} if image is not None else set()
    unknown = [name for name in _folders(storage_folder(image_id)) if name not in known]
    old = [name for name in unknown if _is_old(storage_folder(image_id, name))]
    for name in old:
        remove_folder(image_id, name)
    return len(old)


def _is_old(folder: str) -> bool:
    storage = get_rendition_storage()
    _, files = storage.listdir(folder)
    limit = timezone.now() - grace_period()
    return all(storage.get_modified_time(f"{folder}/{name}") < limit for name in files)


def _folders_of_uploads() -> list[tuple[Storage, str]]:
    documents = get_document_model()._meta.get_field("file").storage
    return [(image_storage(), IMAGES), (get_rendition_storage(), RENDITIONS), (documents, DOCUMENTS)]


def _remove_empty_folders(storage: Storage, folder: str) -> int:
    """Remove the folders that deleted uploads leave behind; return how many. A folder of the last hour may belong to an
    upload in progress. Buckets have no folders.
    """
    try:
        place = Path(storage.path(folder))
    except NotImplementedError:
        return 0
    limit = time.time() - 3600
    found = (
        [path for path in place.iterdir() if path.is_dir() and path.stat().st_mtime < limit] if place.is_dir() else []
    )
    return sum(_remove_if_empty(path) for path in found)


def _remove_if_empty(path: Path) -> bool:
    try:
        path.rmdir()
    except OSError:
        return False
    return True


def _folders(folder: str) -> list[str]:
    try:
        return get_rendition_storage().listdir(folder)[0]
    except FileNotFoundError:
        return []
