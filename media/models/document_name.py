from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..grace import grace_period
from .document import ClinicDocument


class DocumentNameQuerySet(models.QuerySet["DocumentName"]):
    def in_grace(self) -> DocumentNameQuerySet:
        """Those that still lead to their document."""
        return self.filter(superseded_at__gt=timezone.now() - grace_period())

    def over(self) -> DocumentNameQuerySet:
        """Those that can be deleted."""
        return self.exclude(superseded_at__gt=timezone.now() - grace_period())


class DocumentName(models.Model):
    """A former file name of a document, from before the file was replaced. Pages in caches, apps and search engines
    still link to it.
    """

    document = models.ForeignKey(ClinicDocument, on_delete=models.CASCADE, related_name="earlier_names")
    filename = models.CharField(max_length=255)
    superseded_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = DocumentNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier name of a document")
        verbose_name_plural = _("earlier names of documents")
        constraints = [models.UniqueConstraint(fields=["document", "filename"], name="clinic_media_document_name")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.filename}"
