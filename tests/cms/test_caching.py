"""Redis that goes away and comes back: a server of our own on a free port."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import Settings

from cms import caching
from tests.freshness.servers import free_port


class RedisServer:
    """A ``redis-server`` that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        self._process = subprocess.Popen([*command, "--save", "1 1", "--loglevel", "warning"])  # noqa: S603
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("redis-server does not answer")

    def stop(self, *, save: bool = True) -> None:
        if self._process is not None:
            (self._process.terminate if save else self._process.kill)()
            self._process.wait(60)
            self._process = None


@pytest.fixture
def redis_server(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    if shutil.which("redis-server") is None:
        pytest.skip("needs redis-server")
    # What stands between two tries is not what these tests wait for.
    monkeypatch.setattr(caching, "PAUSE_S", 0)
    server = RedisServer(tmp_path)
    server.start()
    address = f"redis://127.0.0.1:{server.port}"
    settings.CACHES = {
        "default": {"BACKEND": "cms.caching.FailOpenRedisCache", "LOCATION": address},
        "renditions": {"BACKEND": "cms.caching.FailOpenRedisCache", "LOCATION": f"{address}/1"},
    }
    yield server
    server.stop(save=False)


@pytest.mark.django_db
def test_the_api_answers_while_redis_is_away(redis_server: RedisServer, settings: Settings) -> None:
    settings.CLINIC_THROTTLE_RATE = "600/min"
    client = Client()
    assert client.get("/api/v2/pages/").status_code == 200
    redis_server.stop(save=False)
    assert [client.get(f"/api/v2/{path}").status_code for path in ("pages/", "images/", "site/")] == [200] * 3
    redis_server.start()
    assert client.get("/api/v2/pages/").status_code == 200


CALLS: list[Callable] = [
    lambda cache: cache.get("a", "none") == "none",
    lambda cache: cache.get_many(["a", "b"]) == {},
    lambda cache: cache.has_key("a") is False,
    lambda cache: cache.set("a", 1) is None,
    lambda cache: cache.set_many({"a": 1}) == [],
    lambda cache: cache.add("a", 1) is True,
    lambda cache: cache.touch("a") is False,
    lambda cache: cache.delete("a") is False,
    lambda cache: cache.delete_many(["a"]) is None,
    lambda cache: cache.incr("a") == 1,
    lambda cache: cache.get_or_set("a", 5) == 5,
    lambda cache: cache.clear() is False,
]


def test_every_call_of_every_cache_is_answered_as_if_it_were_empty(redis_server: RedisServer) -> None:
    redis_server.stop(save=False)
    for name in ("default", "renditions"):
        for call in CALLS:
            assert call(caches[name])


def test_what_was_changed_while_redis_was_away_is_not_read_from_it_afterwards(redis_server: RedisServer) -> None:
    cache = caches["default"]
    cache.set_many({"kept": "old", "deleted": "old", "set": "old"})
    redis_server.stop()
    cache.delete("deleted")
    cache.set("set", "new")
    redis_server.start()

    assert cache.get("deleted") is None
    assert cache.get("set") is None
    assert cache.get("kept") == "old"
    cache.set("set", "newer")
    assert cache.get("set") == "newer"


def test_a_cache_that_was_cleared_while_redis_was_away_is_empty_afterwards(redis_server: RedisServer) -> None:
    cache = caches["default"]
    cache.set("a", "old")
    redis_server.stop()
    cache.clear()
    redis_server.start()

    assert cache.get("a") is None


def test_the_log_has_one_line_a_minute(redis_server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    redis_server.stop(save=False)
    for _ in range(20):
        caches["default"].get("a")

    assert caplog.text.count("Redis does not respond") == 1


def test_redis_that_does_not_answer_is_left_alone_for_a_while(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "PAUSE_S", 3600)
    redis_server.stop(save=False)
    caches["default"].get("a")
    redis_server.start()

    caches["default"].set("a", 1)
    assert caches["default"].get("a") is None
