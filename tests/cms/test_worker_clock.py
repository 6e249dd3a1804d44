"""What the worker does at intervals."""

import datetime
import logging
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from cms.worker import duties
from cms.worker.clock import Clock
from cms.worker.duties import Duty, find_duties
from cms.worker.models import LEASE_S, DutyRecord, WorkerRecord

pytestmark = pytest.mark.django_db


def clock(*found: Duty, worker_id: str = "one") -> Clock:
    return Clock(list(found), worker_id)


def make_due(name: str) -> None:
    DutyRecord.objects.filter(name=name).update(due_at=timezone.now())


def test_every_app_of_ours_that_names_duties_has_them_done() -> None:
    names = {duty.name for duty in find_duties()}

    assert {"purge caches", "publish what is scheduled", "remove files of replaced pictures"} <= names
    assert all(duty.interval > 0 for duty in find_duties())


def test_two_duties_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from api import duties as api_duties

    monkeypatch.setattr(api_duties, "DUTIES", [*api_duties.DUTIES, *api_duties.DUTIES])

    with pytest.raises(ImproperlyConfigured, match="called 'purge caches'"):
        find_duties()


def test_the_name_of_the_module_is_what_the_documentation_says() -> None:
    assert duties.MODULE == "duties"


def test_a_duty_is_done_when_it_is_due_and_again_after_its_interval() -> None:
    done: list[int] = []
    duty = Duty("count", 60, lambda: done.append(1))
    clock(duty).do_all()
    clock(duty).do_all()
    assert len(done) == 1

    make_due("count")
    clock(duty).do_all()
    assert len(done) == 2


def test_a_duty_that_fails_is_logged_tried_again_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("no luck")

    duties = [Duty("a fails", 3600, fail), Duty("b works", 3600, lambda: done.append("b"))]
    clock(*duties).do_all()

    record = DutyRecord.objects.get(name="a fails")
    assert done == ["b"]
    assert (record.failures, record.problem, record.taken_by) == (1, "ValueError: no luck", "")
    assert record.due_at <= timezone.now() + datetime.timedelta(seconds=61)
    assert "The worker's duty 'a fails' failed" in caplog.text


def test_a_duty_that_works_again_has_no_failures() -> None:
    outcomes = iter([ValueError("once"), None])

    def sometimes() -> None:
        if (problem := next(outcomes)) is not None:
            raise problem

    duty = Duty("sometimes", 10, sometimes)
    clock(duty).do_all()
    make_due("sometimes")
    clock(duty).do_all()

    record = DutyRecord.objects.get()
    assert (record.failures, record.problem) == (0, "")
    assert record.succeeded_at is not None


def test_what_fails_for_long_has_one_line_a_minute_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError

    duty = Duty("fails", 1, fail)
    one = clock(duty)
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            one.do_all()
            make_due("fails")

    assert caplog.text.count("The worker's duty 'fails' failed") == 1


def test_a_duty_that_one_worker_is_at_is_not_given_to_another() -> None:
    DutyRecord.objects.create(name="slow")

    assert DutyRecord.objects.take("slow", "one")
    assert not DutyRecord.objects.take("slow", "two")


def test_a_duty_of_a_worker_that_was_killed_is_given_to_another_after_a_while() -> None:
    DutyRecord.objects.create(name="slow")
    DutyRecord.objects.take("slow", "one")
    long_ago = timezone.now() - datetime.timedelta(seconds=1)
    DutyRecord.objects.update(taken_until=long_ago)

    assert DutyRecord.objects.take("slow", "two")
    # What the first one notes afterwards, if it was only asleep, changes nothing.
    DutyRecord.objects.give_back("slow", "one", due_in=1, problem=None)
    assert DutyRecord.objects.get().taken_by == "two"


def test_a_worker_that_is_still_at_a_duty_keeps_it() -> None:
    DutyRecord.objects.create(name="slow")
    DutyRecord.objects.take("slow", "one")
    DutyRecord.objects.update(taken_until=timezone.now() + datetime.timedelta(seconds=1))
    DutyRecord.objects.keep(["slow"], "one")

    assert DutyRecord.objects.get().taken_until > timezone.now() + datetime.timedelta(seconds=LEASE_S - 5)


@pytest.mark.django_db(transaction=True)
def test_no_duty_is_done_twice_by_workers_that_ask_at_the_same_moment() -> None:
    DutyRecord.objects.create(name="contested")
    start = threading.Barrier(4)
    taken: list[bool] = []

    def ask(worker_id: str) -> None:
        try:
            start.wait(30)
            taken.append(DutyRecord.objects.take("contested", worker_id))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[str(number)]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_a_duty_that_hangs_keeps_no_other_from_being_done() -> None:
    go_on, done = threading.Event(), threading.Event()
    slow, quick = Duty("slow", 60, lambda: go_on.wait(60)), Duty("quick", 60, done.set)
    one = clock(slow, quick)
    try:
        one.tick()
        assert done.wait(30)
        one.tick()
        assert DutyRecord.objects.get(name="slow").taken_by == "one"
        assert WorkerRecord.objects.alive().filter(worker_id="one").exists()
    finally:
        go_on.set()
        one.stop(30)


@pytest.mark.parametrize("name", [duty.name for duty in find_duties()])
def test_every_duty_can_be_done_where_nothing_is_to_be_done(name: str) -> None:
    next(duty for duty in find_duties() if duty.name == name).run()
