from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .image import ClinicImage


class ImageTranslation(models.Model):
    """The texts of an image in another language; empty ones fall back to the default language."""

    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    alt_text = models.CharField(_("alternative text"), max_length=255, blank=True)
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("translation of an image")
        verbose_name_plural = _("translations of images")
        constraints = [
            models.UniqueConstraint(fields=["image", "locale"], name="clinic_media_image_translation"),
            models.CheckConstraint(
                condition=~Q(alt_text="", caption=""), name="clinic_media_image_translation_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.image_id}: {self.alt_text or self.caption}"
