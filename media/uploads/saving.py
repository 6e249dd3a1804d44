"""What a model with a file asks before it saves a row: whether the row gets another file, whoever gave it one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.fields.files import FieldFile


def stored_name(obj: Model) -> str:
    """The name of the file that the row has in the database; empty where there is no row, or no file."""
    if obj.pk is None:
        return ""
    names = type(obj)._base_manager.filter(pk=obj.pk).values_list("file", flat=True)
    return names.first() or ""


def writes_file(arguments: dict[str, Any]) -> bool:
    """Whether ``save`` with these keyword arguments writes the column of the file."""
    fields = arguments.get("update_fields")
    return fields is None or "file" in fields


def also_write(arguments: dict[str, Any], fields: Iterable[str]) -> None:
    """Has ``save`` write what is known of the file with the file, where it was told to write some columns only."""
    if (named := arguments.get("update_fields")) is not None:
        arguments["update_fields"] = {*named, *fields}


def is_upload(file: FieldFile) -> bool:
    """Whether the file is still to be stored."""
    return bool(file) and not file._committed


def delete_unused_file(obj: Model, name: str) -> None:
    """Removes a stored file after the transaction, unless another row has it, too."""
    if not type(obj)._base_manager.filter(file=name).exists():
        storage = obj._meta.get_field("file").storage
        transaction.on_commit(lambda: storage.delete(name), robust=True)
