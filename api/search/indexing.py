"""Keeps the index in step with the content.

Wagtail's own way is a task for each change, which a worker does later, and which finds the object before its rows are
stored. Here the index in the database changes in the transaction of the change, by what the object holds in memory,
rows included. An index on another server is told by Wagtail's task, after the commit: when it cannot be reached, the
change stands, the log has the error, and ``manage.py update_index`` mends the index.

A searched model sets ``search_auto_update = False``, so that Wagtail does not do the same work once more.
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
    """Stands before the handlers of snapshots: who sees the new version of the content must find the new words."""
    uid = "clinic_api.search"
    post_save.connect(index_saved, dispatch_uid=uid)
    pre_delete.connect(note_deletion, dispatch_uid=uid)
    post_delete.connect(forget_deleted, dispatch_uid=uid)
    bulk_writes.listen(index_written)


def index_saved(sender: type[Model], instance: Model, using: str, raw: bool = False, **kwargs: Any) -> None:
    """Receives ``post_save``."""
    if raw:  # From a fixture, whose other rows may come later.
        if is_searched(sender):
            _reindex_later(sender, instance.pk, using)
        return
    update_fields = kwargs.get("update_fields")
    if update_fields is not None and is_searched(sender) and not _names_in_index(sender) & set(update_fields):
        return
    if is_searched(sender):
        # Where only some fields are saved, the others may hold what is not published, as with a draft.
        add_to_index(instance if update_fields is None else sender._base_manager.using(using).get(pk=instance.pk))
    for model, relation, key in _relations_to(sender):
        if key is not None:
            _reindex_later(model, getattr(instance, key), using)
        else:
            for other in model._base_manager.using(using).filter(**{relation: instance.pk}):
                add_to_index(other)


def index_written(model: type[Model], pks: Sequence[Any] | None, fields: Collection[str] | None, using: str) -> None:
    """Is told of rows that were written without a signal. Of very many, ``manage.py update_index`` has to tell."""
    if not is_searched(model) or (fields is not None and not _names_in_index(model) & set(fields)):
        return
    for pk in pks or ():
        _reindex_later(model, pk, using)


def note_deletion(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    """Receives ``pre_delete``: afterwards nobody knows who named the object."""
    for model, relation, key in _relations_to(sender):
        if key is None:
            for pk in model._base_manager.using(using).filter(**{relation: instance.pk}).values_list("pk", flat=True):
                _reindex_later(model, pk, using)
        else:
            _reindex_later(model, getattr(instance, key), using)


def forget_deleted(sender: type[Model], instance: Model, using: str, **kwargs: Any) -> None:
    """Receives ``post_delete``."""
    if not is_searched(sender):
        return
    if not is_remote():
        index.remove_object(instance)
        return
    meta, pk = instance._meta, str(instance.pk)
    transaction.on_commit(lambda: forget_object.enqueue(meta.app_label, str(meta.model_name), pk), using=using)


def add_to_index(instance: Model) -> None:
    """Writes what the object holds now into the index; for one on another server, after the commit."""
    if not is_remote():
        write_entry(instance)
        return
    meta, pk = instance._meta, str(instance.pk)
    transaction.on_commit(
        lambda: insert_or_update_object_task.enqueue(meta.app_label, str(meta.model_name), pk), using=instance._state.db
    )


@cache
def is_searched(model: type[Model]) -> bool:
    """Whether a search of the API finds objects of ``model``."""
    return bool(index.class_is_indexed(model)) and issubclass(model, searched_models())


@cache
def searched_models() -> tuple[type[Model], ...]:
    """The models whose objects the API's searches find."""
    sources = [each for view in router.endpoints.values() for each in getattr(view, "sources", ())]
    return tuple(each.endpoint.get_model() or Model for each in sources if isinstance(each, SearchSource))


class Reindex:
    """Renews the entry of an object whose row was changed. It stands among the functions that Django calls after the
    commit, once for each object.
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
    """The searched models whose entries name objects of ``sender``, with the relation by which they do, and for rows
    the foreign key that leads back.
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
