from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

#: Indexed characters of a path: databases do not index text of arbitrary length.
START_LENGTH = 150


class RouteBatch(models.Model):
    """What one transaction recorded. It is dated as a whole, however many pages moved."""

    at = models.BigIntegerField(
        null=True, help_text=_("Milliseconds since 1970, after the commit; nothing until that has happened.")
    )

    class Meta:
        verbose_name = _("batch of changes of routes")
        verbose_name_plural = _("batches of changes of routes")
        indexes = [models.Index(fields=["at"], name="clinic_api_routebatch_at")]

    def __str__(self) -> str:
        return f"{self.pk} {self.at}"


class RouteChange(models.Model):
    """A page left a path, or became public. The objects may no longer exist, so foreign keys have no constraints."""

    class Change(models.TextChoices):
        LEFT = "left", _("left its path")
        ARRIVED = "arrived", _("became public")

    change = models.CharField(max_length=8, choices=Change.choices)
    page_id = models.BigIntegerField()
    site_id = models.BigIntegerField(null=True, help_text=_("The site of the path that was left."))
    html_path = models.TextField(blank=True, help_text=_("The path that was left."))
    html_path_start = models.CharField(max_length=START_LENGTH, blank=True, help_text=_("How that path begins."))
    locale_id = models.BigIntegerField(null=True)
    # Fixtures refer to a content type, whose key differs between installations; the type may no longer exist, too.
    content_type = models.ForeignKey(
        ContentType, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    # Without a constraint: one transaction writes both, and one function removes them.
    batch = models.ForeignKey(RouteBatch, on_delete=models.DO_NOTHING, db_constraint=False, related_name="changes")

    class Meta:
        verbose_name = _("change of a route")
        verbose_name_plural = _("changes of routes")
        indexes = [
            models.Index(fields=["site_id", "html_path_start"], name="clinic_api_route_path"),
            models.Index(fields=["page_id"], name="clinic_api_route_page"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.change} {self.html_path}".strip()
