"""Files that a script has put into the storage itself, and named in the row of an image."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile

from .fields import CleanImageFieldFile, cleaned
from .refusal import UploadRefused


def clean_named_file(file: CleanImageFieldFile) -> bool:
    """Has ``file`` name a cleaned copy where the stored file is not clean, and returns whether it names a clean one.

    What would not be taken today, and what is not there, stays as it is: ``manage.py renditions warm`` names it.
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
