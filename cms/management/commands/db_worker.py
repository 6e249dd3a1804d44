from __future__ import annotations

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import Error as DatabaseProblem
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.management.commands import db_worker

from cms.startup.leaving import leave_after
from cms.startup.parent import end_with_parent
from cms.worker.clock import Clock
from cms.worker.duties import find_duties
from cms.worker.models import WorkerRecord
from cms.worker.recovery import give_back_tasks_of
from cms.worker.tasks import TaskWorker

logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Runs background tasks, and the worker's duties when they are due, such as publishing scheduled pages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        backend = "default" if isinstance(task_backends["default"], DatabaseBackend) else None
        parser.set_defaults(queue_name="*", reload=False, backend_name=backend)
        parser.add_argument(
            "--with-parent", action="store_true", help="stop when the process that started this one ends"
        )

    def run_from_argv(self, argv: list[str]) -> None:
        leave_after(lambda: super(Command, self).run_from_argv(argv))

    def handle(self, *, worker_id: str, backend_name: str | None, batch: bool, **options: Any) -> None:
        if options["reload"]:
            raise CommandError("This worker does not reload code: restart it after a change.")
        if options["with_parent"]:
            end_with_parent()
        self.configure_logging(options["verbosity"])
        worker = self._task_worker(worker_id, backend_name, batch, options)
        clock = Clock(find_duties(), worker_id)
        worker.configure_signals()
        try:
            if batch:
                clock.do_all()
            else:
                clock.start()
            worker.run()
        finally:
            clock.stop()
            _leave(worker_id)

    def _task_worker(self, worker_id: str, backend: str | None, batch: bool, options: dict[str, Any]) -> TaskWorker:
        excluded = options["exclude_queues"].split(",") if options["exclude_queues"] else []
        queues = options["queue_name"].split(",")
        if excluded and "*" not in queues:
            raise CommandError("--exclude-queues can only be used with --queue-name=*")
        return TaskWorker(
            queue_names=queues,
            excluded_queue_names=excluded,
            interval=options["interval"],
            batch=batch,
            # Without a backend that keeps tasks nothing is ever found, and only the clock has work.
            backend_name=backend or "",
            startup_delay=options["startup_delay"],
            max_tasks=options["max_tasks"],
            worker_id=worker_id,
        )


def _leave(worker_id: str) -> None:
    """What others need not wait for to find out."""
    try:
        give_back_tasks_of(worker_id)
        WorkerRecord.objects.filter(worker_id=worker_id).delete()
    except DatabaseProblem as error:
        logger.warning("The worker's shutdown could not be recorded: %s", error)
