"""The process that answers requests: ``python -m cms.startup.server``, which ``manage.py serve`` starts and watches.

It is granian: a master in this process, which loads no Django, and processes that answer, each with eight threads,
of which slow clients keep four at most.
docs/decisions.md says why it is this one.
"""

from argparse import ArgumentParser
from pathlib import Path

from granian import Granian
from granian._internal import load_target
from granian.constants import Interfaces

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
    end_with_parent()
    granian = Granian(
        APPLICATION,
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
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
    granian.serve(target_loader=load_application, wrap_loader=False)


def load_application() -> object:
    """The application, in a process that ends when the master has ended, however that one did."""
    end_with_parent(end_at_once)
    return SlowClients(load_target(APPLICATION), PLACES_FOR_SLOW_CLIENTS)


if __name__ == "__main__":
    main()
