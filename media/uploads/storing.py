"""Stores an upload whole or not at all, and reports a full storage to the person who chose the file."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile

from . import refusal
from .refusal import UploadRefused
from .saving import is_upload

logger = logging.getLogger(__name__)


class FileNotStored(UploadRefused):
    """The storage rejected a file: it is full, or read-only."""

    def __init__(self) -> None:
        super().__init__(refusal.NOT_STORED, code="not_stored")


class WholeFieldFile(FieldFile):
    """The file of a model that leaves nothing behind if it cannot be stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """:raises FileNotStored: if the storage rejects it."""
        longest = self.field.max_length
        name = self.storage.get_available_name(self.field.generate_filename(self.instance, name), max_length=longest)
        try:
            self.name = self.storage.save(name, content, max_length=longest)
        except SuspiciousOperation:
            raise
        except Exception as error:  # Storages raise errors of their own.
            discard(self.storage, name)
            raise self.not_stored(name, error) from error
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    def not_stored(self, name: str, error: Exception) -> Exception:
        """The exception to raise; the cause is logged."""
        logger.error("The uploaded file %s could not be stored.", name, exc_info=error)
        return FileNotStored()


class StoringForm:
    """A mixin before a form's other bases: stores the file as the last step of validation, so that the form can report
    that it was not stored.
    """

    instance: Any
    errors: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        self._stored = ""
        file = getattr(self.instance, "file", None)
        if self.errors or file is None or not is_upload(file):
            return
        try:
            file.save(str(file.name), file.file, save=False)
            self._stored = file.name
        except UploadRefused as refused:
            self.add_error("file" if "file" in self.fields else None, refused)

    def save(self, commit: bool = True) -> Any:
        """Save the object; remove the file again if that fails."""
        try:
            return super().save(commit=commit)  # type: ignore[misc]
        except Exception:
            if self._stored:
                discard(self.instance.file.storage, self._stored)
            raise


def discard(storage: Storage, name: str) -> None:
    """Remove what exists of a file, and its own folder."""
    for path in (name, str(PurePath(name).parent)):
        with suppress(OSError, NotImplementedError):
            storage.delete(path)
