"""With a queue in the database, a worker makes what changes have marked, and nobody who saves waits for it."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from api.builds import queue, tasks
from api.snapshots.models import StaleMark
from tests.freshness.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def world(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return World()


def work():
    call_command("db_worker", "--batch", "--no-startup-delay", "--queue-name", "*", verbosity=0)


def test_what_is_marked_is_made_by_the_worker(world):
    call_command("snapshots", "rebuild")
    DBTaskResult.objects.all().delete()
    with transaction.atomic():
        world.edit_clinic_in_admin()
    assert StaleMark.objects.exists()
    assert DBTaskResult.objects.filter(task_path="api.builds.tasks.rebuild_marked").exists()
    work()
    assert not StaleMark.objects.exists()


def test_a_worker_hands_over_to_the_next_task(world, monkeypatch):
    call_command("snapshots", "rebuild")
    monkeypatch.setattr(tasks, "BATCH", 2)
    monkeypatch.setattr(queue, "BATCH", 2)
    with transaction.atomic():
        world.edit_clinic_in_admin()
    work()
    assert not StaleMark.objects.exists()


def test_a_queue_that_fails_stops_neither_the_save_nor_the_reader(world, monkeypatch, caplog):
    call_command("snapshots", "rebuild")

    class FailingTask:
        backend = "default"

        def enqueue(self, **arguments):
            raise ConnectionError("no queue")

    monkeypatch.setattr(queue, "rebuild_marked", FailingTask())
    article = world.articles()[0]
    article.title = "Saved all the same"
    with transaction.atomic():
        article.save()
    assert Client().get(f"/api/v2/pages/{article.pk}/").json()["title"] == "Saved all the same"
    assert "could not be added to the task queue" in caplog.text
