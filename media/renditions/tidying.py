"""Removes the files of pictures that were replaced long ago, or deleted."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import get_rendition_storage

from media.models import ImageVersion
from media.models.image_version import grace_period
from media.renditions.addresses import FOLDER, storage_folder
from media.renditions.originals import version_of
from media.renditions.storing import image_storage, remove_folder


def tidy() -> int:
    """Removes what no address leads to any more, and returns how many versions and folders that were."""
    over = list(ImageVersion.objects.over().select_related("image"))
    for version in over:
        _remove_version(version)
    return len(over) + sum(_tidy_image(image_id) for image_id in _folders(FOLDER))


def remove_image_files(image_id: int, names: Iterable[str]) -> None:
    """Removes all renditions of an image that was deleted, and the files that it had before."""
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
    """Removes folders of versions that nobody knows: those made by other presets, and those of images that are gone."""
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


def _folders(folder: str) -> list[str]:
    try:
        return get_rendition_storage().listdir(folder)[0]
    except FileNotFoundError:
        return []
