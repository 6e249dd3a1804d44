from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..grace import grace_period
from ..renditions.originals import Original
from .image import ClinicImage


class ImageVersionQuerySet(models.QuerySet["ImageVersion"]):
    def in_grace(self) -> ImageVersionQuerySet:
        """Those whose URLs still work."""
        return self.filter(superseded_at__gt=timezone.now() - grace_period())

    def over(self) -> ImageVersionQuerySet:
        """Those that can be deleted."""
        return self.exclude(superseded_at__gt=timezone.now() - grace_period())


class ImageVersion(models.Model):
    """A former state of an image, from before its file or its focal point was changed. Pages in caches, apps and
    browsers still use its renditions.
    """

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="versions")
    version = models.CharField(max_length=16)
    file = models.CharField(max_length=255, help_text=_("The name of the original in the storage of images."))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    focal_x = models.FloatField(null=True)
    focal_y = models.FloatField(null=True)
    is_transparent = models.BooleanField(null=True)
    is_animated = models.BooleanField(null=True)
    superseded_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ImageVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version of an image")
        verbose_name_plural = _("earlier versions of images")
        indexes = [models.Index(fields=["file"], name="clinic_media_version_file")]
        constraints = [
            models.UniqueConstraint(fields=["image", "version"], name="clinic_media_image_version"),
            models.CheckConstraint(
                condition=Q(focal_x=None, focal_y=None) | Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
                name="clinic_media_image_version_focal_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.version}"

    @property
    def original(self) -> Original:
        """The source of its renditions."""
        return Original(
            image_id=self.image_id,
            name=self.file,
            width=self.width,
            height=self.height,
            focal_point=None if self.focal_x is None or self.focal_y is None else (self.focal_x, self.focal_y),
            is_transparent=self.is_transparent,
            is_animated=self.is_animated,
            version=self.version,
            is_current=False,
        )
