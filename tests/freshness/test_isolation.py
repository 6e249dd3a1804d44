"""A change marks all that it touches at every isolation level of PostgreSQL, and what was not seen is never stored."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from api.builds.rebuilding import rebuild, rebuild_marked
from api.snapshots.models import ContentVersion, Snapshot, UnseenMark
from api.snapshots.version import current_version, move_on
from pages.models import ClinicPage, Person
from tests.freshness.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL: DATABASE_URL names none"),
]

LEVELS = ["REPEATABLE READ", "SERIALIZABLE"]


@pytest.fixture
def world(settings):
    """Nobody works off tasks, so that it is readers who mend."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return World()


def in_thread(act: Callable[[], object]) -> None:
    faults = []

    def run() -> None:
        try:
            act()
        except BaseException as error:
            faults.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)
    assert not faults


def begin(level: str) -> None:
    """Begins to look at the database at such a level: what is committed later is not seen."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        cursor.execute("SELECT count(*) FROM wagtailcore_page")


def towns(pks: list[int]) -> list[str]:
    return [Client().get(f"/api/v2/pages/{pk}/").content.decode() for pk in pks]


@pytest.mark.parametrize("level", LEVELS)
def test_a_change_reaches_answers_that_were_stored_after_its_transaction_began(world, level):
    pks = [article.pk for article in world.articles()]
    Snapshot.objects.all().delete()
    with transaction.atomic():
        begin(level)
        in_thread(lambda: towns(pks))
        clinic = ClinicPage.objects.get()
        clinic.locality = "Elsewhere"
        clinic.save()
    assert UnseenMark.objects.exists()
    answers = towns(pks)
    assert any("Elsewhere" in answer for answer in answers)
    assert all(world.clinic.locality not in answer for answer in answers)
    assert not UnseenMark.objects.exists(), "the first reader who stores an answer makes the marks"
    assert towns(pks) == answers


@pytest.mark.parametrize("level", LEVELS)
def test_changes_whose_reach_is_wide_are_seen_as_well(world, level):
    person = Person.objects.get()
    article = next(article for article in world.articles() if article.author_rows.exists())
    Snapshot.objects.all().delete()
    with transaction.atomic():
        begin(level)
        in_thread(lambda: towns([article.pk]))
        world.restrict(list(world.pages()).index(article.page_ptr), "login")
    assert Client().get(f"/api/v2/pages/{article.pk}/").status_code == 404
    with transaction.atomic():
        begin(level)
        in_thread(lambda: Client().get(f"/api/v2/people/{person.pk}/"))
        Person.objects.update(name="Renamed in bulk")
    rebuild_marked(1)
    assert not UnseenMark.objects.exists()
    assert Client().get(f"/api/v2/people/{person.pk}/").json()["name"] == "Renamed in bulk"


@pytest.mark.parametrize("level", LEVELS)
def test_two_changes_at_such_a_level_do_not_fail_for_the_version(world, level):
    """Each would else add to the same counter, which PostgreSQL refuses to all but the first."""
    before = current_version(connection.alias)
    with transaction.atomic():
        begin(level)

        def change() -> None:
            with transaction.atomic():
                move_on(connection.alias)

        in_thread(change)
        assert move_on(connection.alias) is False
    assert current_version(connection.alias) > before


def test_counters_do_not_pile_up(world):
    for _ in range(20):
        with transaction.atomic():
            begin(LEVELS[0])
            world.edit_clinic()
    assert ContentVersion.objects.count() >= 20
    version = current_version(connection.alias)
    towns([world.articles()[0].pk])
    assert ContentVersion.objects.count() == 1
    assert current_version(connection.alias) == version


@pytest.mark.parametrize("level", LEVELS)
def test_answers_are_stored_where_such_a_level_is_the_databases_default(world, level):
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL {level}")
    Snapshot.objects.all().delete()
    assert rebuild() > 0
    world.edit_clinic_in_admin()
    assert ClinicPage.objects.get().locality in towns([ClinicPage.objects.get().pk])[0]
    assert Snapshot.objects.filter(pk_text=str(world.clinic.pk)).exists()


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_stored_within_a_transaction_that_does_not_see_what_others_commit(world, level):
    pk = world.articles()[0].pk
    Snapshot.objects.all().delete()
    with transaction.atomic():
        begin(level)
        in_thread(world.edit_clinic)
        assert Client().get(f"/api/v2/pages/{pk}/").status_code == 200
        assert not Snapshot.objects.exists()
