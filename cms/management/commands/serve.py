import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from cms.health.listener import HealthListener, health_port
from cms.settings.environment import NO_LIMIT, env
from cms.startup.administrator import administrators
from cms.startup.announcement import Announcement, address_lines, administrator_lines
from cms.startup.duties import prepare
from cms.startup.leaving import leave_after
from cms.startup.loading import load_application
from cms.startup.port import PortGuard, port_becomes_free
from cms.startup.processes import Process, Supervisor
from cms.startup.server import serve

MANAGE = Path(__file__).resolve().parents[3] / "manage.py"
#: How often, within a minute, the server's process may end before the command does.
TRIES = 4


class Command(BaseCommand):
    help = "Prepares the database and the static files if needed, then serves until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the IP address to listen on (default: 127.0.0.1)")
        parser.add_argument(
            "--port", type=int, default=env("PORT"), help="the port to listen on (default: PORT, or 8000)"
        )

    def run_from_argv(self, argv: list[str]) -> None:
        leave_after(lambda: super(Command, self).run_from_argv(argv))

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        guard = PortGuard(host, port)
        self._require_free_port(guard, host, port)
        try:
            password = prepare(self._say, static_files=True)
            names = administrators()
            connections.close_all()
            lines = [
                "Ready.",
                *address_lines(f"http://{host}:{port}"),
                *administrator_lines(password, names),
                "Press Ctrl+C to stop.",
            ]
            announcement = Announcement(host, port, lambda: self._say("\n".join(lines)))
            listener = self._health_listener(host, port)
            load_application()

            def let_go() -> None:
                """What this process holds, and those that are copied from it must not."""
                guard.release()
                if listener is not None:
                    listener.close()

            supervisor = Supervisor(_processes(host, port, let_go), announcement.make_once_ready)
            kept = supervisor.run(once_started=listener.start if listener is not None else None)
            if listener is not None:
                listener.stop()
        finally:
            guard.release()
        if not kept:
            sys.exit(1)

    def _require_free_port(self, guard: PortGuard, host: str, port: int) -> None:
        try:
            free = guard.take() and port_becomes_free(host, port)
        except OSError as error:
            raise CommandError(f"Cannot listen on port {port} of {host}: {error.strerror}.") from error
        if not free:
            guard.release()
            raise CommandError(
                f"Port {port} is in use. Stop the program that uses it, or choose another: make run PORT={port + 1}"
            )

    def _health_listener(self, host: str, port: int) -> HealthListener | None:
        """Answers for the server's health; where nobody chose a port for it and it is taken, the server's own does."""
        named = env("CLINIC_HEALTH_PORT")
        if named == NO_LIMIT:
            return None
        try:
            return HealthListener(host, int(named) if named else health_port(port))
        except OSError as error:
            if named:
                raise CommandError(f"Cannot listen on port {named} (CLINIC_HEALTH_PORT): {error.strerror}.") from error
            return None

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _processes(host: str, port: int, let_go: Callable[[], None]) -> list[Process]:
    """The server and, unless one runs elsewhere, a worker.

    :param let_go: called in each that is a copy of this one.
    """
    count = env("WEB_CONCURRENCY")

    def begin_server() -> None:
        let_go()
        serve(host, port, count)

    def begin_worker() -> None:
        let_go()
        execute_from_command_line(worker)

    server = ["-m", "cms.startup.server", "--host", host, "--port", str(port), "--workers", str(count)]
    worker = [str(MANAGE), "db_worker", "--no-startup-delay", "--with-parent", "-v", "0"]
    processes = [Process("server", server, tries=TRIES, begin=begin_server)]
    if env("CLINIC_WORKER"):
        processes.append(Process("worker", worker, begin=begin_worker))
    return processes
