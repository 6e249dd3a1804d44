"""Checks every document that is stored: from a form, from the multi-upload, from a script."""

from __future__ import annotations

from django.core.files.base import File
from django.db.models import FileField

from .documents import check_document
from .storing import WholeFieldFile


class CheckedFieldFile(WholeFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """:raises UploadRefused: if the content does not match the extension. Nothing is stored then.
        :raises FileNotStored: if the storage rejects it.
        """
        check_document(content, name)
        super().save(name, content, save)


class CheckedFileField(FileField):
    """The model field of a document's file."""

    attr_class = CheckedFieldFile
