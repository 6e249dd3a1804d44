"""Keys that are free after a fixture was loaded, but belonged to something that was deleted where it was dumped.

A new page must not get the key of a deleted one: it would inherit its log and its former paths.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, ForeignKey, Max, Model


def reserve_keys_of_what_is_gone(using: str) -> None:
    """Has the database go on with keys above all that anything refers to."""
    highest: dict[type[Model], int] = {}
    for model, field in _unchecked():
        key = model._base_manager.using(using).aggregate(highest=Max(field.attname))["highest"]
        target = field.related_model
        highest[target] = max(highest.get(target, 0), key or 0)
    for target, key in highest.items():
        if key and not target._base_manager.using(using).filter(pk__gte=key).exists():
            _go_on_after(connections[using], target, key)


def _unchecked() -> Iterator[tuple[type[Model], ForeignKey]]:
    """The foreign keys that may refer to what is gone."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            is_unchecked = isinstance(field, ForeignKey) and not field.db_constraint
            if is_unchecked and isinstance(field.related_model._meta.pk, AutoField):
                yield model, field


def _go_on_after(connection: BaseDatabaseWrapper, model: type[Model], key: int) -> None:
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            name = connection.ops.quote_name(table)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, column, key])
        elif connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, key])
