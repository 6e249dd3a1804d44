"""Files that were in the storage before uploads were cleaned, which tell of places and cameras still."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from ..models import ClinicImage
from ..renditions.storing import image_storage


def is_earlier(image: ClinicImage) -> bool:
    """Whether nobody has looked at the file of an image yet, as is done with all that are uploaded."""
    return bool(image.file) and image.is_animated is None and not image.is_svg()


def clean_earlier_file(image: ClinicImage) -> None:
    """Has the file cleaned as if it were uploaded now, and removes the one that was there. The addresses that it had
    lead to the clean one for a while.

    :raises UploadRefused: for what would not be taken today; it stays as it is.
    :raises OSError: when the file is not there.
    """
    name = image.file.name
    with image.open_file() as file:
        data = file.read()
    with transaction.atomic():
        image.file = ContentFile(data, PurePath(name).name)
        image.save()
        # Kept for a while where somebody replaces a picture; not here, for the sake of what it tells.
        clean = {"file": image.file.name, "width": image.width, "height": image.height}
        facts = {"is_transparent": image.is_transparent, "is_animated": image.is_animated}
        image.versions.filter(file=name).update(**clean, **facts)
        if image.file.name != name:
            transaction.on_commit(lambda: image_storage().delete(name))
