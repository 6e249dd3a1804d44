"""Files that a script has stored itself and set in the row of an image."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile

from .fields import CleanImageFieldFile, cleaned
from .refusal import UploadRefused


def clean_named_file(file: CleanImageFieldFile) -> bool:
    """Make ``file`` name a cleaned copy if the stored file is not clean; return whether it names a clean one.

    A file that would be rejected today, or does not exist, is unchanged: ``manage.py renditions warm`` lists it.
    """
    try:
        with file.storage.open(str(file.name)) as stored:
            data = stored.read()
        picture = cleaned(data)
    except (OSError, UploadRefused):
        return False
    if picture.data != data:
        name = PurePath(str(file.name)).name
        file.save(name, ContentFile(picture.data, name), save=False)
    return True
