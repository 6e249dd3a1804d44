from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField, IntegerField
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument

from media.mime_types import UNKNOWN, mime_type
from media.representations import DocumentRepresentation, represent_document


class ClinicDocument(AbstractDocument):
    """A file that visitors can download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    api_fields = [
        APIField("filename", serializer=CharField(read_only=True)),
        APIField("mime_type", serializer=CharField(source="content_type", read_only=True)),
        APIField("size", serializer=IntegerField(source="file_size", read_only=True)),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the document; with a new file, also its size and hash."""
        if self.file and not self.file._committed:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    @property
    def content_type(self) -> str:
        """The type of the file, told from its extension: ``WAGTAILDOCS_CONTENT_TYPES`` first, then what is usual."""
        found = super().content_type
        return mime_type(self.filename) if found == UNKNOWN else found

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> DocumentRepresentation:
        return represent_document(self, context)
