"""A snapshot goes whole or not at all, whoever reads meanwhile, and wherever the process that removes it is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client
from wagtail.models import Page

from api.builds.fingerprint import fingerprint
from api.builds.rebuilding import rebuild, rebuild_marked, remove_left_over
from api.builds.sources import source_for
from api.dependencies.keys import key_of
from api.snapshots import removing, store
from api.snapshots.models import Dependency, Snapshot, SnapshotContent, StaleMark
from api.snapshots.version import current_version, move_on
from tests.freshness.servers import database_url
from tests.freshness.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hidden():
    """The key of a page that was unpublished, and whose snapshot is marked, and not yet removed."""
    world = World()
    call_command("snapshots", "rebuild", verbosity=0)
    pk = world.articles()[0].pk
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, pk])
    StaleMark.objects.get_or_create(snapshot=_snapshot(pk))
    assert Client().get(f"/api/v2/pages/{pk}/").status_code == 404
    return pk


def _snapshot(pk: int) -> Snapshot:
    key = key_of(Page, pk)
    return Snapshot.objects.filter(kind=key.kind, object_id=key.object_id).first() or _empty(key)


def _empty(key) -> Snapshot:
    """A snapshot that a reader has removed by now, as it was."""
    facts = {"pk_text": key.pk, "model": "clinic_pages.articlepage", "etag": "e", "fingerprint": "f", "modified_at": 1}
    snapshot = Snapshot.objects.create(kind=key.kind, object_id=key.object_id, **facts)
    SnapshotContent.objects.create(snapshot=snapshot, body=b"{}")
    Dependency.objects.create(kind=key.kind, object_id=key.object_id, snapshot=snapshot)
    return snapshot


def restore(pk: int) -> None:
    """The snapshot of the hidden page as it was before it was removed: marked, and else as good as new."""
    snapshot = _snapshot(pk)
    Snapshot.objects.filter(pk=snapshot.pk).update(fingerprint=fingerprint())
    StaleMark.objects.get_or_create(snapshot=snapshot)


#: Removes what is left over, in a child that is killed as it is about to run the statement of the number that it reads.
REMOVER = """
import os, signal, sys
import django; django.setup()
from django.db import connection
from wagtail.models import Page
from api.builds.rebuilding import remove_left_over
from api.builds.sources import source_for

def kill_at(number):
    count = 0
    def wrapper(execute, sql, *rest):
        nonlocal count
        if sql.startswith(("DELETE", "INSERT", "UPDATE")):
            count += 1
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)
    return wrapper

for line in sys.stdin:
    child = os.fork()
    if not child:
        with connection.execute_wrapper(kill_at(int(line))):
            remove_left_over(source_for(Page))
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""


def test_a_hidden_page_stays_hidden_wherever_the_removal_of_its_snapshot_is_killed(hidden):
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    connections.close_all()
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", REMOVER], cwd=ROOT, env=environment, **pipes) as remover:  # noqa: S603
        ends = []
        while 0 not in ends:
            restore(hidden)
            connections.close_all()
            remover.stdin.write(f"{len(ends) + 1}\n")
            remover.stdin.flush()
            ends.append(int(remover.stdout.readline()))
            found = store.read(key=key_of(Page, hidden))
            assert not [row for row in found if not row.is_marked], f"it is public after a kill at {len(ends)}"
            assert Client().get(f"/api/v2/pages/{hidden}/").status_code == 404
        remover.stdin.close()
    assert len(ends) > 4, "nothing was killed"


def test_no_reader_meets_a_part_of_a_snapshot_while_it_is_removed(hidden):
    """Readers look between any two statements of the removal."""
    key, faults = key_of(Page, hidden), []
    restore(hidden)
    before = current_version(connection.alias)

    def look() -> None:
        try:
            rows = store.read(key=key)
            faults.extend(row for row in rows if not row.is_marked)
        finally:
            connections.close_all()

    def look_first(execute, sql, *rest):
        if sql.startswith("DELETE"):
            reader = threading.Thread(target=look)
            reader.start()
            reader.join(30)
        return execute(sql, *rest)

    with connection.execute_wrapper(look_first):
        remove_left_over(source_for(Page))
    assert not faults
    assert not Snapshot.objects.filter(kind=key.kind, object_id=key.object_id).exists()
    assert current_version(connection.alias) != before, "what processes remember was not forgotten"


def test_nothing_of_what_is_left_over_is_sent_while_a_long_change_keeps_it_from_being_removed(hidden, monkeypatch):
    monkeypatch.setattr(removing, "PAUSE_S", 0)
    monkeypatch.setattr(removing, "_remove_now", lambda pks, using: False)
    restore(hidden)
    StaleMark.objects.all().delete()
    assert not store.read(key=key_of(Page, hidden))[0].is_marked
    rebuild()
    assert store.read(key=key_of(Page, hidden))[0].is_marked


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_change_that_marks_a_snapshot_and_a_removal_of_it_never_break_each_other(hidden, monkeypatch):
    """The mark of a row that is gone could not be committed: whoever saved would lose the change."""
    monkeypatch.setattr(removing, "PAUSE_S", 0)
    restore(hidden)
    changed, go_on, faults = threading.Event(), threading.Event(), []

    def change() -> None:
        try:
            with transaction.atomic():
                move_on(connection.alias)
                StaleMark.objects.create(snapshot=_snapshot(hidden))
                changed.set()
                go_on.wait(30)
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=change)
    thread.start()
    assert changed.wait(30)
    remove_left_over(source_for(Page))
    Snapshot.objects.update(model="gone.model")
    rebuild_marked(100)
    go_on.set()
    thread.join(30)
    assert not faults
    remove_left_over(source_for(Page))
    assert not Snapshot.objects.filter(pk_text=str(hidden), model="gone.model").exists()
