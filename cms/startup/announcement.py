import http.client
from collections.abc import Callable

from cms.startup.administrator import NAME

#: Where a server that listens on all addresses is asked.
OWN_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
PATIENCE_S = 0.5


class Announcement:
    """Says once that the server is ready: when it has answered.

    :param announce: called then.
    """

    def __init__(self, host: str, port: int, announce: Callable[[], None]) -> None:
        self._address = (OWN_ADDRESSES.get(host, host), port)
        self._announce = announce
        self._is_made = False

    def make_once_ready(self) -> None:
        if not self._is_made and self._is_answered():
            self._is_made = True
            self._announce()

    def _is_answered(self) -> bool:
        connection = http.client.HTTPConnection(*self._address, timeout=PATIENCE_S)
        try:
            connection.request("HEAD", "/healthz")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True


def administrator_lines(password: str | None) -> list[str]:
    """How to log in, for people: the password where one was made just now, and how to set a new one in any case."""
    if password is None:
        return [f"  Log in as {NAME}, or as any user you made. `make password` sets a new password for {NAME}."]
    return [
        f"  Log in as {NAME} with the password  {password}",
        "  It is shown this once. `make password` sets a new one.",
    ]


def address_lines(address: str) -> list[str]:
    """Where the admin and the API are.

    :param address: scheme, host and port.
    """
    return [f"  Admin: {address}/admin/", f"  API:   {address}/api/v2/"]
