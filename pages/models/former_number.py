from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerNumber(models.Model):
    """A number that a clinic had. Staff are told if a text still contains it."""

    number = models.CharField(_("number"), max_length=16, unique=True)
    clinic_title = models.CharField(_("clinic"), max_length=255)
    given_up_at = models.DateTimeField(_("given up at"))

    class Meta:
        verbose_name = _("former telephone number")
        verbose_name_plural = _("former telephone numbers")

    def __str__(self) -> str:
        return f"{self.clinic_title}: {self.number}"
