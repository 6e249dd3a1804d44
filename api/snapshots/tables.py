from __future__ import annotations

from django.apps import apps
from django.db import connections

from .models import Snapshot


def missing_tables(using: str) -> list[str]:
    """The names of this app's tables that are missing in a database: all of them before ``migrate`` was run."""
    models = apps.get_app_config(Snapshot._meta.app_label).get_models()
    tables = {model._meta.db_table for model in models if model._meta.managed}
    return sorted(tables.difference(connections[using].introspection.table_names()))
