"""Licences, insurers and photos of a clinic."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string

from .row import Row


class Licence(Row):
    """A permit to treat patients, or an accreditation."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="licences")
    authority = models.CharField(
        _("authority"), max_length=200, help_text=_("Who granted it, by its full name, without abbreviations.")
    )
    number = models.CharField(_("number"), max_length=100, help_text=_("Exactly as the authority lists it."))
    expires = models.DateField(_("expires on"), null=True, blank=True)
    verification_url = models.URLField(
        _("verification URL"),
        blank=True,
        help_text=_("The authority's page where anyone can check this licence."),
    )

    panels = [
        FieldPanel("authority"),
        FieldRowPanel([FieldPanel("number"), FieldPanel("expires")]),
        FieldPanel("verification_url"),
    ]

    class Meta(Row.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self) -> str:
        return f"{self.authority} {self.number}".strip()


class Insurer(Row):
    """An insurance company whose plans the clinic accepts."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="insurers")
    name = models.CharField(_("name"), max_length=100, help_text=_("As it appears on the insurance card."))

    panels = [FieldPanel("name")]

    class Meta(Row.Meta):
        verbose_name = _("insurer")
        verbose_name_plural = _("insurers")

    def __str__(self) -> str:
        return self.name


class ClinicPhoto(Row):
    """A picture of the clinic. Its texts and its credit are the image's own."""

    clinic = ParentalKey("clinic_pages.ClinicPage", on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.CASCADE, related_name="+", verbose_name=_("image")
    )

    panels = [FieldPanel("image")]

    class Meta(Row.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return str(self.image)
