from __future__ import annotations

import errno
import socket
import sys
import time

#: Seconds in which the processes of a server that was killed end by themselves.
PATIENCE_S = 4


class PortGuard:
    """Holds a port for one ``serve``: the server's own sockets would let a second one listen beside it.

    What holds it is a name of the kernel's, which goes when the process ends, however that happens.
    """

    def __init__(self, host: str, port: int) -> None:
        self._name = f"\0clinic-cms {host}:{port}"
        self._socket: socket.socket | None = None

    def take(self) -> bool:
        """Returns whether no other ``serve`` has it. Where the kernel knows no such names, nothing is shared either."""
        if sys.platform != "linux":
            return True
        guard = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            guard.bind(self._name)
        except OSError:
            guard.close()
            return False
        self._socket = guard
        return True

    def release(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def port_becomes_free(host: str, port: int, patience: float = PATIENCE_S) -> bool:
    """Whether a port is free, or is within ``patience`` seconds.

    :raises OSError: when the port cannot be used for another reason.
    """
    end = time.monotonic() + patience
    while port_is_taken(host, port):
        if time.monotonic() >= end:
            return False
        time.sleep(0.1)
    return True


def port_is_taken(host: str, port: int) -> bool:
    """Whether another program listens on ``port`` of ``host``.

    :raises OSError: when the port cannot be used for another reason, such as a port below 1024 without the right to it.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False
