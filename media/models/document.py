from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField, IntegerField
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument

from media.mime_types import UNKNOWN, mime_type
from media.representations import DocumentRepresentation, represent_document
from media.uploads.documents import check_document
from media.uploads.refusal import UploadRefused


class ClinicDocument(AbstractDocument):
    """A file that visitors can download."""

    # Empty: nobody has read the file since it was uploaded.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    api_fields = [
        APIField("filename", serializer=CharField(read_only=True)),
        APIField("mime_type", serializer=CharField(source="content_type", read_only=True)),
        APIField("size", serializer=IntegerField(source="file_size", read_only=True)),
        APIField("sha256", serializer=CharField(source="known_sha256", read_only=True)),
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """:raises ValidationError: on ``file``, when a new one is not what its name says."""
        super().clean()
        if self._has_new_file():
            try:
                check_document(self.file, self.file.name)
            except UploadRefused as refused:
                raise ValidationError({"file": refused}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves the document; with a new file, also its size and hashes.

        :raises UploadRefused: for a new file that is not what its name says. Nothing is stored then.
        """
        if self._has_new_file():
            check_document(self.file, self.file.name)
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def _has_new_file(self) -> bool:
        return bool(self.file) and not self.file._committed

    def _set_document_file_metadata(self) -> None:
        super()._set_document_file_metadata()
        self.set_sha256()

    def set_sha256(self) -> None:
        """Reads the whole file.

        :raises OSError: when it is not there.
        """
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def known_sha256(self) -> str | None:
        """The SHA-256 of the file's content, in hexadecimal digits; None where it is not known."""
        return self.sha256 or None

    @property
    def content_type(self) -> str:
        """The type of the file, told from its extension: ``WAGTAILDOCS_CONTENT_TYPES`` first, then what is usual."""
        found = super().content_type
        return mime_type(self.filename) if found == UNKNOWN else found

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> DocumentRepresentation:
        return represent_document(self, context)
