"""The environment variables of the project: their names, types and defaults, and what is wrong with their values.

``docs/settings.md`` explains each one; ``.env.example`` lists them all.
"""

import os
import re
import zoneinfo
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from cms.settings.service_addresses import is_database_url, is_email_url, is_redis_url, is_whole_address

env = environ.Env(
    CLINIC_SECRET_KEY=(str, ""),
    CLINIC_ALLOWED_HOSTS=(list, []),
    CLINIC_BASE_URL=(str, ""),
    CLINIC_FRONTEND_BASE_URL=(str, ""),
    DATABASE_URL=(str, ""),
    CLINIC_PGBOUNCER=(bool, False),
    REDIS_URL=(str, ""),
    EMAIL_URL=(str, ""),
    CLINIC_FROM_EMAIL=(str, "clinic-cms@localhost"),
    CLINIC_CORS_ORIGINS=(list, []),
    CLINIC_THROTTLE_RATE=(str, "600/min"),
    CLINIC_THROTTLE_TRUSTED=(list, []),
    CLINIC_THROTTLE_TOKENS=(list, []),
    CLINIC_CACHE_MAX_AGE=(int, 0),
    CLINIC_CACHE_SHARED_MAX_AGE=(int, 0),
    CLINIC_CACHE_STALE_WHILE_REVALIDATE=(int, 0),
    CLINIC_CACHE_STALE_IF_ERROR=(int, 24 * 3600),
    CLINIC_VARNISH_URLS=(list, []),
    CLINIC_FASTLY_SERVICE_ID=(str, ""),
    CLINIC_FASTLY_TOKEN=(str, ""),
    CLINIC_CLOUDFLARE_ZONE_ID=(str, ""),
    CLINIC_CLOUDFLARE_TOKEN=(str, ""),
    CLINIC_SEARCH_URL=(str, ""),
    CLINIC_SEARCH_ENGINE=(str, "opensearch3"),
    CLINIC_SEARCH_INDEX_PREFIX=(str, "clinic_"),
    CLINIC_TASKS=(str, "database"),
    CLINIC_WORKER=(bool, True),
    CLINIC_HTTPS=(bool, True),
    CLINIC_NUM_PROXIES=(int, 0),
    CLINIC_SERVE_MEDIA=(bool, True),
    CLINIC_ACCEL_REDIRECT=(str, ""),
    CLINIC_IMAGE_BASE_URL=(str, ""),
    CLINIC_IMAGE_GRACE_PERIOD=(int, 30 * 24 * 3600),
    CLINIC_S3_BUCKET=(str, ""),
    CLINIC_S3_ENDPOINT_URL=(str, ""),
    CLINIC_S3_REGION=(str, ""),
    CLINIC_S3_ACCESS_KEY_ID=(str, ""),
    CLINIC_S3_SECRET_ACCESS_KEY=(str, ""),
    CLINIC_SITE_NAME=(str, "Clinic CMS"),
    CLINIC_TIME_ZONE=(str, "UTC"),
    CLINIC_LOG_LEVEL=(str, "INFO"),
    CLINIC_VAR_DIR=(str, ""),
    CLINIC_ENV_FILE=(str, ""),
    CLINIC_HEALTH_PORT=(str, ""),
    PORT=(str, "8000"),
    WEB_CONCURRENCY=(int, 2),
)

REQUIRED = {
    "CLINIC_SECRET_KEY": "a long random string that signs sessions; never share it",
    "CLINIC_ALLOWED_HOSTS": "the host names that this server answers to, separated by commas",
    "CLINIC_BASE_URL": "the public URL of the admin and the API, such as https://cms.example.org",
    "CLINIC_FRONTEND_BASE_URL": "the public URL of the website that visitors read, such as https://www.example.org",
}

NO_LIMIT = "none"
DATABASE_TASKS, IMMEDIATE_TASKS = "database", "immediate"
BOOLEANS = frozenset({"true", "on", "ok", "y", "yes", "1", "false", "off", "n", "no", "0"})
SEARCH_ENGINES = frozenset({"opensearch2", "opensearch3", "elasticsearch7", "elasticsearch8", "elasticsearch9"})
#: Variables of which one alone does nothing.
PAIRS = [
    ("CLINIC_FASTLY_SERVICE_ID", "CLINIC_FASTLY_TOKEN"),
    ("CLINIC_CLOUDFLARE_ZONE_ID", "CLINIC_CLOUDFLARE_TOKEN"),
    ("CLINIC_S3_ACCESS_KEY_ID", "CLINIC_S3_SECRET_ACCESS_KEY"),
]
#: Variables that are a secret or may hold one.
SECRETS = frozenset({"CLINIC_SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "CLINIC_SEARCH_URL"})
ENCODED = "/, #, ? and @ in a password are written as %2F, %23, %3F and %40"
#: A host as Django compares it: any (*), a domain with all below it (.example.org), a name or an address.
HOST = r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]"
LOG_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})


class EnvironmentProblem(ImproperlyConfigured):
    """The environment lacks variables, or gives some a value that cannot be right; the message lists all of them."""


def load_environment_file(default: Path) -> None:
    """Takes variables that are not set yet from the file that ``CLINIC_ENV_FILE`` names, or else from ``default``.

    A variable that is empty counts as one that is not set.

    :raises EnvironmentProblem: when ``CLINIC_ENV_FILE`` names a file that cannot be read.
    """
    _forget_empty_variables()
    named = env("CLINIC_ENV_FILE")
    path = Path(named or default)
    if path.is_file():
        environ.Env.read_env(path)
        _forget_empty_variables()
    elif named and path != Path(os.devnull):
        raise EnvironmentProblem(f"CLINIC_ENV_FILE is {named}, but there is no such file.")


def require_complete_environment() -> None:
    """Lets a start go on only when nothing is missing or plainly wrong.

    :raises EnvironmentProblem: with one line for each fault, so that all can be mended at once.
    """
    problems = list(environment_problems())
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise EnvironmentProblem(
            f"Not started: these environment variables are missing or wrong:\n{lines}\n"
            "docs/settings.md explains each one; .env.example is a file to start from."
        )


def environment_problems() -> Iterator[str]:
    """One sentence for each variable that is missing or has a value it cannot have."""
    for name, meaning in REQUIRED.items():
        if name not in os.environ:
            yield f"{name} is not set: {meaning}."
    for name, (is_right, wanted) in RULES.items():
        value = os.environ.get(name, "").strip()
        if name in os.environ and not is_right(value):
            yield f"{name} is {_shown(name, value)}: expected {wanted}."
    for pair in PAIRS:
        there = [name for name in pair if name in os.environ]
        if len(there) == 1:
            (lacking,) = set(pair) - set(there)
            yield f"{there[0]} is set, but {lacking} is not: set both, or neither."
    if env("CLINIC_HTTPS") and os.environ.get("CLINIC_BASE_URL", "").startswith("http://"):
        yield "CLINIC_BASE_URL begins with http://, but CLINIC_HTTPS is on: use https://, or set CLINIC_HTTPS=false."


def is_web_address(value: str) -> bool:
    """Whether ``value`` is an absolute http or https address without query, fragment or password."""
    try:
        parts = urlsplit(value)
        valid_port = parts.port is None or 0 < parts.port < 65536
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(re.fullmatch(r"[\w.:-]+", parts.hostname or ""))
        and valid_port
        and parts.username is None
        and not parts.query
        and not parts.fragment
        and " " not in value
    )


def origin(address: str) -> str:
    """Scheme, host and port of an address: what a browser sends as ``Origin``."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _forget_empty_variables() -> None:
    for name in env.scheme:
        if name in os.environ and not os.environ[name].strip():
            del os.environ[name]


def _is_origins(value: str) -> bool:
    return all(is_web_address(item) and origin(item) == item for item in value.split(","))


def _is_path(value: str) -> bool:
    return bool(re.fullmatch(r"(/[\w.-]+)+/?", value))


def _is_secret(value: str) -> bool:
    """What Django's check ``security.W009`` asks; and django-environ reads what begins with $ as another's name."""
    return len(value) >= 50 and len(set(value)) >= 5 and not value.startswith(("django-insecure-", "$"))


def _is_hosts(value: str) -> bool:
    return all(re.fullmatch(HOST, host.strip()) for host in value.split(",") if host)


def _is_sender(value: str) -> bool:
    return bool(re.fullmatch(r"[^\s@<>]+@[\w.-]+", parseaddr(value)[1]))


def _is_folder(value: str) -> bool:
    """Whether the folder is there; where it is not, it is made."""
    try:
        Path(value).mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def _is_boolean(value: str) -> bool:
    return value.lower() in BOOLEANS


def _is_rate(value: str) -> bool:
    return value == NO_LIMIT or bool(re.fullmatch(r"[1-9]\d*/(s|sec|second|m|min|minute|h|hour|d|day)", value))


def _is_networks(value: str) -> bool:
    try:
        return all(ip_network(part.strip()) for part in value.split(","))
    except ValueError:
        return False


def _is_search_url(value: str) -> bool:
    """An address, which may hold a name and a password."""
    scheme, _, rest = value.partition("://")
    return is_whole_address(value) and is_web_address(f"{scheme}://{rest.rpartition('@')[2]}")


def _is_index_prefix(value: str) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z0-9_-]*", value))


def _is_time_zone(value: str) -> bool:
    return value in zoneinfo.available_timezones()


def _is_port(value: str) -> bool:
    return value.isdecimal() and 0 < int(value) < 65536


def _is_port_or_none(value: str) -> bool:
    return value == NO_LIMIT or _is_port(value)


def _shown(name: str, value: str) -> str:
    """The value as an error may show it: no message repeats a password."""
    is_secret = name in SECRETS or ("@" in value and name != "CLINIC_FROM_EMAIL")
    return "not valid" if is_secret else repr(value)


RULES: dict[str, tuple[Callable[[str], bool], str]] = {
    "CLINIC_SECRET_KEY": (_is_secret, "50 characters or more, 5 of them different, and no $ at the beginning"),
    "CLINIC_ALLOWED_HOSTS": (
        _is_hosts,
        "host names such as cms.example.org, separated by commas, without scheme, port or path",
    ),
    "CLINIC_BASE_URL": (is_web_address, "a URL such as https://cms.example.org"),
    "CLINIC_FRONTEND_BASE_URL": (is_web_address, "a URL such as https://www.example.org"),
    "DATABASE_URL": (
        is_database_url,
        f"postgres://user:password@host:5432/name or sqlite:////path/to/file, with an absolute path; {ENCODED}",
    ),
    "CLINIC_PGBOUNCER": (_is_boolean, "true or false"),
    "REDIS_URL": (is_redis_url, f"a URL such as redis://127.0.0.1:6379/0; {ENCODED}"),
    "EMAIL_URL": (is_email_url, f"a URL such as smtp+tls://user:password@host:587; {ENCODED}"),
    "CLINIC_FROM_EMAIL": (_is_sender, "an email address such as cms@example.org"),
    "CLINIC_CORS_ORIGINS": (_is_origins, "origins such as https://www.example.org, separated by commas, without paths"),
    "CLINIC_THROTTLE_RATE": (_is_rate, "a number and a period, such as 600/min, or none for no limit"),
    "CLINIC_THROTTLE_TRUSTED": (
        _is_networks,
        "IP addresses or networks such as 192.0.2.7 or 10.0.0.0/8, separated by commas",
    ),
    "CLINIC_CACHE_MAX_AGE": (str.isdecimal, "a number of seconds"),
    "CLINIC_CACHE_SHARED_MAX_AGE": (str.isdecimal, "a number of seconds"),
    "CLINIC_CACHE_STALE_WHILE_REVALIDATE": (str.isdecimal, "a number of seconds"),
    "CLINIC_CACHE_STALE_IF_ERROR": (str.isdecimal, "a number of seconds"),
    "CLINIC_VARNISH_URLS": (_is_origins, "URLs such as http://127.0.0.1:6081, separated by commas"),
    "CLINIC_SEARCH_URL": (
        _is_search_url,
        f"a URL such as https://user:password@search.example.org:9200; {ENCODED}",
    ),
    "CLINIC_SEARCH_ENGINE": (SEARCH_ENGINES.__contains__, " or ".join(sorted(SEARCH_ENGINES))),
    "CLINIC_SEARCH_INDEX_PREFIX": (_is_index_prefix, "lower-case letters, digits, - and _, beginning with a letter"),
    "CLINIC_TASKS": ({DATABASE_TASKS, IMMEDIATE_TASKS}.__contains__, "database or immediate"),
    "CLINIC_WORKER": (_is_boolean, "true or false"),
    "CLINIC_HTTPS": (_is_boolean, "true or false"),
    "CLINIC_SERVE_MEDIA": (_is_boolean, "true or false"),
    "CLINIC_ACCEL_REDIRECT": (_is_path, "a path that begins with a slash, such as /stored"),
    "CLINIC_IMAGE_BASE_URL": (is_web_address, "a URL such as https://images.example.org"),
    "CLINIC_IMAGE_GRACE_PERIOD": (str.isdecimal, "a number of seconds"),
    "CLINIC_S3_ENDPOINT_URL": (is_web_address, "a URL such as https://s3.example.org"),
    "CLINIC_NUM_PROXIES": (str.isdecimal, "a whole number"),
    "CLINIC_TIME_ZONE": (_is_time_zone, "an IANA time zone, such as America/Los_Angeles"),
    "CLINIC_LOG_LEVEL": (LOG_LEVELS.__contains__, "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
    "CLINIC_VAR_DIR": (_is_folder, "a folder that exists or can be created"),
    "CLINIC_HEALTH_PORT": (_is_port_or_none, "a port number from 1 to 65535, or none"),
    "PORT": (_is_port, "a port number from 1 to 65535"),
    "WEB_CONCURRENCY": (lambda value: value.isdecimal() and int(value) > 0, "a whole number, at least 1"),
}
