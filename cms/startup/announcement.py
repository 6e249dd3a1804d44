import http.client
from collections.abc import Callable, Sequence

from cms.startup.administrator import NAME

#: Where a server that listens on all addresses is asked.
OWN_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
PATIENCE_S = 0.5
#: How people call Django's commands: on the installation that this one is, whatever its settings.
MANAGE = ".venv/bin/python manage.py"


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


def administrator_lines(password: str | None, names: Sequence[str]) -> list[str]:
    """How to log in, for people.

    :param password: that of the administrator that was made just now, or None.
    :param names: of all administrators.
    """
    if password is not None:
        return [
            f"  Log in as {NAME} with the password  {password}",
            f"  It is shown only once. To set a new one: `{MANAGE} changepassword {NAME}`",
        ]
    if not names:
        return [f"  No administrator exists yet, so nobody can log in. Create one with `{MANAGE} createsuperuser`."]
    name = NAME if NAME in names else names[0]
    return [
        f"  Log in as any user you created, such as {name}. To set a new password: `{MANAGE} changepassword {name}`"
    ]


def address_lines(address: str) -> list[str]:
    """Where the admin and the API are.

    :param address: scheme, host and port.
    """
    return [f"  Admin: {address}/admin/", f"  API:   {address}/api/v2/"]
