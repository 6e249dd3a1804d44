from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from rest_framework.fields import CharField, IntegerField
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument

from ..mime_types import UNKNOWN, mime_type
from ..representations import DocumentRepresentation
from ..representing import represent_document
from ..uploads.document_fields import CheckedFileField
from ..uploads.documents import check_document
from ..uploads.names import document_path
from ..uploads.refusal import UploadRefused
from ..uploads.saving import also_write, delete_unused_file, is_upload, stored_name, writes_file

#: Metadata of a file.
_FACTS = ("file_size", "file_hash", "sha256")


class ClinicDocument(AbstractDocument):
    """A file that visitors can download."""

    file = CheckedFileField(_("file"), upload_to=document_path, max_length=255)
    # Empty: the file has not been read since it was uploaded.
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
        """:raises ValidationError: on ``file``, if the content of a new one does not match its extension."""
        super().clean()
        if is_upload(self.file):
            try:
                check_document(self.file, str(self.file.name))
            except UploadRefused as refused:
                raise ValidationError({"file": refused}) from refused

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the document; with a new file, also its size and hashes. The file's previous name leads to the document
        for the grace period; the file itself is removed.

        :raises UploadRefused: for a new file whose content does not match its extension. Nothing is stored then.
        """
        if not writes_file(kwargs):
            return super().save(*args, **kwargs)
        is_new, before = is_upload(self.file), stored_name(self)
        if is_new:
            self.file.save(str(self.file.name), self.file.file, save=False)
        is_another = bool(self.file) and self.file.name != before
        try:
            if is_another:
                self._set_document_file_metadata()
                also_write(kwargs, _FACTS)
            with transaction.atomic():
                super().save(*args, **kwargs)
                if is_another and before:
                    self._supersede_file(before)
        except Exception:
            if is_new:
                self.file.storage.delete(str(self.file.name))
            raise

    def is_named(self, filename: str) -> bool:
        """Whether the URL with ``filename`` leads here: it is the file's name, or one that it had within the grace
        period.
        """
        return filename == self.filename or self.earlier_names.in_grace().filter(filename=filename).exists()

    def _supersede_file(self, name: str) -> None:
        """Remove the previous file. Its name leads to the current document: nobody gets an outdated form by an old
        link.
        """
        filename = PurePath(name).name
        self.earlier_names.filter(filename=self.filename).delete()
        if filename != self.filename:
            self.earlier_names.update_or_create(filename=filename, defaults={"superseded_at": timezone.now()})
        delete_unused_file(self, name)

    def _set_document_file_metadata(self) -> None:
        """Everything stays unknown for a file that a script has set and that does not exist."""
        try:
            super()._set_document_file_metadata()
            self.set_sha256()
        except OSError:
            self.file_size, self.file_hash, self.sha256 = None, "", ""

    def set_sha256(self) -> None:
        """Hash the whole file.

        :raises OSError: if it does not exist.
        """
        with self.open_file() as file:
            self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()

    @property
    def known_sha256(self) -> str | None:
        """The SHA-256 of the file's content, in hexadecimal digits; None if unknown."""
        return self.sha256 or None

    @property
    def content_type(self) -> str:
        """The content type of the file, by its extension: ``WAGTAILDOCS_CONTENT_TYPES`` first, then the usual ones."""
        found = super().content_type
        return mime_type(self.filename) if found == UNKNOWN else found

    @property
    def content_disposition(self) -> str:
        """A download under its own name, unless ``WAGTAILDOCS_INLINE_CONTENT_TYPES`` contains its type."""
        shown = getattr(settings, "WAGTAILDOCS_INLINE_CONTENT_TYPES", ())
        return content_disposition_header(self.content_type not in shown, self.filename) or "inline"

    @property
    def storage_address(self) -> str | None:
        """The expiring URL at which the storage itself serves the file; None if this server does
        (``WAGTAILDOCS_SERVE_METHOD``).
        """
        usual = "serve_view" if self.is_stored_locally() else "redirect"
        method = getattr(settings, "WAGTAILDOCS_SERVE_METHOD", None) or usual
        return self.file.url if method in ("redirect", "direct") else None

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> DocumentRepresentation:
        return represent_document(self, context)
