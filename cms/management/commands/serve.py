from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from cms.settings.environment import DATABASE_TASKS, env
from cms.startup.announcement import address_lines, administrator_lines
from cms.startup.duties import prepare
from cms.startup.port import port_is_taken
from cms.startup.server import Server
from cms.startup.worker import Worker


class Command(BaseCommand):
    help = "Prepares the database and the static files where needed, then serves until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=env("PORT"), help="the port to listen on (PORT, or 8000)")

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        self._require_free_port(host, port)
        password = prepare(self._say, static_files=True)
        connections.close_all()
        lines = ["Ready.", *address_lines(f"http://{host}:{port}"), *administrator_lines(password), "Ctrl+C stops it."]
        worker = Worker()

        def announce() -> None:
            if env("CLINIC_TASKS") == DATABASE_TASKS and env("CLINIC_WORKER"):
                worker.start()
            self._say("\n".join(lines))

        Server(host, port, env("WEB_CONCURRENCY"), announce=announce, stopped=worker.stop).run()

    def _require_free_port(self, host: str, port: int) -> None:
        try:
            taken = port_is_taken(host, port)
        except OSError as error:
            raise CommandError(f"Port {port} of {host} cannot be used: {error.strerror}.") from error
        if taken:
            raise CommandError(f"Port {port} is taken. Stop what uses it, or choose another: make run PORT={port + 1}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
