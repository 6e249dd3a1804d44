"""Files from before uploads were cleaned, which still contain metadata about places and cameras."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from ..models import ClinicImage
from ..renditions.storing import image_storage


def is_earlier(image: ClinicImage) -> bool:
    """Whether the file of an image has not been analyzed yet, as all uploads are."""
    return bool(image.file) and image.is_animated is None and not image.is_svg()


def clean_earlier_file(image: ClinicImage) -> None:
    """Clean the file as if it were uploaded now, and remove the previous one. Its former URLs lead to the clean one for
    the grace period.

    :raises UploadRefused: for a file that would be rejected today; it is unchanged.
    :raises OSError: if the file does not exist.
    """
    name = image.file.name
    with image.open_file() as file:
        data = file.read()
    with transaction.atomic():
        image.file = ContentFile(data, PurePath(name).name)
        image.save()
        # A replaced picture is kept for the grace period; not here, because of its metadata.
        clean = {"file": image.file.name, "width": image.width, "height": image.height}
        facts = {"is_transparent": image.is_transparent, "is_animated": image.is_animated}
        image.versions.filter(file=name).update(**clean, **facts)
        if image.file.name != name:
            transaction.on_commit(lambda: image_storage().delete(name))
