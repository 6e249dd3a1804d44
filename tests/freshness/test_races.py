"""Proof that no reader sees an older version than one whose commit has returned, whoever races with whom.

Writers and readers are threads with connections of their own, and processes of their own, one of which is killed in
the middle of its work. On PostgreSQL, where they really run side by side. ``RACE_SECONDS`` makes each race go on for
that long; ``make test-long`` does.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from django.db import connection, connections, transaction
from django.test import Client
from modelsearch.conf import get_app_config
from wagtail.models import Page, Site

from api.builds.building import build
from api.builds.rebuilding import rebuild, rebuild_marked
from api.builds.sources import source_for
from api.snapshots import store
from api.snapshots.models import Snapshot, StaleMark
from pages.models import ArticleIndexPage, ArticlePage, ClinicIndexPage, ClinicPage, HomePage
from pages.models.article_rows import RelatedArticle
from tests.freshness.servers import database_url, gunicorn
from tests.pages.factories import make_article, make_clinic

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none"),
]

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 4
LONGER = int(os.environ.get("RACE_SECONDS", "0"))
ARTICLES = 6
#: So many writes, and reads, make a race.
LEAST = 5
PATIENCE_S = 90


@pytest.fixture
def articles():
    """Articles that all show one clinic."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    clinic = make_clinic(home.add_child(instance=ClinicIndexPage(title="Clinics", slug="clinics")))
    index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
    contact = {"heading": "Call", "text": "", "clinic": clinic.pk, "details": ["address"]}
    body = [{"id": "contact", "type": "clinic_contact", "value": contact}]
    return [make_article(index, title=f"Article {number}", body=body) for number in range(ARTICLES)]


class Race:
    """A number that a writer counts up in the clinic's town, and what readers may therefore never see again."""

    def __init__(self, articles: list[ArticlePage]) -> None:
        self.pks = [article.pk for article in articles]
        self.clinic_pk = ClinicPage.objects.get().pk
        self.committed = 0
        self.reads = 0
        self.faults: list[str] = []
        self.stop = threading.Event()

    def write(self) -> None:
        while not self.stop.is_set():
            following = self.committed + 1
            with transaction.atomic():
                clinic = ClinicPage.objects.get(pk=self.clinic_pk)
                clinic.locality = f"Town {following}"
                clinic.save()
                time.sleep(0.01)
            self.committed = following

    def read(self, number: int) -> None:
        client = Client()
        while not self.stop.is_set():
            least = self.committed
            pk = self.pks[(self.reads + number) % len(self.pks)]
            answer = client.get(f"/api/v2/pages/{pk}/")
            self.check(answer, least, f"pages/{pk}/")
            listing = client.get("/api/v2/clinics/?fields=address")
            self.check(listing, least, "clinics/")
            self.reads += 1

    def check(self, answer, least: int, path: str) -> None:
        if answer.status_code != 200:
            self.faults.append(f"{path}: {answer.status_code} {answer.content!r}")
            return
        towns = [int(town) for town in re.findall(rb"Town (\d+)", answer.content)] or [0]
        if min(towns) < least:
            self.faults.append(f"{path} shows {min(towns)}, but {least} was committed before it was asked for")

    def rebuild(self) -> None:
        while not self.stop.is_set():
            rebuild_marked(100)

    def has_happened(self) -> bool:
        return min(self.committed, self.reads) > LEAST or bool(self.faults)

    def run(self, *workers, seconds: float = SECONDS) -> None:
        threads = [threading.Thread(target=self._guard, args=(worker,)) for worker in workers]
        for thread in threads:
            thread.start()
        began, seconds = time.monotonic(), max(seconds, LONGER)
        try:
            while time.monotonic() - began < seconds or not self.has_happened():
                assert time.monotonic() - began < seconds + PATIENCE_S, "hardly anything happened"
                time.sleep(0.1)
        finally:
            self.stop.set()
        for thread in threads:
            thread.join(30)
        print(f"{self.reads} rounds of reading, {self.committed} changes, {len(self.faults)} faults")  # noqa: T201

    def _guard(self, worker) -> None:
        try:
            worker()
        except BaseException as error:
            self.faults.append(repr(error))
        finally:
            connections.close_all()


def test_no_reader_sees_an_older_version_while_writers_and_workers_run(articles):
    race = Race(articles)
    race.run(race.write, lambda: race.read(0), lambda: race.read(1), lambda: race.read(2), race.rebuild)
    assert not race.faults, race.faults[:5]
    assert race.has_happened()


def test_no_reader_sees_an_older_version_while_other_processes_rebuild_and_are_killed(articles):
    race = Race(articles)
    killed = []

    def kill_workers() -> None:
        while not race.stop.is_set():
            with _process(REBUILDER) as process:
                time.sleep(2.5)
            killed.append(process.returncode)

    race.run(race.write, lambda: race.read(0), lambda: race.read(1), kill_workers, seconds=8)
    assert not race.faults, race.faults[:5]
    assert -signal.SIGKILL in killed
    assert race.has_happened()


class Hiding(Race):
    """A page that goes offline and online again without a signal, and what readers may see of it meanwhile."""

    #: Of each four: online, about to go offline, offline, about to go online. Only the first and third are certain.
    phase = 0

    def write(self) -> None:
        page = ArticlePage.objects.filter(pk=self.pks[0])
        while not self.stop.is_set():
            for is_live in (False, True):
                self.phase += 1
                with transaction.atomic():
                    page.update(live=is_live)
                    time.sleep(0.01)
                self.phase += 1
                time.sleep(0.2)
            self.committed += 1

    def read(self, number: int) -> None:
        client = Client()
        while not self.stop.is_set():
            for path in (f"pages/{self.pks[0]}/", f"pages/?fields=_,id&type=clinic_pages.ArticlePage&offset={number}"):
                before = self.phase
                answer = client.get(f"/api/v2/{path}")
                if before == self.phase and before % 2 == 0:
                    self.check_phase(before % 4 == 0, path, answer)
            self.reads += 1

    def check_phase(self, is_live: bool, path: str, answer) -> None:
        if "type=" not in path:
            expected = 200 if is_live else 404
            if answer.status_code != expected:
                self.faults.append(f"{path}: {answer.status_code}, not {expected}")
        elif answer.json()["meta"]["total_count"] != len(self.pks) - (not is_live):
            self.faults.append(f"{path}: {answer.json()['meta']}")


def test_no_reader_sees_what_was_hidden_in_bulk_while_rebuilders_remove_it_and_are_killed(articles):
    race = Hiding(articles)

    def kill_workers() -> None:
        while not race.stop.is_set():
            with _process(REBUILDER):
                time.sleep(2.5)

    race.run(race.write, lambda: race.read(0), lambda: race.read(1), race.rebuild, kill_workers, seconds=8)
    assert not race.faults, race.faults[:5]
    assert race.has_happened()


def test_no_reader_sees_an_older_version_while_changes_are_made_at_a_stricter_isolation_level(articles):
    race = Race(articles)
    writer = race.write

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        writer()

    race.run(write, lambda: race.read(0), lambda: race.read(1), race.rebuild)
    assert not race.faults, race.faults[:5]
    assert race.has_happened()


def test_no_process_of_a_server_sends_an_older_version_than_a_process_that_writes_has_committed(articles):
    """Each process remembers listings and sites for itself; none may go on with them after another one's commit."""
    race = Race(articles)
    with gunicorn("cms.settings.test") as address, _process(WRITER, stdout=subprocess.PIPE, text=True) as writer:

        def follow() -> None:
            for line in writer.stdout:
                race.committed = int(line)
                if race.stop.is_set():
                    return

        def read(number: int) -> None:
            with requests.Session() as session:
                session.headers["Host"] = "testserver"
                while not race.stop.is_set():
                    least = race.committed
                    pk = race.pks[(race.reads + number) % len(race.pks)]
                    for path in (f"pages/{pk}/", "clinics/?fields=address"):
                        race.check(session.get(f"{address}/api/v2/{path}", timeout=30), least, path)
                    race.reads += 1

        race.run(follow, lambda: read(0), lambda: read(1), lambda: read(2))
    assert not race.faults, race.faults[:5]
    assert race.has_happened()


#: Rebuilds everything, again and again.
REBUILDER = """
import django; django.setup()
from api.builds.rebuilding import rebuild
while True: rebuild(everything=True)
"""
#: Counts up in the clinic's town, and says each number when its commit has returned.
WRITER = """
import itertools
import django; django.setup()
from django.db import transaction
from pages.models import ClinicPage
for number in itertools.count(1):
    with transaction.atomic():
        clinic = ClinicPage.objects.get()
        clinic.locality = f"Town {number}"
        clinic.save()
    print(number, flush=True)
"""


@contextmanager
def _process(program: str, **options) -> Iterator[subprocess.Popen]:
    environment = {**os.environ, "DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment, **options)  # noqa: S603
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def test_a_build_that_raced_with_a_change_is_not_stored(articles):
    pk = articles[0].pk
    source = source_for(ArticlePage)
    before = build(source, pk)
    in_thread(lambda: ClinicPage.objects.get().save())
    assert store.save(before) is False
    assert store.save(build(source, pk)) is True


def test_nothing_is_stored_while_a_change_is_under_way(articles):
    """Its marks cannot be seen yet, and those that the new snapshot needs could not be made any more."""
    source = source_for(ArticlePage)
    changed, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            clinic = ClinicPage.objects.get()
            clinic.locality = "Elsewhere"
            clinic.save()
            changed.set()
            go_on.wait(20)

    thread = threading.Thread(target=lambda: closing(change))
    thread.start()
    assert changed.wait(20)
    assert store.save(build(source, articles[0].pk)) is False
    go_on.set()
    thread.join(20)
    assert b"Elsewhere" in Client().get(f"/api/v2/pages/{articles[0].pk}/").content


def test_two_changes_that_mark_the_same_snapshots_do_not_wait_for_each_other(articles):
    """Two articles that show each other: each change marks what the other has marked, before either is committed."""
    one, two = articles[:2]
    for article, other in ((one, two), (two, one)):
        article.related_rows = [RelatedArticle(page=other)]
        article.save()
    rebuild()
    # Wagtail's index would norm all of these together with the next one that is written.
    get_app_config().get_model("IndexEntry").objects.update(title_norm=1.0)
    marked, go_on = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            one.title = "One, changed"
            one.save()
            marked.set()
            go_on.wait(20)

    thread = threading.Thread(target=lambda: closing(change))
    thread.start()
    assert marked.wait(10)
    began = time.monotonic()
    two.title = "Two, changed"
    two.save()
    assert time.monotonic() - began < 5
    go_on.set()
    thread.join(20)
    for article in (one, two):
        content = Client().get(f"/api/v2/pages/{article.pk}/").content
        assert b"One, changed" in content
        assert b"Two, changed" in content


def test_a_change_that_is_rolled_back_marks_nothing(articles):
    rebuild()
    with transaction.atomic():
        articles[0].save()
        assert StaleMark.objects.exists()
        transaction.set_rollback(True)
    assert not StaleMark.objects.exists()
    assert Snapshot.objects.exists()


def in_thread(act) -> None:
    thread = threading.Thread(target=lambda: closing(act))
    thread.start()
    thread.join(30)


def closing(act) -> None:
    try:
        act()
    finally:
        connections.close_all()
