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
from wagtail.images.models import AbstractImage, get_upload_to
from wagtail.search import index

from .. import alternative_text
from ..facts import find_facts
from ..image_words import ImageWords, default_language_unless
from ..mime_types import mime_type
from ..renditions.originals import original_of
from ..renditions.thumbnails import StandsInForRenditions
from ..renditions.versions import keep_version_before
from ..representations import ImageRepresentation
from ..representing import original_url, represent_image
from ..serializers import ImagePartField, ImageTranslationsField
from ..uploads.fields import CleanImageField
from ..uploads.named_files import clean_named_file
from ..uploads.names import beyond_guessing
from ..uploads.saving import also_write, delete_unused_file, is_upload, stored_name, writes_file

#: Metadata of a file.
_FACTS = (
    "file_size",
    "file_hash",
    "width",
    "height",
    "dominant_color",
    "blur_hash",
    "is_animated",
    "is_transparent",
)

logger = logging.getLogger(__name__)


class ClinicImage(StandsInForRenditions, AbstractImage):
    """An image with alternative text, or marked as decorative.

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
            "Describe the image for people who cannot see it, in one sentence, as you would on the telephone: "
            "“Two counsellors listen to a young man in a bright room.” Leave out “image of” and file names. "
            "Include any text that can be read in the image. Leave empty only for decorative images."
        ),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "Tick this if the image adds nothing to the text beside it. Screen readers then skip it, and the "
            "alternative text is not used."
        ),
    )
    caption = models.CharField(
        _("caption"),
        max_length=255,
        blank=True,
        help_text=_("Shown below the image, unless a page gives a caption of its own."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the image and who allowed its use, as visitors will read it: “Photo: Ana Ruiz”."),
    )

    dominant_color = models.CharField(_("dominant colour"), max_length=7, blank=True, editable=False)
    blur_hash = models.CharField(_("blur"), max_length=64, blank=True, editable=False)
    # None: the file has not been analyzed.
    is_animated = models.BooleanField(_("animated"), null=True, editable=False)
    is_transparent = models.BooleanField(_("transparent"), null=True, editable=False)

    #: Whether the last call of ``save`` changed the URLs of the image's renditions.
    has_new_addresses = False

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
        APIField("dominant_color", serializer=ImagePartField("dominant_color")),
        APIField("placeholder", serializer=ImagePartField("placeholder")),
        APIField("focal_point", serializer=ImagePartField("focal_point")),
        APIField("url", serializer=ImagePartField("url")),
        APIField("url_template", serializer=ImagePartField("url_template")),
        APIField("preset", serializer=ImagePartField("preset")),
        APIField("sources", serializer=ImagePartField("sources")),
        APIField("fallback", serializer=ImagePartField("fallback")),
        APIField("presets", serializer=ImagePartField("presets")),
        APIField("translations", serializer=ImageTranslationsField()),
    ]
    api_prefetch_related = ["translations__locale"]
    #: The responses of pages have the languages already.
    api_reference_prefetch_related = ["translations"]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            # Wagtail's multi-upload respects this: it keeps the file aside and asks for the missing text before it
            # creates the image (wagtail.admin.views.generic.multiple_upload).
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(alt_text=""),
                name="clinic_media_image_alt_text_or_decorative",
                violation_error_message=alternative_text.MISSING,
            )
        ]
        # Each request for a stored file looks up its owner.
        indexes = [models.Index(fields=["file"], name="clinic_media_image_file")]

    def clean(self) -> None:
        """:raises ValidationError: on ``alt_text``, if the picture is neither described nor decorative."""
        super().clean()
        self.alt_text = self.alt_text.strip()
        if not self.is_decorative and (fault := alternative_text.find_fault(self.alt_text, self.filename)):
            raise ValidationError({"alt_text": fault})

    def get_upload_to(self, filename: str) -> str:
        return beyond_guessing(super().get_upload_to(filename))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the image; with a new file, also its metadata. Its previous URLs keep working for the grace period.

        :raises UploadRefused: for a new file that is not an acceptable picture.
        """
        before = stored_name(self) if writes_file(kwargs) else self.file.name
        is_another = is_upload(self.file) or (bool(self.file) and self.file.name != before)
        if not is_another:
            return self._save_row(*args, **kwargs)
        named = None if is_upload(self.file) else self.file.name
        # Before the row, whose width and height are those of the stored file.
        is_clean = self._store_clean_file()
        try:
            self._set_image_file_metadata()
            if not is_clean:
                self._forget_facts()
            also_write(kwargs, _FACTS)
            with transaction.atomic():
                self._save_row(*args, **kwargs)
                self.renditions.all().delete()
                if named and named != self.file.name:
                    delete_unused_file(self, named)
        except Exception:
            if self.file.name != named:
                self.file.storage.delete(self.file.name)
            raise

    def _save_row(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            self.has_new_addresses = keep_version_before(self)
            super().save(*args, **kwargs)

    def _store_clean_file(self) -> bool:
        """Whether the file is then clean; false for a file that a script has set and that would be rejected today."""
        if not is_upload(self.file):
            return clean_named_file(self.file)
        self.file.save(self.file.name, self.file.file, save=False)
        return True

    def _set_image_file_metadata(self) -> None:
        """Everything stays unknown for a file that a script has set and that does not exist."""
        try:
            super()._set_image_file_metadata()
        except OSError:
            self.file_size, self.file_hash = None, ""
        self.set_facts()

    def set_facts(self) -> None:
        """Extract the file's colour and blur, and whether it is animated or has transparent parts. All of them stay
        unknown for an SVG and for a file that cannot be read.
        """
        self._forget_facts()
        if self.is_svg():
            return
        try:
            with self.open_file() as file:
                facts = find_facts(file)
        except Exception:  # A picture without metadata is still a picture.
            logger.warning("The file %s could not be analysed.", self.file.name, exc_info=True)
            return
        for name, value in facts._asdict().items():
            setattr(self, name, value)

    def _forget_facts(self) -> None:
        self.dominant_color, self.blur_hash, self.is_animated, self.is_transparent = "", "", None, None

    @property
    def default_alt_text(self) -> str:
        """The alternative text if the place of use has none: empty for decorative images, never the title."""
        return "" if self.is_decorative else self.alt_text

    def words_for(self, context: Mapping[str, Any] | None) -> ImageWords:
        """The texts in the language of the page in ``context`` that shows the image; in the default language if there
        is no such page, or no translation. Costs no query if ``translations`` are prefetched.
        """
        locale_id = getattr((context or {}).get("page"), "locale_id", None)
        found = next((row for row in self.translations.all() if row.locale_id == locale_id), None)
        caption = (found and found.caption) or self.caption
        if self.is_decorative:
            return ImageWords("", caption)
        if found and found.alt_text:
            return ImageWords(found.alt_text, caption)
        return ImageWords(self.alt_text, caption, default_language_unless(locale_id, context))

    @property
    def mime_type(self) -> str:
        """The type of the original file, by its extension, such as ``image/jpeg``."""
        return mime_type(self.filename)

    def get_download_url(self, context: Mapping[str, Any] | None = None) -> str | None:
        """The URL of the original; None if there is no file."""
        return original_url(original_of(self), context)

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> ImageRepresentation:
        return represent_image(self, context)
