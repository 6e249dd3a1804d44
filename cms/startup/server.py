from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    """Gunicorn, in this process: Django is loaded once, before the workers are forked.

    :param address: host and port, such as ``127.0.0.1:8000``.
    :param workers: the number of processes that answer, each with four threads.
    :param announce: called once, when the first request can be sent.
    """

    def __init__(self, address: str, workers: int, announce: Callable[[], None]) -> None:
        self._options = {
            "bind": address,
            "workers": workers,
            "worker_class": "gthread",
            "threads": 4,
            "preload_app": True,
            "control_socket_disable": True,
            "loglevel": "error",
            "proc_name": "clinic-cms",
            "when_ready": lambda arbiter: announce(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        application = import_module("cms.wsgi").application
        connections.close_all()  # No worker may share a connection with another.
        return application
