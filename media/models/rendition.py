from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractRendition, get_rendition_storage, get_rendition_upload_to

from ..renditions.thumbnails import RenditionFileField
from ..uploads.names import beyond_guessing
from .image import ClinicImage


class ClinicRendition(AbstractRendition):
    """One size and format of an image."""

    file = RenditionFileField(
        upload_to=get_rendition_upload_to, storage=get_rendition_storage, width_field="width", height_field="height"
    )
    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        return beyond_guessing(super().get_upload_to(filename))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="clinic_media_rendition_unique"
            )
        ]
        indexes = [models.Index(fields=["file"], name="clinic_media_rendition_file")]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.filter_spec}"
