"""Stores an upload whole or not at all, and says to the person who chose it when there was no place for it."""

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
    """The storage did not take a file: it is full, or may not be written to."""

    def __init__(self) -> None:
        super().__init__(refusal.NOT_STORED, code="not_stored")


class WholeFieldFile(FieldFile):
    """The file of a model that leaves nothing behind where it cannot be stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """:raises FileNotStored: when the storage does not take it."""
        longest = self.field.max_length
        name = self.storage.get_available_name(self.field.generate_filename(self.instance, name), max_length=longest)
        try:
            self.name = self.storage.save(name, content, max_length=longest)
        except SuspiciousOperation:
            raise
        except Exception as error:  # Storages have errors of their own.
            discard(self.storage, name)
            raise self.not_stored(name, error) from error
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    def not_stored(self, name: str, error: Exception) -> Exception:
        """What is raised for it; it is logged."""
        logger.error("The uploaded file %s could not be stored.", name, exc_info=error)
        return FileNotStored()


class StoringForm:
    """Mixed into a form in front of its other classes: stores its file as the last step of its validation, so that the
    form can say that it was not stored.
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
        """Saves the object; removes the file again where that fails."""
        try:
            return super().save(commit=commit)  # type: ignore[misc]
        except Exception:
            if self._stored:
                discard(self.instance.file.storage, self._stored)
            raise


def discard(storage: Storage, name: str) -> None:
    """Removes what there is of a file, and the folder that it had for itself."""
    for path in (name, str(PurePath(name).parent)):
        with suppress(OSError, NotImplementedError):
            storage.delete(path)
