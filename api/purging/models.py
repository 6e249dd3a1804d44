from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PendingPurge(models.Model):
    """A surrogate key, or a URL, that has yet to be purged."""

    surrogate_key = models.CharField(max_length=300, blank=True)
    url = models.TextField(blank=True)
    due_at = models.DateTimeField(default=timezone.now)
    is_repeat = models.BooleanField(default=False, help_text=_("Sent before, and to be sent once more."))
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("pending purge")
        verbose_name_plural = _("pending purges")
        indexes = [models.Index(fields=["due_at"], name="clinic_api_purge_due")]

    def __str__(self) -> str:
        return self.surrogate_key or self.url
