"""Keeps threads for everybody else while some clients send, or read, slowly or not at all.

A thread of granian's waits in Python for the body of a request and for the room to send a large file, as long as the
client likes. Only a part of the threads may be kept by such clients; what comes beyond that is answered 503 at once.
A proxy that buffers (``docs/nginx.conf``) spares the CMS all of this.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any, cast

from django.http import HttpRequest

from api.throttling import client_address
from cms.log_limits import LogLimit

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]

#: In bytes: what is handed over to the server whole, which then sends it without a thread.
WHOLE_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
RETRY_S = 5


class SlowClients:
    """A WSGI application in front of another one.

    :param places: how many requests may wait for their clients at the same time. One client address has at most all
        but one of them.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], places: int) -> None:
        self._application = application
        self._places = Places(places)
        self._limit = LogLimit()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        size = body_size(environ)
        if not size:
            return self._answer(environ, start_response)
        place = self._places.take(address_of(environ))
        if place is None:
            return self._refuse(start_response)
        environ["wsgi.input"] = Body(environ["wsgi.input"], size, place)
        try:
            return self._answer(environ, start_response)
        finally:
            place.give_back()

    def _answer(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        begun: list[Any] = []
        response = self._application(environ, lambda *arguments: begun.extend(arguments))
        if not getattr(response, "streaming", False) or environ["REQUEST_METHOD"] == "HEAD":
            start_response(*begun)
            return response
        chunks = in_large_chunks(iter(response))
        first = list(itertools.islice(chunks, WHOLE_BYTES // CHUNK_BYTES))
        if sum(map(len, first)) < WHOLE_BYTES:
            close(response)
            start_response(*begun)
            return [b"".join(first)]
        place = self._places.take(address_of(environ))
        if place is None:
            close(response)
            return self._refuse(start_response)
        start_response(*begun)
        return Sending(itertools.chain(first, chunks), response, place)

    def _refuse(self, start_response: StartResponse) -> list[bytes]:
        if self._limit.allows("places"):
            logger.warning(
                "Slow clients hold all the threads that they may use; further slow clients get a 503 response."
            )
        text = b"Too many slow uploads or downloads at the moment. Try again in a few seconds.\n"
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))]
        start_response(
            "503 Service Unavailable", [*headers, ("Retry-After", str(RETRY_S)), ("Cache-Control", "no-store")]
        )
        return [text]


class Places:
    """So many places, of which one client address has at most all but one."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._lock = threading.Lock()
        self._taken: Counter[str] = Counter()

    def take(self, address: str) -> Place | None:
        """A place for ``address``; None where there is none left for it."""
        with self._lock:
            if self._taken.total() >= self._number or self._taken[address] >= max(1, self._number - 1):
                return None
            self._taken[address] += 1
        return Place(self, address)

    def free(self, address: str) -> None:
        with self._lock:
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]


class Place:
    def __init__(self, places: Places, address: str) -> None:
        self._places: Places | None = places
        self._address = address

    def give_back(self) -> None:
        """However often this is called, it is one place."""
        places, self._places = self._places, None
        if places is not None:
            places.free(self._address)


class Body:
    """The body of a request, which keeps a place until it has arrived."""

    def __init__(self, stream: Any, size: int, place: Place) -> None:
        self._stream = stream
        self._missing = size
        self._place = place

    def read(self, size: int | None = None) -> bytes:
        return self._note(self._stream.read(self._missing if size is None or size < 0 else size))

    def readline(self, size: int | None = None) -> bytes:
        return self._note(self._stream.readline(size))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _note(self, data: bytes) -> bytes:
        self._missing -= len(data)
        if self._missing <= 0 or not data:
            self._place.give_back()
        return data


class Sending:
    """The chunks of an answer, which keep a place until they are sent, or nobody takes them any more."""

    def __init__(self, chunks: Iterator[bytes], response: Any, place: Place) -> None:
        self._chunks = chunks
        self._response = response
        self._place = place

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._chunks)

    def close(self) -> None:
        self._place.give_back()
        close(self._response)


def body_size(environ: Environ) -> int:
    """In bytes, as ``Content-Length`` says: Django reads no body without it."""
    try:
        return int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def address_of(environ: Environ) -> str:
    return client_address(cast(HttpRequest, SimpleNamespace(META=environ)))


def in_large_chunks(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of ``CHUNK_BYTES``; the last may be shorter."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
    if waiting:
        yield bytes(waiting)


def close(response: Any) -> None:
    if (end := getattr(response, "close", None)) is not None:
        end()
