"""What a model with a file checks before it saves a row: whether the row gets another file, from any source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.fields.files import FieldFile


def stored_name(obj: Model) -> str:
    """The name of the file in the object's database row; empty if there is no row, or no file."""
    if obj.pk is None:
        return ""
    names = type(obj)._base_manager.filter(pk=obj.pk).values_list("file", flat=True)
    return names.first() or ""


def writes_file(arguments: dict[str, Any]) -> bool:
    """Whether ``save`` with these keyword arguments writes the file's column."""
    fields = arguments.get("update_fields")
    return fields is None or "file" in fields


def also_write(arguments: dict[str, Any], fields: Iterable[str]) -> None:
    """Make ``save`` write the file's metadata with the file, if it was told to write some columns only."""
    if (named := arguments.get("update_fields")) is not None:
        arguments["update_fields"] = {*named, *fields}


def is_upload(file: FieldFile) -> bool:
    """Whether the file has yet to be stored."""
    return bool(file) and not file._committed


def delete_unused_file(obj: Model, name: str) -> None:
    """Remove a stored file after the transaction, unless another row has it, too."""
    if not type(obj)._base_manager.filter(file=name).exists():
        storage = obj._meta.get_field("file").storage
        transaction.on_commit(lambda: storage.delete(name), robust=True)
