"""The process that answers requests, which ``manage.py serve`` starts and watches: a copy of its own process, in which
all is loaded, and after that ``python -m cms.startup.server``.

It is granian: a master in this process, and copies of it that answer, each with eight threads, of which slow clients
keep four at most. docs/decisions.md says why it is this one.
"""

from argparse import ArgumentParser
from pathlib import Path

from granian import Granian
from granian._internal import load_target
from granian.constants import Interfaces

from cms.startup.loading import load_application, load_project
from cms.startup.parent import end_at_once, end_with_parent
from cms.startup.slow_clients import SlowClients

APPLICATION = "cms.wsgi:application"
THREADS = 8
#: How many of them, at most, wait for slow clients at the same time.
PLACES_FOR_SLOW_CLIENTS = 4
#: Seconds for answers under way when the server is told to stop.
STOP_PATIENCE_S = 5
#: The file that granian answers ``/healthz`` with, without a thread of Python.
ALIVE = Path(__file__).resolve().parent.parent / "health" / "alive" / "ok.txt"


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    arguments = parser.parse_args()
    load_project()
    load_application()
    serve(arguments.host, arguments.port, arguments.workers)


def serve(host: str, port: int, workers: int) -> None:
    """Answers requests until the process is told to stop, or the one that started it has ended. What answers has been
    loaded.
    """
    end_with_parent()
    granian = Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_PATIENCE_S,
        static_path_route=["/healthz"],
        static_path_mount=[ALIVE.parent],
        static_path_dir_to_file=ALIVE.name,
        static_path_expires=0,
        websockets=False,
        log_enabled=False,
    )
    granian.serve(target_loader=application, wrap_loader=False)


def application() -> object:
    """What answers, in a process that ends when the master has ended, however that one did."""
    end_with_parent(end_at_once)
    return SlowClients(load_target(APPLICATION), PLACES_FOR_SLOW_CLIENTS)


if __name__ == "__main__":
    main()
