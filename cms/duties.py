"""What a worker does at intervals for the project as a whole."""

from django.conf import settings
from django.core.management import call_command

A_DAY_S = 24 * 3600


def remove_old_task_results() -> None:
    """Where tasks are kept in the database; tasks that are done at once leave none."""
    if settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db."):
        call_command("prune_db_task_results", verbosity=0)


def remove_ended_sessions() -> None:
    call_command("clearsessions", verbosity=0)


DUTIES = [
    ("remove old results of tasks", A_DAY_S, remove_old_task_results),
    ("remove ended sessions", A_DAY_S, remove_ended_sessions),
]
