from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import BooleanField, CharField, IntegerField
from wagtail.api import APIField
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.search import index

from media import alternative_text
from media.facts import find_facts
from media.mime_types import mime_type
from media.representations import ImageRepresentation, represent_image
from media.serializers import (
    DominantColorField,
    FocalPointField,
    ImageRenditionsField,
    ImageUrlField,
    PlaceholderField,
)
from media.uploads.fields import CleanImageField

logger = logging.getLogger(__name__)


class ClinicImage(AbstractImage):
    """An image that says in words what it shows, or that it is there for looks only.

    Alternative text lives in ``alt_text``; Wagtail's own ``description`` is not used. The flag is named
    ``is_decorative`` because Wagtail keeps an attribute ``decorative`` on every image object for the place where the
    image is used: it resets that attribute whenever an image is loaded, and its ImageBlock writes to it.
    """

    file = CleanImageField(
        _("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    alt_text = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_(
            "Says what the picture shows to people who cannot see it, in one sentence, as you would on the telephone: "
            "“Two counsellors listen to a young man in a bright room.” Leave out “image of”, and names of files. "
            "Words that can be read in the picture belong here. Empty only for decorative images."
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "Tick this when the picture adds nothing to the words beside it. Screen readers then skip it, and the "
            "alternative text is not used."
        ),
    )
    caption = models.CharField(
        _("caption"),
        max_length=255,
        blank=True,
        help_text=_("Shown below the picture, where a page does not give a caption of its own."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture and who allowed its use, as it is to be shown: “Photo: Ana Ruiz”."),
    )

    dominant_color = models.CharField(_("dominant colour"), max_length=7, blank=True, editable=False)
    blur_hash = models.CharField(_("blur"), max_length=64, blank=True, editable=False)
    # None: nobody has looked at the file.
    is_animated = models.BooleanField(_("animated"), null=True, editable=False)
    is_transparent = models.BooleanField(_("transparent"), null=True, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "is_decorative",
        "caption",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("alt_text", boost=5),
        index.AutocompleteField("alt_text"),
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.FilterField("is_decorative"),
    ]

    api_fields = [
        APIField("alt_text", serializer=CharField(source="default_alt_text", read_only=True)),
        APIField("decorative", serializer=BooleanField(source="is_decorative", read_only=True)),
        APIField("caption"),
        APIField("credit"),
        APIField("mime_type", serializer=CharField(read_only=True)),
        APIField("size", serializer=IntegerField(source="file_size", read_only=True)),
        APIField("dominant_color", serializer=DominantColorField()),
        APIField("placeholder", serializer=PlaceholderField()),
        APIField("focal_point", serializer=FocalPointField()),
        APIField("url", serializer=ImageUrlField()),
        APIField("renditions", serializer=ImageRenditionsField()),
    ]
    api_prefetch_related = ["renditions"]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            # Wagtail's multi-upload obeys this: it keeps the file aside and asks for the missing words before it
            # makes the image (wagtail.admin.views.generic.multiple_upload).
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(alt_text=""),
                name="clinic_media_image_alt_text_or_decorative",
                violation_error_message=alternative_text.MISSING,
            )
        ]

    def clean(self) -> None:
        """:raises ValidationError: on ``alt_text``, when the picture is neither described nor decorative."""
        super().clean()
        self.alt_text = self.alt_text.strip()
        if not self.is_decorative and (fault := alternative_text.find_fault(self.alt_text, self.filename)):
            raise ValidationError({"alt_text": fault})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the image; with a new file, also its size and hash, and no renditions of the old one.

        :raises UploadRefused: for a new file that is not a picture that may be kept.
        """
        if not self.file or self.file._committed:
            super().save(*args, **kwargs)
            return
        # Before the row, whose width and height are those of the file as it is kept.
        self.file.save(self.file.name, self.file.file, save=False)
        try:
            self._set_image_file_metadata()
            with transaction.atomic():
                super().save(*args, **kwargs)
                self.renditions.all().delete()
        except Exception:
            self.file.storage.delete(self.file.name)
            raise

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        self.set_facts()

    def set_facts(self) -> None:
        """Looks at the file for its colour, its blur, and whether it moves or has transparent parts. All of them stay
        unknown for a drawing and for what cannot be read.
        """
        self.dominant_color, self.blur_hash, self.is_animated, self.is_transparent = "", "", None, None
        if self.is_svg():
            return
        try:
            with self.open_file() as file:
                facts = find_facts(file)
        except Exception:  # A picture of which little is known is still a picture.
            logger.warning("Nothing could be found out about the file %s.", self.file.name, exc_info=True)
            return
        for name, value in facts._asdict().items():
            setattr(self, name, value)

    @property
    def default_alt_text(self) -> str:
        """The alternative text where the place of use gives none: empty for decorative images, never the title."""
        return "" if self.is_decorative else self.alt_text

    @property
    def mime_type(self) -> str:
        """The type of the original file, told from its extension, such as ``image/jpeg``."""
        return mime_type(self.filename)

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> ImageRepresentation:
        return represent_image(self, context)


class ClinicRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="clinic_media_rendition_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"
