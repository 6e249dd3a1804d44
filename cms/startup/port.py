import errno
import socket


def port_is_taken(host: str, port: int) -> bool:
    """Whether another program listens on ``port`` of ``host``.

    :raises OSError: when the port cannot be used for another reason, such as a port below 1024 without the right to it.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return True
            raise
    return False
