from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cms.health.answers import TEXT, answer

#: Seconds for which somebody may take to ask.
PATIENCE_S = 5
OFFSET = 10_000
MOST_AT_ONCE = 50


class HealthListener:
    """Answers ``/healthz`` and ``/readyz``, and nothing else, at a port of its own, in threads of this process.

    :raises OSError: when the port is taken.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = _Server((host, port), _Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self.close()

    def close(self) -> None:
        """Lets go of the port where nobody has started it, as in a process that has it from another one."""
        self._server.server_close()


def health_port(port: int) -> int:
    """The port for health where none was chosen: 10000 above the server's, or below where there is none."""
    return port + OFFSET if port + OFFSET < 65536 else port - OFFSET


class _Server(ThreadingHTTPServer):
    """Hangs up on whoever comes while as many as it takes are there."""

    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE_S
    server_version, sys_version = "clinic-cms", ""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        status, content_type, body = answer(path, query) or (HTTPStatus.NOT_FOUND, TEXT, "Not found\n")
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: somebody asks every few seconds."""
