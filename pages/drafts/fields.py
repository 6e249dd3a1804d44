"""What a draft accepts from a form's field: whatever the model can store, valid or not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks.base import BlockField

from .blocks import kept_value


def kept_data(field: forms.Field, data: Any, model_field: models.Field | None = None) -> Any:
    """The value for the model of what was typed or chosen, whether or not it may be published.

    :param model_field: the model field for the value, if there is one.
    :raises ValidationError: if the input cannot be converted to the field's type.
    """
    if isinstance(field, BlockField):
        return kept_value(field.block, data)
    if isinstance(field, forms.ModelMultipleChoiceField):
        return chosen_objects(field, data or [])
    if isinstance(field, forms.ModelChoiceField):
        return chosen_objects(field, [data] if data else []).first()
    value = field.to_python(data)
    if model_field is None:
        return value
    if isinstance(model_field, models.CharField | models.TextField) and isinstance(data, str):
        return data  # As typed: URL fields, for example, turn anything into something that begins with https://.
    if value in (None, "") and not model_field.empty_strings_allowed:
        return None
    return model_field.to_python(value)


def chosen_objects(field: forms.ModelChoiceField, keys: list[Any]) -> Any:
    """The chosen objects that exist, also those that may no longer be chosen."""
    model = field.queryset.model
    name = field.to_field_name or "pk"
    readable = [key for key in keys if _is_readable(model, name, key)]
    return model._base_manager.filter(**{f"{name}__in": readable})


def _is_readable(model: Any, name: str, key: Any) -> bool:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    try:
        field.to_python(key)
    except (ValidationError, TypeError, ValueError):
        return False
    return True
