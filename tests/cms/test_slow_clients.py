"""Clients that send or read nothing keep nobody else waiting: at the server itself, and behind nginx as documented."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter
from wagtail.models import Page, Site

from cms.startup.slow_clients import WHOLE_BYTES, Places, SlowClients
from pages.models import HomePage
from tests.cms.test_processes import wait_for
from tests.freshness.servers import NGINX, granian, nginx
from tests.media.factories import DocumentFactory

with_nginx = pytest.mark.skipif(not Path(NGINX).exists(), reason="there is no nginx: apt-get install nginx")
database = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SETTINGS = "tests.cms.proxied_settings"
STALLED = 64
#: Seconds within which everybody else is answered, and those after which nginx has cut off who does nothing.
PROMPT_S, CUT_OFF_S = 1, 60
#: Those who stall come from other addresses of this machine than everybody else.
SENDING_HEADERS, SENDING_BODIES, READING = "127.0.0.2", "127.0.0.3", "127.0.0.4"


@pytest.fixture
def site(settings, tmp_path: Path) -> Site:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Home", slug="clinic-home"))
    Site.objects.all().delete()
    return Site.objects.create(hostname="www.clinic.example", root_page=home, is_default_site=True)


@pytest.fixture
def large_file(site: Site) -> str:
    """The path of a document that no buffer on its way takes whole."""
    return DocumentFactory(file__filename="large.csv", file__data=b"a,b\n" * 4_000_000).url


class Crowd:
    """Connections that stall, each in its own way."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.sockets: list[socket.socket] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE

    def stall(self, request: str, source: str, number: int = STALLED) -> None:
        for _ in range(number):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(10)
            connection.bind((source, 0))
            connection.connect((self.address.hostname, self.address.port))
            if self.address.scheme == "https":
                connection = self.context.wrap_socket(connection)
            connection.sendall(request.replace("\n", "\r\n").encode())
            self.sockets.append(connection)

    def are_cut_off(self, within: float = CUT_OFF_S) -> bool:
        """Whether the other side ends all of them in time. Nothing is read to find out."""
        end = time.monotonic() + within
        while any(is_established(connection) for connection in self.sockets):
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def close(self) -> None:
        for connection in self.sockets:
            connection.close()


def is_established(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == 1


class From(HTTPAdapter):
    """Asks from another address of this machine."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self.source, 0), **kwargs)


@pytest.fixture
def crowds() -> Iterator[Callable[[str], Crowd]]:
    with ExitStack() as stack:

        def make(address: str) -> Crowd:
            crowd = Crowd(address)
            stack.callback(crowd.close)
            return crowd

        yield make


def headers_that_never_end() -> str:
    return "GET /api/v2/pages/ HTTP/1.1\nHost: www.clinic.example\nX-Name: "


def body_that_never_ends(address: str, certificate: str | None = None) -> str:
    """Of a form to log in, which anybody may send."""
    form = requests.get(f"{address}/admin/login/", verify=certificate, timeout=60)
    lines = [
        "POST /admin/login/ HTTP/1.1",
        "Host: www.clinic.example",
        f"Cookie: csrftoken={form.cookies['csrftoken']}",
    ]
    lines += ["Content-Type: application/x-www-form-urlencoded", "Content-Length: 200", "", "username=a"]
    return "\n".join([*lines, "", "username=a"])


def question(path: str) -> str:
    return f"GET {path} HTTP/1.1\nHost: www.clinic.example\n\n"


def is_prompt(address: str, certificate: str | None = None) -> bool:
    """Whether everybody else is answered: what is stored, and what has to be made."""
    took = []
    for number in range(10):
        for path in ("pages/?limit=3", f"pages/?limit=3&offset={number}"):
            began = time.monotonic()
            url, headers = f"{address}/api/v2/{path}", {"Host": "www.clinic.example"}
            answer = requests.get(url, headers=headers, verify=certificate, timeout=20)
            assert answer.status_code == 200, answer.text
            took.append(time.monotonic() - began)
    return median(took) < PROMPT_S


@database
def test_slow_clients_do_not_stop_the_server_itself(large_file: str, tmp_path: Path, crowds: Callable) -> None:
    with granian(SETTINGS, TESTS_MEDIA_ROOT=str(tmp_path / "uploads")) as server:
        is_prompt(server)  # What is asked for first takes longer.
        crowd = crowds(server)
        crowd.stall(headers_that_never_end(), SENDING_HEADERS)
        crowd.stall(body_that_never_ends(server), SENDING_BODIES)
        crowd.stall(question(large_file), READING)
        assert is_prompt(server)
        refused = requests.post(f"{server}/admin/login/", data={"username": "a"}, timeout=30)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
        crowd.close()
        # The server notices that they are gone when it next sends to them.
        wait_for(lambda: len(requests.get(server + large_file, timeout=60).content) == 16_000_000)


@database
@with_nginx
@pytest.mark.parametrize("sender", ["nginx", "the CMS"])
def test_behind_nginx_as_documented_slow_clients_keep_nobody_waiting_and_are_cut_off(
    large_file: str, tmp_path: Path, crowds: Callable, sender: str
) -> None:
    variables = {"TESTS_MEDIA_ROOT": str(tmp_path / "uploads"), "TESTS_NUM_PROXIES": "1"}
    if sender == "nginx":
        variables["TESTS_ACCEL_REDIRECT"] = "/stored"
    with granian(SETTINGS, **variables) as server, nginx(server, tmp_path, uploads=tmp_path / "uploads") as web:
        is_prompt(web.address, web.certificate)
        crowd = crowds(web.address)
        crowd.stall(headers_that_never_end(), SENDING_HEADERS)
        crowd.stall(body_that_never_ends(web.address, web.certificate), SENDING_BODIES)
        crowd.stall(question(large_file), READING)
        assert is_prompt(web.address, web.certificate)
        with requests.Session() as session:  # Not refused for those who stall, as the server itself would have to.
            form = session.post(
                f"{web.address}/admin/login/", data={"username": "a"}, verify=web.certificate, timeout=30
            )
        assert form.status_code == 403
        assert crowd.are_cut_off()


@database
@with_nginx
def test_nginx_as_documented_limits_what_one_client_asks_at_once_and_refuses_what_the_cms_would(
    site: Site, tmp_path: Path, crowds: Callable
) -> None:
    variables = {"TESTS_MEDIA_ROOT": str(tmp_path / "uploads"), "TESTS_NUM_PROXIES": "1"}
    with granian(SETTINGS, **variables) as server, nginx(server, tmp_path) as web, requests.Session() as session:
        crowd = crowds(web.address)
        session.verify, session.trust_env = web.certificate, False
        session.mount("https://", From(SENDING_BODIES))
        assert session.get(f"{web.address}/api/v2/pages/", timeout=30).status_code == 200
        crowd.stall(body_that_never_ends(web.address, web.certificate), SENDING_BODIES, number=100)
        assert session.get(f"{web.address}/api/v2/pages/", timeout=30).status_code == 429
        crowd.close()
        session.mount("https://", HTTPAdapter())
        assert session.get(f"{web.address}/api/v2/pages/", timeout=30).status_code == 200
        large = session.post(f"{web.address}/api/v2/pages/", data=b"a" * 300_000, timeout=30)
        assert large.status_code == 413
        assert session.request("BAN", web.address, headers={"X-Surrogate-Keys": "."}, timeout=30).status_code == 405
        plain = requests.get(f"{web.plain_address}/api/v2/", allow_redirects=False, timeout=30)
        assert (plain.status_code, plain.headers["Location"]) == (301, "https://127.0.0.1/api/v2/")


def test_one_address_leaves_a_place_for_others() -> None:
    places = Places(4)
    taken = [places.take("192.0.2.1") for _ in range(4)]

    assert [place is not None for place in taken] == [True, True, True, False]
    other = places.take("192.0.2.2")
    assert other is not None
    assert places.take("192.0.2.3") is None
    for _ in range(2):  # It is one place, however often it is given back.
        other.give_back()
    assert places.take("192.0.2.3") is not None
    assert places.take("192.0.2.3") is None


class Answer:
    """What Django returns for a file."""

    streaming = True

    def __init__(self, size: int) -> None:
        self.size = size
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        return (b"a" * 4096 for _ in range(self.size // 4096))

    def close(self) -> None:
        self.is_closed = True


def asked(answer: Answer, places: int = 1) -> tuple[SlowClients, dict[str, Any]]:
    def application(environ: dict[str, Any], start_response: Callable) -> Answer:
        start_response("200 OK", [])
        return answer

    return SlowClients(application, places), {"REQUEST_METHOD": "GET", "REMOTE_ADDR": "192.0.2.1"}


def test_what_is_small_is_handed_over_whole_and_keeps_no_place() -> None:
    answer = Answer(WHOLE_BYTES - 4096)
    application, environ = asked(answer)
    started: list[str] = []

    for _ in range(3):
        body = application(environ, lambda status, headers: started.append(status))
        assert isinstance(body, list)
        assert sum(map(len, body)) == answer.size
        assert answer.is_closed
    assert started == ["200 OK"] * 3


def test_what_is_large_keeps_a_place_until_it_is_sent() -> None:
    answer = Answer(3 * WHOLE_BYTES)
    application, environ = asked(answer)
    started: list[str] = []

    def start(status: str, headers: object) -> None:
        started.append(status)

    first = application(environ, start)
    application(environ, start)
    assert sum(map(len, first)) == answer.size
    answer.is_closed = False
    first.close()
    assert answer.is_closed
    last = application(environ, start)
    last.close()
    assert started == ["200 OK", "503 Service Unavailable", "200 OK"]
