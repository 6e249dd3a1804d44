from __future__ import annotations

import logging
import time

from django.db import Error as DatabaseProblem
from django.db import connections
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from api.availability import is_database_away
from cms.log_limits import LogLimit
from cms.worker.recovery import MOST_ATTEMPTS, give_back_tasks_of

logger = logging.getLogger(__name__)

LONGEST_WAIT_S = 5


class TaskWorker(Worker):
    """Works off tasks as ``django_tasks_db`` does, and goes on when the database went away and came back.

    A task that lost its database, or was interrupted, is done again, three times at most.
    """

    def run(self) -> None:
        limit = LogLimit()
        wait = 0.5
        while self.running:
            try:
                give_back_tasks_of(self.worker_id)
                super().run()
                return
            except DatabaseProblem as error:
                connections.close_all()
                self.startup_delay = False
                if limit.allows("database"):
                    logger.error("The worker cannot read its tasks, and will retry: %s", error)
                time.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        fail = db_task_result.set_failed
        errors: list[BaseException] = []

        def set_failed(error: BaseException) -> None:
            errors.append(error)
            fail(error)

        db_task_result.set_failed = set_failed
        super().run_task(db_task_result)
        was_interrupted = any(isinstance(error, SystemExit) or is_database_away(error) for error in errors)
        if was_interrupted and len(db_task_result.worker_ids) < MOST_ATTEMPTS:
            db_task_result.status = TaskResultStatus.READY
            db_task_result.save(update_fields=["status"])
