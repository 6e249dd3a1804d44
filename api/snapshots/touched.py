"""Everything that a change to an object affects: keys, and further objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    TranslatableMixin,
)

from ..dependencies.content import is_content
from ..dependencies.keys import Key, key_of, key_of_all, root_model
from ..dependencies.ownership import owner_fields
from ..dependencies.translations import translations_key
from .marking import Tree


def keys_of(instance: Model) -> Iterator[Key]:
    """The object itself, its owner, all objects of its model, and its translations."""
    model = type(instance)
    yield key_of(model, instance.pk)
    yield key_of_all(model)
    for field in owner_fields(model):
        if (pk := getattr(instance, field.attname)) is not None:
            yield key_of(field.related_model, pk)
            if owner_fields(field.related_model):
                yield from _keys_of_owner(field.related_model, pk, instance._state.db)
    for link in generic_links(model):
        target = ContentType.objects.get_for_id(getattr(instance, f"{link.ct_field}_id")).model_class()
        if target is not None and is_content(target):
            yield key_of(target, getattr(instance, link.fk_field))
    if isinstance(instance, TranslatableMixin):
        yield translations_key(model, instance.translation_key)


def generic_links(model: type[Model]) -> list[GenericForeignKey]:
    """The object of any model that a row belongs to by a generic relation, such as that of a tag."""
    return [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]


def _keys_of_owner(model: type[Model], pk: Any, using: str | None) -> Iterator[Key]:
    """The owners of a row's owner."""
    owner = model._base_manager.using(using).filter(pk=pk).first()
    return keys_of(owner) if owner is not None else iter(())


def restricted(instance: Model) -> Iterable[QuerySet | Tree]:
    """The objects that a restriction, or a collection, affects."""
    if isinstance(instance, PageViewRestriction):
        page = Page.objects.filter(pk=instance.page_id).first()
        return [Tree(page.path)] if page is not None else []
    if isinstance(instance, CollectionViewRestriction):
        collection = Collection.objects.filter(pk=instance.collection_id).first()
        return _members(collection) if collection is not None else []
    return _members(instance) if isinstance(instance, Collection) else []


def _members(collection: Collection) -> list[QuerySet]:
    models = {root_model(model) for model in _subclasses(CollectionMember) if not model._meta.abstract}
    return [
        model._base_manager.filter(collection__path__startswith=collection.path)
        for model in sorted(models, key=str)
        if is_content(model)
    ]


def _subclasses(model: type) -> Iterator[type]:
    subclasses: list[type] = model.__subclasses__()
    for subclass in subclasses:
        yield subclass
        yield from _subclasses(subclass)
