"""Every document is checked on its way in: from a form, from the upload of many, from a script."""

from __future__ import annotations

from django.core.files.base import File
from django.db.models import FileField

from .documents import check_document
from .storing import WholeFieldFile


class CheckedFieldFile(WholeFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        """:raises UploadRefused: for what is not what its name says. Nothing is stored then.
        :raises FileNotStored: when the storage does not take it.
        """
        check_document(content, name)
        super().save(name, content, save)


class CheckedFileField(FileField):
    """The model field of a document's file."""

    attr_class = CheckedFieldFile
