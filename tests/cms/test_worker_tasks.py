"""Tasks whose worker ended in the middle of them, or lost the database."""

import datetime
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from cms.worker import clock
from cms.worker.clock import Clock
from cms.worker.models import DEAD_AFTER_S, WorkerRecord
from cms.worker.recovery import recover_tasks
from cms.worker.tasks import TaskWorker
from tests.database_errors import error_for_good

pytestmark = pytest.mark.django_db(transaction=True)

DONE: list[str] = []
PROBLEMS: list[BaseException] = []


@task()
def note(name: str) -> None:
    if PROBLEMS:
        raise PROBLEMS.pop()
    DONE.append(name)


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    DONE.clear()
    PROBLEMS.clear()


def begun_by(*worker_ids: str, seconds_ago: float = DEAD_AFTER_S + 1) -> DBTaskResult:
    """A task under way."""
    result = DBTaskResult.objects.get(pk=note.enqueue("under way").id)
    result.status = TaskResultStatus.RUNNING
    result.started_at = timezone.now() - datetime.timedelta(seconds=seconds_ago)
    result.worker_ids = list(worker_ids)
    result.save()
    return result


def worker_seen(worker_id: str, seconds_ago: float) -> None:
    at = timezone.now() - datetime.timedelta(seconds=seconds_ago)
    WorkerRecord.objects.create(worker_id=worker_id, host="here", process_id=1, seen_at=at)


def status(result: DBTaskResult) -> str:
    result.refresh_from_db()
    return result.status


def work(**options: object) -> None:
    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0, **options)


def test_a_task_of_a_killed_worker_is_done_by_the_next_one() -> None:
    result = begun_by("killed")
    worker_seen("killed", DEAD_AFTER_S + 1)

    assert recover_tasks() == 1
    work()
    assert (DONE, status(result)) == (["under way"], TaskResultStatus.SUCCESSFUL)
    assert not WorkerRecord.objects.exists()


def test_a_task_of_a_living_worker_is_left_to_it() -> None:
    result = begun_by("alive")
    worker_seen("alive", 1)

    assert recover_tasks() == 0
    assert status(result) == TaskResultStatus.RUNNING


def test_a_task_that_has_ended_three_workers_is_given_up() -> None:
    result = begun_by("one", "two", "three")

    recover_tasks()
    assert status(result) == TaskResultStatus.FAILED
    assert result.exception_class_path.endswith("WorkerEndedError")


def test_a_task_that_loses_the_database_is_done_again() -> None:
    result = DBTaskResult.objects.get(pk=note.enqueue("again").id)
    PROBLEMS.append(OperationalError("server closed the connection unexpectedly"))
    work()

    assert (DONE, status(result)) == (["again"], TaskResultStatus.SUCCESSFUL)
    assert len(result.worker_ids) == 2


def test_a_task_that_is_interrupted_is_not_lost() -> None:
    result = DBTaskResult.objects.get(pk=note.enqueue("again").id)
    PROBLEMS.append(SystemExit(1))
    work(max_tasks=1)
    assert status(result) == TaskResultStatus.READY


@pytest.mark.parametrize("make", [lambda: ValueError("wrong"), error_for_good])
def test_a_task_that_fails_by_its_own_fault_has_failed(make: Callable[[], Exception]) -> None:
    result = DBTaskResult.objects.get(pk=note.enqueue("never").id)
    PROBLEMS.append(make())
    work()

    assert status(result) == TaskResultStatus.FAILED
    assert len(result.worker_ids) == 1


def test_a_worker_goes_on_after_the_database_was_away() -> None:
    note.enqueue("afterwards")
    ready = DBTaskResult.objects.ready
    answers = iter([OperationalError("the database system is shutting down")] * 2)

    def sometimes():
        if (problem := next(answers, None)) is not None:
            raise problem
        return ready()

    with (
        patch.object(DBTaskResult.objects, "ready", side_effect=sometimes, create=True),
        patch("cms.worker.tasks.time.sleep"),
    ):
        work()
    assert DONE == ["afterwards"]


def test_after_the_database_was_away_every_worker_gets_time_for_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody could give one meanwhile, so that all look dead."""
    now = 1000.0
    monkeypatch.setattr(clock.time, "monotonic", lambda: now)
    result = begun_by("alive, too")
    one = Clock([], "one")
    one.tick()
    assert status(result) == TaskResultStatus.RUNNING

    now += DEAD_AFTER_S + 1
    one.tick()
    assert status(result) == TaskResultStatus.READY


def test_a_worker_that_stops_leaves_nothing_for_others_to_find_out() -> None:
    result = begun_by("me")
    call_command("db_worker", "--batch", "--no-startup-delay", "--worker-id", "me", verbosity=0)

    assert status(result) == TaskResultStatus.SUCCESSFUL
    assert not WorkerRecord.objects.exists()


def test_without_a_queue_in_the_database_only_the_clock_has_work(settings: Settings) -> None:
    note.enqueue("waits")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    work()

    assert DONE == []


def test_a_worker_says_that_it_reloads_no_code() -> None:
    with pytest.raises(CommandError, match="does not reload"):
        call_command("db_worker", "--reload")


def test_the_worker_is_the_one_that_the_command_runs() -> None:
    with patch.object(TaskWorker, "run") as run:
        work()
    assert run.called
