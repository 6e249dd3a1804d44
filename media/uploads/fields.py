"""Cleans every image that is stored: from a form, from the multi-upload, from a script or an importer."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import Any

import willow
from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.forms.fields import FileField
from wagtail.images.fields import WagtailImageField as WagtailFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from . import refusal
from .cleaning import CleanPicture, clean_picture
from .inspection import check_size
from .refusal import UploadRefused
from .storing import WholeFieldFile

#: For how long a file is known to be clean, in seconds: the multi-upload keeps files aside until they are described.
_REMEMBERED = 24 * 3600


class CleanImageFieldFile(WagtailImageFieldFile, WholeFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store the picture in ``content``, cleaned, under a name with the extension of its format.

        :raises UploadRefused: for anything but an acceptable picture. Nothing is stored then.
        :raises FileNotStored: if the storage rejects it.
        """
        content.seek(0)
        picture = cleaned(content.read())
        name = renamed(name, picture.extension)
        super().save(name, ContentFile(picture.data, name), save)

    def get_image_dimensions(self) -> tuple[float | None, float | None]:
        """In pixels; unknown for a new file that cannot be read: :meth:`save` reports the error."""
        try:
            return super().get_image_dimensions()
        except Exception:
            if self._committed:
                raise
            return None, None


class CleanImageField(WagtailImageField):
    """The model field of an image's file."""

    attr_class = CleanImageFieldFile


class CleanImageFormField(WagtailFormField):
    """The form field of an image's file.

    The uploaded file itself is overwritten with the clean one: Wagtail keeps it aside if a form is incomplete.
    """

    def to_python(self, data: Any) -> Any:
        """:raises UploadRefused: for anything but an acceptable picture."""
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        check_size(upload.size)
        upload.seek(0)
        picture = cleaned(upload.read())
        upload.seek(0)
        upload.truncate()
        upload.write(picture.data)
        upload.flush()
        upload.seek(0)
        upload.name = renamed(str(upload.name), picture.extension)
        upload.size, upload.content_type = len(picture.data), picture.mime_type
        try:
            upload.image = willow.Image.open(BytesIO(picture.data))
        except OSError as error:  # Willow and Pillow do not support exactly the same files.
            raise UploadRefused(refusal.BROKEN) from error
        return upload


def cleaned(data: bytes) -> CleanPicture:
    """The picture as it is stored. A file that was cleaned recently and comes back unchanged is not re-encoded.

    :raises UploadRefused: for anything but an acceptable picture.
    """
    if (known := cache.get(_key(data))) is not None:
        return CleanPicture(data, *known)
    picture = clean_picture(data)
    cache.set(_key(picture.data), (picture.extension, picture.mime_type), _REMEMBERED)
    return picture


def renamed(name: str, extension: str) -> str:
    """The name of a file with the extension of its content: ``ward.jpg`` for a JPEG that was named ``ward.png``."""
    return str(PurePath(name).with_suffix(f".{extension}"))


def _key(data: bytes) -> str:
    return f"clinic_media.clean.{sha256(data).hexdigest()}"
