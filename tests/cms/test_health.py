"""``/healthz`` and ``/readyz``."""

import datetime
import errno
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from api.purging.models import PendingPurge
from cms.health import checks
from cms.health.checks import CHECKS, find_problems
from cms.health.listener import HealthListener, health_port
from cms.health.report import UNAVAILABLE, _report, reports
from cms.worker.models import DutyRecord, WorkerRecord
from media.tasks import make_renditions

NEEDED = {check.name for check in CHECKS if check.is_needed}


@pytest.fixture(autouse=True)
def new_report() -> Iterator[None]:
    reports.forget()
    yield
    reports.forget()


@pytest.fixture
def running_worker(db: None) -> WorkerRecord:
    return WorkerRecord.objects.create(worker_id="one", host="here", process_id=1)


def problems() -> dict[str, str]:
    return {check.name: problem for check, problem in find_problems() if problem is not None}


def ago(seconds: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(seconds=seconds)


def away() -> patch:
    return patch.object(connection, "ensure_connection", side_effect=OperationalError("no route to db.internal"))


def test_the_server_is_alive_whatever_the_database_does(client: Client) -> None:
    with away():
        response = client.get("/healthz")

    assert (response.status_code, response.text.strip()) == (200, "ok")
    assert response["Cache-Control"] == "no-store"


@override_settings(SECURE_SSL_REDIRECT=True, ALLOWED_HOSTS=["cms.example.org"])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_answers_whoever_asks_by_an_address_of_the_machine_and_by_http(path: str) -> None:
    with patch("cms.health.report._make", return_value=_report({})):
        assert Client().get(path, headers={"host": "10.0.0.7"}).status_code == 200
        assert Client().head(path).status_code == 200
        assert Client().post(path).status_code == 405


@pytest.mark.django_db
def test_nothing_is_wrong_where_all_is_well(running_worker: WorkerRecord) -> None:
    assert problems() == {}


@pytest.mark.django_db
def test_a_database_that_is_away_is_named_and_what_asks_it_is_left_out() -> None:
    with away():
        found = {check.name: problem for check, problem in find_problems()}

    assert found["database"] == "The database did not respond."
    assert found["disk"] is None
    assert "worker" not in found


@pytest.mark.django_db
def test_migrations_that_are_not_applied_are_counted(running_worker: WorkerRecord) -> None:
    known = [*checks._known_migrations(), (("clinic_pages", "9999_not_yet"), frozenset())]
    with patch.object(checks, "_known_migrations", return_value=known):
        assert problems() == {"migrations": "Unapplied migrations: 1. Run: manage.py migrate"}


@pytest.mark.django_db
def test_of_migrations_that_are_one_by_now_those_that_are_missing_are_counted(running_worker: WorkerRecord) -> None:
    applied = ("clinic_pages", "0001_initial")
    for missing in (set(), {("clinic_pages", "0098_missing"), ("clinic_pages", "0099_missing")}):
        squashed = (("clinic_pages", "0001_squashed_0099_missing"), frozenset({applied, *missing}))
        with patch.object(checks, "_known_migrations", return_value=[*checks._known_migrations(), squashed]):
            assert problems() == ({"migrations": "Unapplied migrations: 2. Run: manage.py migrate"} if missing else {})


@pytest.mark.django_db
def test_old_code_on_new_tables_is_not_ready(running_worker: WorkerRecord) -> None:
    MigrationRecorder(connection).record_applied("clinic_pages", "9999_of_newer_code")

    problem = "This code is older than the database: it lacks 1 of the applied migrations."
    assert problems() == {"migrations": problem}
    assert _report({"migrations": problem})["status"] == UNAVAILABLE


@pytest.mark.django_db
def test_migrations_that_apps_have_dropped_are_no_problem(running_worker: WorkerRecord) -> None:
    rows = MigrationRecorder(connection).migration_qs
    rows.create(pk=-1, app="clinic_pages", name="0001_dropped")
    rows.create(app="removed_app", name="0001_initial")
    assert problems() == {}


@pytest.mark.django_db
def test_a_worker_that_gives_no_sign_of_life_is_named(running_worker: WorkerRecord) -> None:
    WorkerRecord.objects.update(seen_at=ago(600))
    assert problems()["worker"].startswith("No worker has reported for 60")
    WorkerRecord.objects.all().delete()
    assert problems()["worker"] == "No worker has reported yet."


@pytest.mark.django_db
def test_old_tasks_old_purges_and_failing_duties_are_named(running_worker: WorkerRecord, settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    make_renditions.enqueue(1)
    later = make_renditions.using(run_after=timezone.now() + datetime.timedelta(days=1)).enqueue(1)
    DBTaskResult.objects.update(enqueued_at=ago(1000))
    assert problems()["tasks"].startswith("The oldest task has waited for 100")
    DBTaskResult.objects.exclude(pk=later.id).delete()
    assert "tasks" not in problems(), "It is for tomorrow."

    PendingPurge.objects.create(surrogate_key="page-1", due_at=ago(100))
    assert problems()["purges"].startswith("A purge has been overdue for 10")
    DutyRecord.objects.create(name="count", failures=3)
    assert "'count'" in problems()["duties"]


@pytest.mark.django_db
def test_a_full_disk_is_named(running_worker: WorkerRecord) -> None:
    with patch.object(checks.shutil, "disk_usage") as usage:
        usage.return_value.free = 1024 * 1024
        assert problems() == {"disk": "The disk has 1 MB left."}


@pytest.mark.django_db
def test_uploads_on_a_full_disk_of_their_own_are_named(
    running_worker: WorkerRecord, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads" / "not-yet"
    free = {tmp_path: 3 * 1024 * 1024}
    with patch.object(checks.shutil, "disk_usage") as usage:
        usage.side_effect = lambda folder: SimpleNamespace(free=free.get(folder, 10**12))
        assert problems() == {"disk": "The disk has 3 MB left."}


@pytest.mark.django_db
def test_uploads_that_cannot_be_written_are_named(
    running_worker: WorkerRecord, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    read_only = OSError(errno.EROFS, "Read-only file system")
    with patch.object(checks.tempfile, "NamedTemporaryFile", side_effect=read_only) as begin:
        assert problems() == {"disk": "The uploads folder is not writable."}
        assert begin.call_args.kwargs["dir"] == tmp_path
        settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
        assert problems() == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_redis_that_is_away_is_named(running_worker: WorkerRecord, settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"redis://127.0.0.1:{closed.getsockname()[1]}"
    settings.CACHES = {"default": {"BACKEND": "cms.caching.FailOpenRedisCache", "LOCATION": address}}
    assert problems() == {"redis": "Redis does not respond. The API works without it."}


@pytest.mark.parametrize("name", [check.name for check in CHECKS])
def test_only_what_answers_need_makes_a_server_unready(name: str) -> None:
    report = _report({"disk": None, name: "It is away."})
    with patch("cms.health.report._make", return_value=report):
        status = Client().get("/readyz").status_code
        strict = Client().get("/readyz?strict=1").status_code

    assert status == (503 if name in NEEDED else 200)
    assert strict == 503
    assert report["checks"][name] == {"ok": False, "problem": "It is away."}


def test_what_hangs_is_named_within_seconds() -> None:
    with (
        patch("cms.health.report.find_problems", side_effect=lambda: iter(hang())),
        patch("cms.health.report.PATIENCE_S", 0.05),
    ):
        response = Client().get("/readyz")

    assert response.status_code == 503
    assert "no response within" in response.json()["checks"]["database"]["problem"]


def hang() -> Iterator[None]:
    import time

    time.sleep(1)
    yield from ()


def test_whoever_asks_often_gets_the_same_report() -> None:
    with patch("cms.health.report._make", return_value=_report({})) as make:
        for _ in range(50):
            Client().get("/readyz")

    assert make.call_count <= 3


def test_a_port_of_its_own_answers_both_and_nothing_else() -> None:
    listener = HealthListener("127.0.0.1", 0)
    listener.start()
    try:
        with patch("cms.health.report._make", return_value=_report({"disk": "Full."})):
            assert ask(listener.port, "/healthz") == (200, "ok\n")
            status, body = ask(listener.port, "/readyz")
            assert (status, json.loads(body)["status"]) == (200, "degraded")
            assert ask(listener.port, "/readyz?strict=1")[0] == 503
            assert ask(listener.port, "/admin/")[0] == 404
    finally:
        listener.stop()


def test_many_who_say_nothing_there_do_not_pile_up() -> None:
    listener = HealthListener("127.0.0.1", 0)
    listener.start()
    silent = []
    try:
        with patch("cms.health.listener.PATIENCE_S", 1):
            silent = [socket.create_connection(("127.0.0.1", listener.port)) for _ in range(80)]
            assert sum(thread.name.endswith("process_request_thread)") for thread in threading.enumerate()) <= 50
    finally:
        for link in silent:
            link.close()
        listener.stop()


def test_that_port_is_near_the_servers() -> None:
    assert (health_port(8000), health_port(60_000)) == (18_000, 50_000)


def ask(port: int, path: str) -> tuple[int, str]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    link.request("GET", path)
    response = link.getresponse()
    return response.status, response.read().decode()
