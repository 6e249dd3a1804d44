"""Chosen objects with keys of any type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from wagtail.blocks import ChooserBlock

_bulk_to_python = ChooserBlock.bulk_to_python


def read_keys_by_type() -> None:
    """Make chooser blocks find objects whose keys are not numbers, such as UUIDs.

    Streams are stored as JSON, in which such a key is a string. ``ChooserBlock.bulk_to_python`` looks that string up in
    the result of ``in_bulk``, whose keys are UUIDs, finds nothing, and takes the object for deleted (seen in Wagtail
    8.0; ``to_python``, for a single block, works). A subclass with its own method is left alone.
    """
    ChooserBlock.bulk_to_python = _with_keys_by_type


def _with_keys_by_type(block: ChooserBlock, values: Iterable[Any]) -> list[Any]:
    model = block.model_class
    if not (isinstance(model, type) and issubclass(model, Model)):
        return _bulk_to_python(block, values)
    return _bulk_to_python(block, [_key(model._meta.pk, value) for value in values])


def _key(field: Field, value: Any) -> Any:
    """The key in its Python type; an invalid one is left to Wagtail."""
    try:
        return field.to_python(value)
    except ValidationError:
        return value
