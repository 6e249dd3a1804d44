from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from modelcluster.fields import ParentalKey


def model_field(model: type[Model], name: str) -> Any:
    """The model's field or reverse relation of that name, or None."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def is_child_relation(field: Any) -> bool:
    """Whether the relation's rows are part of their parent (a ``ParentalKey`` points to it)."""
    return isinstance(getattr(field, "field", None), ParentalKey)
