"""Which keys a change touches. Signals only lead here; ``marking`` does the work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_init, post_save, pre_save
from wagtail.models import (
    Collection,
    CollectionMember,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    TranslatableMixin,
)

from api.snapshots.content import is_content
from api.snapshots.keys import Key, key_of, key_of_all, root_model
from api.snapshots.marking import mark
from api.snapshots.ownership import owner_fields
from api.snapshots.recording import observe_instance
from api.snapshots.translations import translations_key

# What decides on the addresses of the pages below a page, or on whether they show it among their ancestors.
_TREE_FIELDS = ("url_path", "live", "expire_at")
#: Where a page keeps, while it is saved, what the database said of it before.
BEFORE = "_clinic_api_before"


def register_signal_handlers() -> None:
    uid = "clinic_api.snapshots"
    post_init.connect(observe_instance, dispatch_uid=uid)
    pre_save.connect(remember_before, dispatch_uid=uid)
    post_save.connect(mark_saved, dispatch_uid=uid)
    post_delete.connect(mark_deleted, dispatch_uid=uid)
    m2m_changed.connect(mark_related, dispatch_uid=uid)


def remember_before(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    """Keeps what the database says of an object before it is saved, as far as the change of it matters."""
    instance.__dict__.pop(BEFORE, None)
    if instance._state.adding or instance.pk is None or not is_content(sender):
        return
    names = _names_that_matter(sender)
    if names:
        rows = sender._base_manager.using(using).filter(pk=instance.pk).values(*names)
        instance.__dict__[BEFORE] = rows.first()


def mark_saved(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    if not is_content(sender):
        return
    before = instance.__dict__.pop(BEFORE, None) or {}
    keys = {*_keys_of(instance), *_keys_of_former_owners(instance, before)}
    others = []
    if isinstance(instance, Page) and any(getattr(instance, name) != before[name] for name in _TREE_FIELDS if before):
        others.append(_below(instance))
    mark(keys, [*others, *_restricted(instance)], using=using)


def mark_deleted(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    if is_content(sender):
        mark(_keys_of(instance), _restricted(instance), using=using)


def mark_related(
    sender: type[Model], instance: Model, action: str, model: type[Model], pk_set: Any, using: str, **kwargs: Any
) -> None:
    """A relation to many changes its two ends."""
    if action not in ("post_add", "post_remove", "pre_clear") or not is_content(type(instance)):
        return
    ends = pk_set or ()
    if action == "pre_clear":
        ends = _ends(sender, instance, model, using)
    mark({*_keys_of(instance), *(key_of(model, pk) for pk in ends if is_content(model))}, using=using)


def _names_that_matter(model: type[Model]) -> list[str]:
    names = [field.attname for field in owner_fields(model)]
    return [*names, "path", *_TREE_FIELDS] if issubclass(model, Page) else names


def _keys_of(instance: Model) -> Iterator[Key]:
    """The object itself, what it is part of, all objects of its model, and its translations."""
    model = type(instance)
    yield key_of(model, instance.pk)
    yield key_of_all(model)
    for field in owner_fields(model):
        if (pk := getattr(instance, field.attname)) is not None:
            yield key_of(field.related_model, pk)
            if owner_fields(field.related_model):
                yield from _keys_of_owner(field.related_model, pk, instance._state.db)
    if isinstance(instance, TranslatableMixin):
        yield translations_key(model, instance.translation_key)


def _keys_of_owner(model: type[Model], pk: Any, using: str | None) -> Iterator[Key]:
    """What the owner of a row is part of in turn."""
    owner = model._base_manager.using(using).filter(pk=pk).first()
    return _keys_of(owner) if owner is not None else iter(())


def _keys_of_former_owners(instance: Model, before: dict[str, Any]) -> Iterator[Key]:
    for field in owner_fields(type(instance)):
        pk = before.get(field.attname)
        if pk is not None and pk != getattr(instance, field.attname):
            yield key_of(field.related_model, pk)


def _below(page: Page) -> QuerySet:
    return Page.objects.filter(path__startswith=page.path)


def _restricted(instance: Model) -> Iterable[QuerySet]:
    """The objects that a restriction, or a collection, decides on."""
    if isinstance(instance, PageViewRestriction):
        page = Page.objects.filter(pk=instance.page_id).first()
        return [_below(page)] if page is not None else []
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


def _ends(through: type[Model], instance: Model, model: type[Model], using: str) -> list[Any]:
    """The other ends of a relation to many, before all of it is cleared."""
    by_model = {field.related_model: field for field in through._meta.concrete_fields if field.is_relation}
    here, there = by_model.get(type(instance)), by_model.get(model)
    if here is None or there is None:
        return []
    rows = through._base_manager.using(using).filter(**{here.name: instance.pk})
    return list(rows.values_list(there.attname, flat=True))
