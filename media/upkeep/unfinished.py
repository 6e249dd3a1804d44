"""Files that a multi-upload keeps aside until their texts are entered, and that were abandoned."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.storage import Storage
from django.utils import timezone
from wagtail.models import UploadedFile

KEPT_FOR = timedelta(days=1)


def remove_unfinished() -> int:
    """Remove files that were kept aside more than a day ago, also those of interrupted requests; return how many."""
    field = UploadedFile._meta.get_field("file")
    limit = timezone.now() - KEPT_FOR
    old = [upload for upload in UploadedFile.objects.iterator() if _is_older(field.storage, upload.file.name, limit)]
    for upload in old:
        # The row first: whoever completes the upload concurrently finds both, or neither.
        UploadedFile.objects.filter(pk=upload.pk).delete()
    names = {upload.file.name for upload in old} | _names_without_row(field.storage, field.upload_to, limit)
    for name in names:
        field.storage.delete(name)
    return len(names)


def _names_without_row(storage: Storage, folder: str, limit: datetime) -> set[str]:
    try:
        names = {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    except FileNotFoundError:
        return set()
    known = set(UploadedFile.objects.filter(file__in=names).values_list("file", flat=True))
    return {name for name in names - known if _is_older(storage, name, limit)}


def _is_older(storage: Storage, name: str, limit: datetime) -> bool:
    """A missing file counts as old."""
    return not storage.exists(name) or storage.get_modified_time(name) < limit
