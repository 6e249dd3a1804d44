"""Users' profile pictures, which Wagtail stores with all metadata, such as the location, and in any size."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm

from .decoding import DECODING
from .uploads import refusal
from .uploads.drawings import MIME_TYPE
from .uploads.fields import CleanImageFormField
from .uploads.refusal import UploadRefused


class AvatarField(CleanImageFormField):
    def to_python(self, data: Any) -> Any:
        """:raises UploadRefused: for anything but an acceptable picture, and for an SVG."""
        upload = super().to_python(data)
        if upload is not None and upload.content_type == MIME_TYPE:
            raise UploadRefused(refusal.IS_SVG)
        return upload


class AvatarForm(AvatarPreferencesForm):
    """Cleans the picture like every other one, before Wagtail resizes it."""

    avatar = AvatarField(label=_("Upload a profile picture"), required=False)

    def clean_avatar(self) -> Any:
        with DECODING:
            return super().clean_avatar()
