"""Which keys a change affects. Handlers only delegate to ``marking``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_init, post_save, pre_save
from wagtail.models import Page

from ..dependencies.bookkeeping import matters
from ..dependencies.content import is_content
from ..dependencies.keys import EVERYTHING, Key, key_of
from ..dependencies.ownership import owner_fields
from ..dependencies.recording import observe_instance
from .before import Before
from .marking import Tree, mark
from .saves import Facts, tell_after, tell_before
from .touched import keys_of, restricted

# What affects the paths of a page's descendants, or whether they show it among their ancestors.
_TREE_FIELDS = ("url_path", "live", "expire_at")
_before: Before[Facts] = Before()


def register_signal_handlers() -> None:
    uid = "clinic_api.snapshots"
    post_init.connect(observe_instance, dispatch_uid=uid)
    pre_save.connect(remember_before, dispatch_uid=uid)
    post_save.connect(mark_saved, dispatch_uid=uid)
    post_delete.connect(mark_deleted, dispatch_uid=uid)
    m2m_changed.connect(mark_related, dispatch_uid=uid)


def remember_before(
    sender: type[Model], instance: Model, using: str, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Remember the object's row in the database before it is saved, as far as it matters."""
    if raw or not _matters(sender, update_fields):
        return
    before: Facts = {}
    names = [] if instance._state.adding or instance.pk is None else _names_that_matter(sender)
    if names:
        rows = sender._base_manager.using(using).filter(pk=instance.pk).values(*names)
        before = rows.first() or {}
    _before.remember(instance, before)
    tell_before(instance, before, update_fields)


def mark_saved(
    sender: type[Model], instance: Model, using: str, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """For a row from a fixture, only its own key is marked: what it refers to may not be loaded yet."""
    if not _matters(sender, update_fields):  # As when a draft is saved.
        return
    if raw:
        mark([EVERYTHING], using=using)
        return
    before = _before.take(instance) or {}
    keys = {*keys_of(instance), *_keys_of_former_owners(instance, before)}
    others = []
    if isinstance(instance, Page) and any(getattr(instance, name) != before[name] for name in _TREE_FIELDS if before):
        others.append(Tree(instance.path))
    mark(keys, [*others, *restricted(instance)], using=using)
    tell_after(instance, before, update_fields, using)


def mark_deleted(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    if is_content(sender):
        mark(keys_of(instance), restricted(instance), using=using)


def mark_related(
    sender: type[Model], instance: Model, action: str, model: type[Model], pk_set: Any, using: str, **kwargs: Any
) -> None:
    """A many-to-many relation changes both ends."""
    if action not in ("post_add", "post_remove", "pre_clear") or not is_content(type(instance)):
        return
    ends = pk_set or ()
    if action == "pre_clear":
        ends = _ends(sender, instance, model, using)
    mark({*keys_of(instance), *(key_of(model, pk) for pk in ends if is_content(model))}, using=using)


def _matters(model: type[Model], update_fields: Collection[str] | None) -> bool:
    """Whether saving these fields, or all, can affect a response."""
    return is_content(model) if update_fields is None else matters(model, update_fields)


def _names_that_matter(model: type[Model]) -> list[str]:
    names = [field.attname for field in owner_fields(model)]
    return [*names, "path", "locale_id", *_TREE_FIELDS] if issubclass(model, Page) else names


def _keys_of_former_owners(instance: Model, before: Facts) -> Iterator[Key]:
    for field in owner_fields(type(instance)):
        pk = before.get(field.attname)
        if pk is not None and pk != getattr(instance, field.attname):
            yield key_of(field.related_model, pk)


def _ends(through: type[Model], instance: Model, model: type[Model], using: str) -> list[Any]:
    """The other ends of a many-to-many relation, before it is cleared."""
    by_model = {field.related_model: field for field in through._meta.concrete_fields if field.is_relation}
    here, there = by_model.get(type(instance)), by_model.get(model)
    if here is None or there is None:
        return []
    rows = through._base_manager.using(using).filter(**{here.name: instance.pk})
    return list(rows.values_list(there.attname, flat=True))
