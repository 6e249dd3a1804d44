"""Caches are told by key and by address, in batches, and again until they confirm."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone

from api.checks import check_cache_purge, check_shared_max_age
from api.purging.backends import CloudflareBackend, FastlyBackend, PurgeFailed, VarnishBackend, get_backends
from api.purging.models import PendingPurge
from api.purging.sending import send_pending


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
    assert f"page-{event.pk}|" in ban[2]["X-Surrogate-Keys"]
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
