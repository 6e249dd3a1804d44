"""Whether an address of a service can be right: a database, a cache, a mail server, a search engine.

Its password may hold what ends a part of an address (``/``, ``#``, ``?``): unless that is percent-encoded, half of the
password is read as a host or a name.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import environ

MAIL_SERVERS = frozenset({"smtp", "smtps", "smtp+tls", "smtp+ssl"})


def is_database_url(value: str) -> bool:
    """PostgreSQL with the name of a database, or SQLite with the whole path of a file."""
    scheme, _, rest = value.partition("://")
    if scheme not in {"postgres", "postgresql", "sqlite"} or "@" in rest.partition("/")[2].partition("?")[0]:
        return False
    if scheme == "sqlite" and not rest.startswith("/"):
        return False
    try:
        database = environ.Env.db_url_config(value)
    except ValueError:
        return False
    if scheme == "sqlite":
        return Path(database["NAME"]).is_absolute()
    return bool(database["NAME"] or "service" in database.get("OPTIONS", {}))


def is_redis_url(value: str) -> bool:
    """One address, or several with commas, as Django's cache takes them."""
    return all(_is_redis_server(part) for part in re.split("[;,]", value))


def is_email_url(value: str) -> bool:
    """A mail server with its host, or one of django-environ's schemes that need none."""
    scheme = value.partition("://")[0]
    if scheme == "filemail":
        return bool(urlsplit(value).path.strip("/"))
    if scheme not in MAIL_SERVERS:
        return scheme in environ.Env.EMAIL_SCHEMES
    parts = _parts(value)
    return parts is not None and bool(parts.hostname)


def is_whole_address(value: str) -> bool:
    """Whether the part before the first slash is all of name, password, host and port, and the port a number."""
    return _parts(value) is not None


def _is_redis_server(value: str) -> bool:
    parts = _parts(value)
    if parts is None:
        return False
    if parts.scheme == "unix":
        return bool(parts.path)
    return parts.scheme in {"redis", "rediss"} and bool(re.fullmatch(r"(/\d*)?", parts.path))


def _parts(value: str) -> SplitResult | None:
    try:
        parts = urlsplit(value)
        is_port_right = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if is_port_right and not parts.fragment and "@" not in parts.path else None
