"""Hides from a project's own code what is not public, while it represents an object.

A property that follows a foreign key, a serializer with a dotted ``source``, a model's own representation: each of them
reads the object that it gets. So hidden objects are removed from it first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractRendition
from wagtail.models import CollectionMember, DraftStateMixin, Page

from ..addresses import empty_unsafe_columns
from ..visibility import public
from .references import References


class StoredHtml(str):
    """Rich text as Wagtail stores it, not yet resolved for visitors: it is resolved when it is sent."""


def withhold(obj: Model, references: References) -> None:
    """Remove from ``obj`` what is not public.

    From then on its foreign keys lead to public objects only, as if hidden ones had not been chosen, and its rich text
    is
    :class:`StoredHtml` wherever it is used. Nothing is removed from the database, even if ``obj`` is saved.
    """
    empty_unsafe_columns(obj)
    model = type(obj)
    values = obj.__dict__
    for field in _foreign_keys(model):
        if values.get(field.attname) is not None and _leads_nowhere(obj, field, references):
            field.set_cached_value(obj, None)
    for name in _rich_text(model):
        if type(values.get(name)) is str:
            values[name] = StoredHtml(values[name])


def keys_to_check(obj: Model) -> Iterator[tuple[type[Model], Any]]:
    """The keys of the objects that :func:`withhold` checks, to be loaded in bulk for many of its calls."""
    values = obj.__dict__
    for field in _foreign_keys(type(obj)):
        pk = values.get(field.attname)
        if pk is not None and field.target_field.primary_key:
            yield field.related_model, pk


def shown(obj: Any, references: References) -> Any:
    """``obj`` itself, without hidden objects; None if it is not public."""
    if isinstance(obj, AbstractRendition):
        return obj if references.get(obj._meta.get_field("image").related_model, obj.image_id) is not None else None
    model: type[Model] = type(obj)
    if can_be_hidden(model) and references.public(obj) is None:
        return None
    withhold(obj, references)
    return obj


@cache
def can_be_hidden(model: type[Model]) -> bool:
    """Whether objects of ``model`` may be hidden."""
    return issubclass(model, Page | CollectionMember | DraftStateMixin | AbstractRendition)


def _leads_nowhere(obj: Model, field: ForeignKey, references: References) -> bool:
    target, value = field.target_field, getattr(obj, field.attname)
    if target.primary_key:
        return references.get(field.related_model, value) is None
    return not public(field.related_model._default_manager.filter(**{target.name: value})).exists()


@cache
def _foreign_keys(model: type[Model]) -> tuple[ForeignKey, ...]:
    """Those that may lead to hidden objects. The parent of a child row is known to be public."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey)
        and not isinstance(field, ParentalKey)
        and not field.remote_field.parent_link
        and can_be_hidden(field.related_model)
    )


@cache
def _rich_text(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, RichTextField))
