from collections.abc import Callable

from granian import Granian
from granian.constants import Interfaces

THREADS = 4


class Server:
    """Granian: a master in this process, and processes that answer, each with four threads.

    docs/decisions.md says why it is this one.

    :param host: the address to listen on.
    :param workers: the number of processes that answer.
    :param announce: called once, when connections are taken.
    :param stopped: called once, after the last answer.
    """

    def __init__(
        self, host: str, port: int, workers: int, *, announce: Callable[[], None], stopped: Callable[[], None]
    ) -> None:
        self._granian = Granian(
            "cms.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            websockets=False,
            log_enabled=False,
        )
        self._granian.on_startup(announce)
        self._granian.on_shutdown(stopped)

    def run(self) -> None:
        """Serves until the process is told to stop."""
        self._granian.serve()
