from cms.startup.administrator import NAME


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
