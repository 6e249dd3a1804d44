"""Keeps the index in step with the content.

Wagtail enqueues a task for each change, which a worker runs later, or before the object's child rows are stored. Here
the index in the database changes in the transaction of the change, from the object in memory, child rows included. An
index on another server is updated by Wagtail's task after the commit: if it cannot be reached, the change succeeds, the
error is logged, and ``manage.py update_index`` repairs the index.

A searched model sets ``search_auto_update = False``, so that Wagtail does not do the same work again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connections, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from modelcluster.fields import ParentalKey
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import Page
from wagtail.search import index

from ..router import router
from ..snapshots import bulk_writes
from ..snapshots.version import move_on
from .backend import is_remote
from .entries import write_entry
from .sources import SearchSource
from .tasks import forget_object


def register_signal_handlers() -> None:
    """Must run before the handlers of snapshots: whoever sees the new version of the content must find the new
    words.
    """
    uid = "clinic_api.search"
    post_save.connect(index_saved, dispatch_uid=uid)
    pre_delete.connect(note_deletion, dispatch_uid=uid)
    post_delete.connect(forget_deleted, dispatch_uid=uid)
    bulk_writes.listen(index_written)


def index_saved(sender: type[Model], instance: Model, using: str, raw: bool = False, **kwargs: Any) -> None:
    """Receive ``post_save``."""
    if raw:  # From a fixture, whose other rows may be loaded later.
        if is_searched(sender):
            _reindex_later(sender, instance.pk, using)
        return
    update_fields = kwargs.get("update_fields")
    if update_fields is not None and is_searched(sender) and not _names_in_index(sender) & set(update_fields):
        return
    if is_searched(sender):
        # If only some fields are saved, the others may have unpublished values, as with a draft.
        add_to_index(instance if update_fields is None else sender._base_manager.using(using).get(pk=instance.pk))
    for model, relation, key in _relations_to(sender):
        if key is not None:
            _reindex_later(model, getattr(instance, key), using)
        else:
            for other in model._base_manager.using(using).filter(**{relation: instance.pk}):
                add_to_index(other)


def index_written(model: type[Model], pks: Sequence[Any] | None, fields: Collection[str] | None, using: str) -> None:
    """Called with rows that were written without a signal. After very many, run ``manage.py update_index``."""
    if not is_searched(model) or (fields is not None and not _names_in_index(model) & set(fields)):
        return
    for pk in pks or ():
        _reindex_later(model, pk, using)


def note_deletion(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    """Receive ``pre_delete``: afterwards the objects that refer to this one cannot be found."""
    for model, relation, key in _relations_to(sender):
        if key is None:
            for pk in model._base_manager.using(using).filter(**{relation: instance.pk}).values_list("pk", flat=True):
                _reindex_later(model, pk, using)
        else:
            _reindex_later(model, getattr(instance, key), using)


def forget_deleted(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    """Receive ``post_delete``."""
    if not is_searched(sender):
        return
    if not is_remote():
        index.remove_object(instance)
        return
    meta, pk = instance._meta, str(instance.pk)
    transaction.on_commit(lambda: forget_object.enqueue(meta.app_label, str(meta.model_name), pk), using=using)


def add_to_index(instance: Model) -> None:
    """Write the object's current values into the index; into one on another server, after the commit."""
    if not is_remote():
        write_entry(instance)
        return
    meta, pk = instance._meta, str(instance.pk)
    transaction.on_commit(
        lambda: insert_or_update_object_task.enqueue(meta.app_label, str(meta.model_name), pk), using=instance._state.db
    )


@cache
def is_searched(model: type[Model]) -> bool:
    """Whether the API's search finds objects of ``model``."""
    return bool(index.class_is_indexed(model)) and issubclass(model, searched_models())


@cache
def searched_models() -> tuple[type[Model], ...]:
    """The models whose objects the API's search finds."""
    sources = [each for view in router.endpoints.values() for each in getattr(view, "sources", ())]
    return tuple(each.endpoint.get_model() or Model for each in sources if isinstance(each, SearchSource))


class Reindex:
    """Updates the entry of an object whose row was changed, as an on-commit callback of Django, once for each
    object.
    """

    def __init__(self, model: type[Model], pk: Any, using: str) -> None:
        self.key = (model, pk, using)
        self.is_done = False

    def __call__(self) -> None:
        self.is_done = True
        model, pk, using = self.key
        instance = model._base_manager.using(using).filter(pk=pk).first()
        if instance is not None:
            with transaction.atomic(using=using):
                add_to_index(instance.specific if isinstance(instance, Page) else instance)
                move_on(using)


@cache
def _names_in_index(model: type[Model]) -> frozenset[str]:
    return frozenset(field.field_name for field in model.get_search_fields())


@cache
def _relations_to(sender: type[Model]) -> list[tuple[type[Model], str, str | None]]:
    """The searched models whose entries contain objects of ``sender``, with the relation to them, and for child rows
    the foreign key to their parent.
    """
    return list(_find_relations(sender))


def _find_relations(sender: type[Model]) -> Iterator[tuple[type[Model], str, str | None]]:
    for model in index.get_indexed_models():
        if not is_searched(model):
            continue
        for field in model.get_search_fields():
            relation = field.get_field(model) if isinstance(field, index.RelatedFields) else None
            if relation is None or relation.related_model is not sender:
                continue
            back = getattr(relation, "field", None)
            yield model, field.field_name, back.attname if isinstance(back, ParentalKey) else None


def _reindex_later(model: type[Model], pk: Any, using: str) -> None:
    job = Reindex(model, pk, using)
    waiting = (function for _, function, *_ in connections[using].run_on_commit if isinstance(function, Reindex))
    if all(other.is_done or other.key != job.key for other in waiting):
        transaction.on_commit(job, using=using)
