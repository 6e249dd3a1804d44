"""Stored renditions: each is made once.

The storage is that of Wagtail's own renditions (``WAGTAILIMAGES_RENDITION_STORAGE``, else the default).
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from filelock import FileLock, Timeout
from wagtail.images import get_image_model
from wagtail.images.models import get_rendition_storage

from ..decoding import DECODING
from ..presets import presets
from .addresses import RenditionName, storage_folder, storage_name
from .encoding import encode
from .geometry import offered_widths
from .originals import Original

logger = logging.getLogger(__name__)

#: Seconds that a request waits for a rendition that another process is making.
PATIENCE_S = 20
#: Lock files for the processes of one machine. Two renditions that share one by chance wait in turn.
_LOCKS = 256
_LOGGED_EVERY_S = 60


class RenditionIsBusy(Exception):  # noqa: N818  (says what is the case)
    """Another process has been making this rendition for too long."""


def open_rendition(original: Original, name: RenditionName) -> File | None:
    """The stored file; None if it does not exist."""
    storage, path = get_rendition_storage(), storage_name(original, name)
    return storage.open(path) if storage.exists(path) else None


def open_or_make(original: Original, name: RenditionName) -> tuple[File, bool]:
    """The file of a rendition, made now if necessary, and whether it is stored: if the storage is full, the file can
    still be sent. On one machine, concurrent requests wait for the first to make it.

    :raises RenditionIsBusy: if that takes too long.
    :raises OSError: if the original does not exist, or cannot be read.
    """
    if (found := open_rendition(original, name)) is not None:
        return found, True
    with _alone(storage_name(original, name)):
        if (found := open_rendition(original, name)) is not None:
            return found, True
        ((_, data, is_stored),) = _make(original, [name], _store_if_possible)
    return ContentFile(data, str(name)), is_stored


def open_original(original: Original) -> File:
    """:raises FileNotFoundError: if it does not exist."""
    return image_storage().open(original.name)


def image_storage() -> Storage:
    """The storage of uploaded images."""
    return get_image_model()._meta.get_field("file").storage


def offered_names(original: Original) -> list[RenditionName]:
    """The renditions that responses offer of an original: every preset, width and format that makes a difference."""
    if not original.has_renditions:
        return []
    return [
        RenditionName(preset, width, extension)
        for preset in presets().values()
        for width in offered_widths(original.size, preset)
        for extension in original.offered_extensions
    ]


def missing_names(original: Original) -> list[RenditionName]:
    """The offered renditions that do not exist, from one listing of the storage."""
    storage = get_rendition_storage()
    try:
        _, files = storage.listdir(storage_folder(original.image_id, original.version))
    except FileNotFoundError:
        files = []
    there = set(files)
    return [name for name in offered_names(original) if str(name) not in there]


def make_missing(original: Original) -> int:
    """Make the missing renditions, and return how many. The file is decoded once.

    :raises OSError: if the original does not exist, or cannot be read, or a rendition cannot be stored.
    """
    missing = missing_names(original)
    return sum(1 for _ in _make(original, missing, _store)) if missing else 0


def remove_folder(image_id: int | str, version: str = "") -> None:
    """Remove the renditions of one version of an image, or of all."""
    storage = get_rendition_storage()
    folder = storage_folder(image_id, version)
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        storage.delete(f"{folder}/{name}")
    for name in folders:
        remove_folder(image_id, name)
    storage.delete(folder)


def _make(
    original: Original, names: Iterable[RenditionName], store: Callable[[Storage, str, bytes], bool]
) -> Iterator[tuple[RenditionName, bytes, bool]]:
    """Make and store renditions, one after the other; yield each with whether it was stored."""
    storage = get_rendition_storage()
    with DECODING, open_original(original) as file:
        for made, data in encode(file, original.focal_point, names):
            name = RenditionName(*made)
            path = storage_name(original, name)
            is_stored = storage.exists(path) or store(storage, path, data)
            logger.debug("Made %s.", path)
            yield name, data, is_stored


def _store_if_possible(storage: Storage, path: str, data: bytes) -> bool:
    """Whether the file was stored. A full disk is logged once a minute rather than for each request."""
    try:
        return _store(storage, path, data)
    except Exception:
        if cache.add("clinic_media.rendition_not_stored", True, _LOGGED_EVERY_S):
            logger.exception("Renditions are made again for each request: %s could not be stored.", path)
        return False


def _store(storage: Storage, path: str, data: bytes) -> bool:
    """Store a file atomically: nobody, a web server included, may send half of it, which browsers would cache
    forever.
    """
    try:
        place = Path(storage.path(path))
    except NotImplementedError:  # A remote storage only shows complete files.
        storage.save(path, ContentFile(data))
        return True
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(data)
            file.close()
            unfinished.chmod(getattr(storage, "file_permissions_mode", None) or 0o644)
            unfinished.replace(place)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    return True


@contextmanager
def _alone(path: str) -> Iterator[None]:
    lock = FileLock(_lock_folder() / f"{crc32(path.encode()) % _LOCKS}.lock", timeout=PATIENCE_S)
    try:
        with lock:
            yield
    except Timeout as timeout:
        raise RenditionIsBusy(path) from timeout


def _lock_folder() -> Path:
    """A folder that no other user of this machine can write to.

    :raises PermissionError: if another user has created it.
    """
    folder = Path(tempfile.gettempdir()) / f"clinic-media-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.lstat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to another user of this machine.")
    return folder
