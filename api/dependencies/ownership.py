"""Rows that are part of another object: whatever shows that object shows them, and changing them changes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.fields import ParentalKey
from wagtail.images.models import AbstractRendition

# Attributes by which a model names the relations that its responses show.
_DECLARATIONS = ("api_fields", "api_meta_fields", "api_prefetch_related", "api_reference_prefetch_related")


@cache
def owner_fields(model: type[Model]) -> tuple[Any, ...]:
    """The foreign keys of ``model`` to objects that its rows are part of.

    These are parental keys, the image of a rendition, and any foreign key whose other end names the relation back in
    ``api_fields`` or ``api_prefetch_related``.
    """
    return tuple(field for field in model._meta.concrete_fields if _is_owner(field))


def _is_owner(field: Any) -> bool:
    if not isinstance(field, ForeignKey) or getattr(field.remote_field, "parent_link", False):
        return False
    if isinstance(field, ParentalKey):
        return True
    if issubclass(field.model, AbstractRendition) and field.name == "image":
        return True
    accessor = field.remote_field.get_accessor_name()
    return accessor is not None and accessor in declared_names(field.related_model)


@cache
def declared_names(model: type[Model]) -> frozenset[str]:
    """The relations that the responses of ``model`` show, as far as it declares them."""
    declared = [entry for name in _DECLARATIONS for entry in getattr(model, name, None) or ()]
    names = (getattr(entry, "name", entry) for entry in declared)
    sources = (getattr(getattr(entry, "serializer", None), "source", None) for entry in declared)
    return frozenset(str(name).partition("__")[0] for name in [*names, *sources] if name)
