"""The pictures of users, which Wagtail keeps as they come, with where they were taken, whatever their size."""

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
        """:raises UploadRefused: for what is not a picture that may be kept, and for a drawing."""
        upload = super().to_python(data)
        if upload is not None and upload.content_type == MIME_TYPE:
            raise UploadRefused(refusal.IS_SVG)
        return upload


class AvatarForm(AvatarPreferencesForm):
    """Cleans the picture as every other one is cleaned, before Wagtail makes it smaller."""

    avatar = AvatarField(label=_("Upload a profile picture"), required=False)

    def clean_avatar(self) -> Any:
        with DECODING:
            return super().clean_avatar()
