from pathlib import Path

from django.conf import settings
from django.db import connection


class FirstStart:
    """Whether the database was new when the project was first started on it, and is not yet completely filled.

    A note in ``var/`` keeps that in mind until all is done, so that a first start that was broken off goes on at the
    next one. The note names its database: it says nothing about another one.
    """

    def __init__(self) -> None:
        self._note = Path(settings.VAR_DIR) / "first-start"

    def begin(self) -> bool:
        """Returns whether the duties of a first start are still to be done, and notes it."""
        if not self._is_noted() and not _is_empty_database():
            return False
        self._note.write_text(_database_name(), encoding="utf-8")
        return True

    def finish(self) -> None:
        """Notes that everything is done: no later start is a first one on this database."""
        self._note.unlink(missing_ok=True)

    def _is_noted(self) -> bool:
        return self._note.is_file() and self._note.read_text(encoding="utf-8") == _database_name()


def _is_empty_database() -> bool:
    return not connection.introspection.table_names()


def _database_name() -> str:
    database = connection.settings_dict
    return f"{database['ENGINE']} {database['HOST']} {database['PORT']} {database['NAME']}"
