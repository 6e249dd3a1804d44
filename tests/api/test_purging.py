"""Caches are told by key and by address, in batches, and again until they confirm."""

from __future__ import annotations

import datetime
import json
import socket
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from api.checks import check_cache_purge, check_shared_max_age
from api.dependencies.keys import Key, key_of
from api.purging import at_once, sending
from api.purging.backends import CloudflareBackend, FastlyBackend, PurgeFailed, VarnishBackend, get_backends
from api.purging.models import PendingPurge
from api.purging.outbox import urls_of
from api.purging.sending import send_due_purges, send_pending
from api.snapshots.surrogate_keys import opaque


class Receiver:
    """A cache on loopback that notes what it is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, dict[str, str], str]] = []
        self.status = 200
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                receiver.requests.append((self.command, self.path, dict(self.headers), body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_BAN = do_POST = do_PURGE = answer  # noqa: N815

            def log_message(self, *args: object) -> None:
                """Nothing on the terminal."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


@pytest.fixture
def varnish(receiver, settings):
    settings.CLINIC_CACHE_PURGE = {
        "varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": receiver.address}
    }
    return receiver


def test_varnish_is_told_by_a_pattern(receiver):
    VarnishBackend({"LOCATION": receiver.address}).purge(["page-1", "a.b-2"])
    ((method, _, headers, _),) = receiver.requests
    assert (method, headers["X-Surrogate-Keys"]) == ("BAN", "(^|[[:space:]])(page-1|a[.]b-2)([[:space:]]|$)")


def test_fastly_is_told_by_its_batch_purge(receiver):
    backend = FastlyBackend({"LOCATION": receiver.address, "SERVICE_ID": "abc", "API_TOKEN": "t"})
    backend.purge([f"page-{number}" for number in range(300)])
    assert [path for _, path, _, _ in receiver.requests] == ["/service/abc/purge"] * 2
    headers = receiver.requests[0][2]
    assert (headers["Fastly-Key"], len(headers["Surrogate-Key"].split())) == ("t", 256)


def test_cloudflare_is_told_by_tags(receiver):
    backend = CloudflareBackend({"LOCATION": receiver.address, "ZONE_ID": "z", "API_TOKEN": "t"})
    backend.purge([f"page-{number}" for number in range(31)])
    _, path, headers, body = receiver.requests[0]
    assert (path, headers["Authorization"]) == ("/client/v4/zones/z/purge_cache", "Bearer t")
    assert [len(json.loads(request[3])["tags"]) for request in receiver.requests] == [30, 1]
    assert json.loads(body)["tags"][0] == "page-0"


def test_a_refusal_is_a_failure(receiver):
    receiver.status = 500
    with pytest.raises(PurgeFailed, match="VarnishBackend: 500"):
        VarnishBackend({"LOCATION": receiver.address}).purge(["page-1"])


@pytest.mark.parametrize(
    "configuration",
    [
        {"BACKEND": "api.purging.backends.FastlyBackend", "SERVICE_ID": "x"},
        {"BACKEND": "api.purging.backends.VarnishBackend"},
        {"BACKEND": "no.such.Backend"},
        {},
    ],
)
def test_a_cache_that_cannot_be_told_is_found_by_a_check(settings, configuration):
    settings.CLINIC_CACHE_PURGE = {"default": configuration}
    with pytest.raises(ImproperlyConfigured):
        get_backends()
    assert [error.id for error in check_cache_purge(None)] == ["clinic_api.E003"]


def test_caches_that_keep_answers_untold_are_found_by_a_check(settings):
    assert check_shared_max_age(None) == []
    settings.CLINIC_CACHE_SHARED_MAX_AGE = 60
    assert [warning.id for warning in check_shared_max_age(None)] == ["clinic_api.W002"]
    settings.WAGTAILFRONTENDCACHE_LOCATION = "http://127.0.0.1:9"
    assert check_shared_max_age(None) == []


def test_a_change_notes_what_it_touches_and_tells_after_the_commit(
    varnish, get, make_event, django_capture_on_commit_callbacks
):
    event = make_event()
    get(f"pages/{event.pk}/")
    PendingPurge.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        event.save()
        noted = set(PendingPurge.objects.values_list("surrogate_key", flat=True))
        assert {f"page-{event.pk}", "page-all", "clinic-api-listings"} <= noted
        assert varnish.requests == []
    (ban,) = varnish.requests
    assert f"{opaque(f'page-{event.pk}')}|" in ban[2]["X-Surrogate-Keys"]
    assert not PendingPurge.objects.exists()


def test_without_caches_nothing_is_noted(make_event):
    make_event()
    assert not PendingPurge.objects.exists()


def test_addresses_are_purged_through_wagtails_frontend_cache(
    receiver, settings, get, make_event, django_capture_on_commit_callbacks
):
    event = make_event(slug="one")
    assert get(f"pages/{event.pk}/").status_code == 200
    settings.WAGTAILFRONTENDCACHE = {
        "default": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": receiver.address}
    }
    with django_capture_on_commit_callbacks(execute=True):
        event.save()
    told = {(method, path) for method, path, _, _ in receiver.requests}
    assert ("PURGE", f"/api/v2/pages/{event.pk}/") in told
    assert ("PURGE", "/api/v2/pages/find/?html_path=/one/") in told


def test_addresses_of_what_depends_on_thousands_of_keys_are_named(make_event, get):
    event = make_event(slug="one")
    get(f"pages/{event.pk}/")
    others = {Key("wagtailcore.page", str(number)) for number in range(event.pk + 1, event.pk + 2000)}
    assert list(urls_of(frozenset(others))) == []
    found = list(urls_of(frozenset({*others, key_of(Page, event.pk)})))
    assert any(url.endswith(f"/api/v2/pages/{event.pk}/") for url in found)


def test_what_was_sent_is_sent_once_more_where_somebody_comes_again(varnish, make_event):
    make_event()
    sent, wait = send_pending(can_wait=True)
    assert (sent > 0, wait) == (True, 5)
    assert all(PendingPurge.objects.values_list("is_repeat", flat=True))
    PendingPurge.objects.update(due_at=timezone.now())
    assert send_pending(can_wait=True)[1] is None
    assert len(varnish.requests) == 2
    assert not PendingPurge.objects.exists()


def test_a_failed_purge_waits_longer_each_time(varnish, make_event):
    make_event()
    varnish.status = 503
    waits = []
    for _ in range(3):
        PendingPurge.objects.update(due_at=timezone.now())
        waits.append(send_pending(can_wait=True)[1])
    assert waits == [2, 4, 8]
    varnish.status = 200
    PendingPurge.objects.update(due_at=timezone.now())
    assert send_pending(can_wait=False)[0] > 0


def test_the_command_sends_what_is_left_and_everything(varnish, make_event, capsys):
    make_event()
    call_command("purge_caches")
    assert "0 left" in capsys.readouterr().out
    call_command("purge_caches", "--all")
    assert varnish.requests[-1][2]["X-Surrogate-Keys"] == "(^|[[:space:]])(clinic-api)([[:space:]]|$)"
    varnish.status = 500
    make_event()
    with pytest.raises(CommandError, match="did not confirm"):
        call_command("purge_caches")
    with pytest.raises(CommandError, match="500"):
        call_command("purge_caches", "--all")


@pytest.fixture
def worker_queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def test_caches_are_told_before_the_save_returns_and_no_worker_is_waited_for(
    varnish, worker_queue, get, make_event, django_capture_on_commit_callbacks
):
    event = make_event()
    get(f"pages/{event.pk}/")
    PendingPurge.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        event.save()
    (ban,) = varnish.requests
    assert ban[0] == "BAN"
    assert set(PendingPurge.objects.values_list("is_repeat", flat=True)) == {True}
    task = DBTaskResult.objects.filter(task_path="api.purging.tasks.purge_pending").get()
    assert task.run_after > timezone.now()


def test_a_dead_cache_holds_up_one_save_for_a_second_and_no_other(
    worker_queue, settings, get, make_event, django_capture_on_commit_callbacks
):
    event = make_event()
    get(f"pages/{event.pk}/")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # It takes connections, and says nothing.
        location = f"http://127.0.0.1:{silent.getsockname()[1]}"
        configuration = {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": [location] * 20}
        settings.CLINIC_CACHE_PURGE = {"varnish": configuration}
        began = time.monotonic()
        with django_capture_on_commit_callbacks(execute=True):
            event.save()
        assert time.monotonic() - began < 8
        assert at_once.is_paused()
        attempts = set(PendingPurge.objects.values_list("attempts", flat=True))
        assert attempts == {1}
        get(f"pages/{event.pk}/")
        with django_capture_on_commit_callbacks(execute=True):
            event.save()
        assert set(PendingPurge.objects.values_list("attempts", flat=True)) == {0, 1}


def test_without_a_worker_a_dead_cache_is_not_waited_for_a_second_time(
    settings, get, make_event, django_capture_on_commit_callbacks
):
    event = make_event()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        location = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.CLINIC_CACHE_PURGE = {
            "varnish": {"BACKEND": "api.purging.backends.VarnishBackend", "LOCATION": location}
        }
        began = time.monotonic()
        for _ in range(3):
            get(f"pages/{event.pk}/")
            with django_capture_on_commit_callbacks(execute=True):
                event.save()
        assert time.monotonic() - began < 8
    assert PendingPurge.objects.exists()


def test_a_slow_cache_is_left_alone_for_longer_than_it_took(varnish, make_event, monkeypatch):
    monkeypatch.setattr(at_once, "SLOW_S", 0)
    monkeypatch.setattr(at_once, "REST", 10_000)  # Longer than another page takes.
    make_event()
    assert at_once.send_at_once(can_wait=True)
    assert at_once.is_paused()
    make_event()
    assert not at_once.send_at_once(can_wait=True)
    assert len(varnish.requests) == 1


def test_a_burst_is_sent_in_part_and_the_rest_is_the_tasks(varnish, make_event, monkeypatch):
    monkeypatch.setattr(at_once, "MOST", 2)
    make_event()
    assert PendingPurge.objects.count() > 2
    assert not at_once.send_at_once(can_wait=True)
    assert PendingPurge.objects.filter(is_repeat=True).count() == 2
    assert send_due_purges() == PendingPurge.objects.count() - 2


def test_two_who_send_at_the_same_time_take_different_notes(varnish, make_event, monkeypatch):
    make_event()
    number = PendingPurge.objects.count()
    meanwhile = []

    def send_and_look(**arguments):
        meanwhile.append(send_due_purges())

    monkeypatch.setattr(sending, "send", send_and_look)
    assert send_due_purges() == number
    assert meanwhile == [0]


def test_what_a_killed_process_was_about_to_send_is_due_again_after_a_minute(varnish, make_event, monkeypatch):
    make_event()
    number = PendingPurge.objects.count()
    assert len(sending._claim(connection.alias, 1000)) == number
    assert send_due_purges() == 0
    now = sending.database_now(connection.alias)
    monkeypatch.setattr(sending, "database_now", lambda using: now + datetime.timedelta(seconds=61))
    assert send_due_purges() == number
    assert varnish.requests


@pytest.mark.parametrize("ahead", [datetime.timedelta(days=1), datetime.timedelta(days=400)])
def test_what_was_noted_by_a_clock_that_was_ahead_is_sent_all_the_same(varnish, make_event, ahead):
    make_event()
    PendingPurge.objects.update(due_at=timezone.now() + ahead)
    assert send_due_purges() > 0
    assert varnish.requests


def test_more_than_one_batch_is_sent_by_one_call(varnish, make_event, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    make_event()
    make_event()
    assert PendingPurge.objects.count() > 4
    assert send_due_purges() > 4
