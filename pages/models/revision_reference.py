from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Revision


class RevisionReference(models.Model):
    """A reference from a revision to an object: Wagtail's reference index for live content, extended to all revisions.

    ``to_content_type`` is the type of the model with the primary key, for pages ``wagtailcore.Page``.
    """

    #: No response shows it.
    is_record_of_content = True
    wagtail_reference_index_ignore = True

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    to_content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    to_object_id = models.CharField(max_length=255)
    model_path = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["to_content_type", "to_object_id", "revision"], name="clinic_revision_reference_to")
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.model_path}"
