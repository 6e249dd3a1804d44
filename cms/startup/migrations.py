from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from modelsearch.backends import database as search_database


def apply_migrations() -> bool:
    """Brings the database's tables up to date and returns whether there was anything to do.

    With nothing to do it takes milliseconds: content types and permissions are looked at only after a change.
    """
    if not _has_pending_migrations():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    # The checks before this command have looked for SQLite's search index, and found that there is no such table.
    search_database.USE_SQLITE_FTS = None
    return True


def _has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
