"""Detects writes that send no signal, whatever makes them: Wagtail's bulk actions, a script, a task.

Those of the ORM go through four methods of ``QuerySet``, which are wrapped here: Django sends no signal for them, and
other packages' models cannot be given another manager. SQL that bypasses the ORM is detected by `database
instrumentation <https://docs.djangoproject.com/en/5.2/topics/db/instrumentation/>`_; what it changes is unknown, so
that everything is marked.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import cache, wraps
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db import router as databases
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Model, QuerySet
from django.db.models.signals import post_migrate, pre_migrate

from ..dependencies.bookkeeping import attnames, matters
from ..dependencies.content import is_content
from ..dependencies.keys import EVERYTHING
from .bulk_writes import create_rows, delete_rows, update_rows, writing
from .marking import mark
from .models import Snapshot

# Statements that write, and their tables.
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET ")
# What these do is not in their text but in a prepared statement or a procedure: it may be anything.
_UNKNOWN = re.compile(r"(?:^|;)\s*(?:EXECUTE|CALL)\b", re.IGNORECASE)
_TARGETS = re.compile(
    r"\b(?:UPDATE|INTO|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY|MERGE\s+INTO)\s+(?:ONLY\s+)?((?:[\"\w.]+(?:\s*,\s*)?)+)",
    re.IGNORECASE,
)
_WHOLE_ROWS = re.compile(r"\b(?:INSERT|DELETE|TRUNCATE|COPY|MERGE)\b", re.IGNORECASE)
_NAMES = re.compile(r"\w+")
_ORM = "django.db.models.sql.compiler"
# The most stack frames between a statement and the ORM method that made it.
_FRAMES = 16


class _State:
    """During migrations, tables may be incomplete; what they change is marked afterwards."""

    is_migrating = False


def register() -> None:
    uid = "clinic_api.interception"
    methods = {"update": _wrap_update, "bulk_create": _wrap_bulk_create, "_raw_delete": _wrap_raw_delete}
    for name, wrap in {**methods, "delete": _wrap_delete}.items():
        method = getattr(QuerySet, name)
        if not hasattr(method, "clinic_api"):
            wrapped = wrap(method)
            wrapped.clinic_api = True
            setattr(QuerySet, name, wrapped)
    connection_created.connect(watch_connection, dispatch_uid=uid)
    for connection in connections.all(initialized_only=True):
        watch_connection(connection)
    pre_migrate.connect(_begin_migrating, dispatch_uid=uid)
    post_migrate.connect(_end_migrating, sender=apps.get_containing_app_config(__name__), dispatch_uid=uid)


def watch_connection(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Inspect the statements of a connection."""
    if see_statement not in connection.execute_wrappers:
        connection.execute_wrappers.append(see_statement)


def see_statement(execute: Callable, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement; one that writes to a table of content, and does not come from the ORM, marks everything."""
    if isinstance(sql, str) and sql.startswith(_READS) and ";" not in sql[:-1]:
        return execute(sql, params, many, context)
    using = context["connection"].alias
    if using != databases.db_for_write(Snapshot) or _is_by_orm() or not (models := _written(str(sql))):
        return execute(sql, params, many, context)
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic(using=using, savepoint=False))
        for model in models:
            stack.enter_context(writing(model, None, _columns(str(sql)), using))
        result = execute(sql, params, many, context)
        mark([EVERYTHING], using=using)
    return result


see_statement.ignores_reads = True


def _wrap_update(method: Callable) -> Callable:
    @wraps(method)
    def update(self: QuerySet, **kwargs: Any) -> int:
        model: Any = self.model
        fields = attnames(model, kwargs)
        if not matters(model, fields) or not _is_watched(self):
            return method(self, **kwargs)
        return update_rows(_rows(self), fields, lambda: method(self, **kwargs))

    return update


def _wrap_bulk_create(method: Callable) -> Callable:
    @wraps(method)
    def bulk_create(self: QuerySet, objs: Iterable[Model], *args: Any, **kwargs: Any) -> list[Model]:
        if not _is_content(self) or not _is_watched(self):
            return method(self, objs, *args, **kwargs)
        objects = list(objs)
        return create_rows(self.model, objects, _writing(self).db, lambda: method(self, objects, *args, **kwargs))

    return bulk_create


def _wrap_delete(method: Callable) -> Callable:
    """Django sends signals for what it deletes, except for the rows of a many-to-many relation."""

    @wraps(method)
    def delete(self: QuerySet) -> Any:
        if not _meta_of(self).auto_created or not _is_content(self) or not _is_watched(self):
            return method(self)
        return delete_rows(_rows(self), lambda: method(self))

    return delete


def _meta_of(queryset: QuerySet) -> Any:
    model: Any = queryset.model
    return model._meta


def _wrap_raw_delete(method: Callable) -> Callable:
    @wraps(method)
    def _raw_delete(self: QuerySet, using: str) -> int:
        if not _is_content(self) or not _is_watched(self):
            return method(self, using)
        return delete_rows(_rows(self.using(using)), lambda: method(self, using))

    return _raw_delete


def _is_content(queryset: QuerySet) -> bool:
    model: Any = queryset.model
    return is_content(model)


def _is_watched(queryset: QuerySet) -> bool:
    return not _State.is_migrating and _writing(queryset).db == databases.db_for_write(Snapshot)


def _writing(queryset: QuerySet) -> QuerySet:
    """The same rows, in the database for writing."""
    return queryset.using(queryset._db or databases.db_for_write(queryset.model))


def _rows(queryset: QuerySet) -> QuerySet:
    return _writing(queryset.order_by())


def _written(sql: str) -> list[type[Model]]:
    """The models of content to whose tables a statement writes."""
    if _State.is_migrating:
        return []
    tables = _tables()
    if _UNKNOWN.search(sql):
        return list(tables.values())
    names = {name for target in _TARGETS.findall(sql.lower()) for name in _NAMES.findall(target)}
    return [tables[name] for name in sorted(names & tables.keys())]


def _columns(sql: str) -> set[str] | None:
    """The columns that a statement may change, and its other words; None for all columns."""
    return None if _WHOLE_ROWS.search(sql) or _UNKNOWN.search(sql) else set(_NAMES.findall(sql.lower()))


def _is_by_orm() -> bool:
    """Whether the ORM runs the statement: then signals, or the wrapped methods, cover it."""
    frame: Any = sys._getframe(1)
    for _ in range(_FRAMES):
        if frame is None:
            return False
        if frame.f_globals.get("__name__") == _ORM:
            return True
        frame = frame.f_back
    return False


@cache
def _tables() -> dict[str, type[Model]]:
    models = (model for model in apps.get_models(include_auto_created=True) if is_content(model))
    return {model._meta.db_table.lower(): model for model in models}


def _begin_migrating(**kwargs: Any) -> None:
    _State.is_migrating = True


def _end_migrating(using: str, plan: Any = (), **kwargs: Any) -> None:
    """What migrations did to content is unknown."""
    _State.is_migrating = False
    if plan and using == databases.db_for_write(Snapshot):
        tables = connections[using].introspection.table_names()
        if Snapshot._meta.db_table in tables and Snapshot.objects.using(using).exists():
            mark([EVERYTHING], using=using)
