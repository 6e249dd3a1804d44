from __future__ import annotations

from typing import Any

from wagtail.images.forms import BaseImageForm

from media.uploads.fields import CleanImageFormField


class ImageForm(BaseImageForm):
    """The form of all of Wagtail's image editors and choosers (``WAGTAILIMAGES_IMAGE_FORM_BASE``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = CleanImageFormField(label=field.label, required=field.required, widget=field.widget)
