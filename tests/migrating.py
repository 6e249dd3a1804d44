"""Migrations one by one, as installations have run them, also where one stands for several by now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import StateApps


@contextmanager
def migrated_back(app_label: str, name: str) -> Iterator[StateApps]:
    """The models as they were after a migration, with the tables of that time. They are as they are now in the end."""
    _migrate([(app_label, name)])
    try:
        yield _executor().loader.project_state([(app_label, name)]).apps
    finally:
        _migrate(_executor().loader.graph.leaf_nodes())


def _migrate(targets: list[tuple[str, str]]) -> None:
    _executor().migrate(targets)


def _executor() -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor
