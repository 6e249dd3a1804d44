"""The settings that ``api`` reads, each when it is used first, and again after a test has changed one.

Names beginning with ``WAGTAILAPI_`` are Wagtail's own and mean what its documentation says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

#: The namespace of the API's addresses.
NAMESPACE = "clinic_api"
DEFAULT_LIMIT = 20

# Django takes a while to find that a setting is not there, and a request reads a dozen.
_read: dict[str, Any] = {}


def _setting(name: str, default: Any) -> Any:
    try:
        return _read[name]
    except KeyError:
        value = _read[name] = getattr(settings, name, default)
        return value


def _forget(**kwargs: Any) -> None:
    _read.clear()


setting_changed.connect(_forget, dispatch_uid="clinic_api.conf")


def base_url() -> str | None:
    """The public address of this API (``WAGTAILAPI_BASE_URL``), without a trailing slash, or None."""
    return (_setting("WAGTAILAPI_BASE_URL", None) or "").rstrip("/") or None


def limit_max() -> int | None:
    """The largest ``limit`` a listing takes (``WAGTAILAPI_LIMIT_MAX``, 20); None for no maximum."""
    return _setting("WAGTAILAPI_LIMIT_MAX", DEFAULT_LIMIT)


def search_enabled() -> bool:
    """Whether ``search`` is answered (``WAGTAILAPI_SEARCH_ENABLED``, true)."""
    return _setting("WAGTAILAPI_SEARCH_ENABLED", True)


def rich_text_format() -> str | None:
    """How rich text is sent to who asks for no format (``WAGTAILAPI_RICH_TEXT_FORMAT``); HTML to show unless given."""
    return _setting("WAGTAILAPI_RICH_TEXT_FORMAT", None)


def i18n_enabled() -> bool:
    """Whether the project has content in several languages (``WAGTAIL_I18N_ENABLED``)."""
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def throttle_rate() -> str | None:
    """How many answers may be made for one client address, such as ``"600/min"`` (``CLINIC_THROTTLE_RATE``); None for
    no limit. What is kept ready does not count.
    """
    return _setting("CLINIC_THROTTLE_RATE", None) or None


def throttle_trusted() -> list[str]:
    """Addresses and networks whose requests are not limited (``CLINIC_THROTTLE_TRUSTED``)."""
    return list(_setting("CLINIC_THROTTLE_TRUSTED", ()))


def throttle_tokens() -> list[str]:
    """Secrets that lift the limit from requests with ``Authorization: Bearer`` (``CLINIC_THROTTLE_TOKENS``)."""
    return list(_setting("CLINIC_THROTTLE_TOKENS", ()))


def num_proxies() -> int | None:
    """Proxies in front of the application (``CLINIC_NUM_PROXIES``), needed to tell a client's address."""
    return _setting("CLINIC_NUM_PROXIES", None)


def frontend_url_resolver() -> Callable | None:
    """The function named by ``CLINIC_FRONTEND_URL_RESOLVER``: takes a Site, returns its frontend's address or None."""
    path = _setting("CLINIC_FRONTEND_URL_RESOLVER", None)
    return import_string(path) if path else None


def fingerprint_settings() -> list[str]:
    """Settings of the project's own that shape answers (``CLINIC_SNAPSHOT_SETTINGS``): names, besides those known."""
    return list(_setting("CLINIC_SNAPSHOT_SETTINGS", ()))


def max_age() -> int:
    """Seconds for which a browser may keep an answer without asking (``CLINIC_CACHE_MAX_AGE``, 0)."""
    return _setting("CLINIC_CACHE_MAX_AGE", 0)


def shared_max_age() -> int:
    """Seconds for which a shared cache may (``CLINIC_CACHE_SHARED_MAX_AGE``, 0); only where changes purge it."""
    return _setting("CLINIC_CACHE_SHARED_MAX_AGE", 0)


def stale_while_revalidate() -> int:
    """Seconds for which a cache may send an old answer while it fetches a new one
    (``CLINIC_CACHE_STALE_WHILE_REVALIDATE``, 0).
    """
    return _setting("CLINIC_CACHE_STALE_WHILE_REVALIDATE", 0)


def stale_if_error() -> int:
    """Seconds for which a cache may send an old answer while this server fails (``CLINIC_CACHE_STALE_IF_ERROR``, a
    day).
    """
    return _setting("CLINIC_CACHE_STALE_IF_ERROR", 24 * 3600)


def compression_enabled() -> bool:
    """Whether answers are kept compressed, too (``CLINIC_COMPRESSION``, true)."""
    return _setting("CLINIC_COMPRESSION", True)


def snapshots_enabled() -> bool:
    """Whether answers are stored at all (``CLINIC_SNAPSHOTS``, true); else each request runs the serializers."""
    return _setting("CLINIC_SNAPSHOTS", True)


def cache_purge() -> dict[str, dict[str, Any]]:
    """The caches that are purged by surrogate key (``CLINIC_CACHE_PURGE``): by name, ``BACKEND`` and what it needs."""
    return _setting("CLINIC_CACHE_PURGE", None) or {}


def route_history_days() -> int:
    """Days for which it is known what was at a path before (``CLINIC_ROUTE_HISTORY_DAYS``, 365)."""
    return _setting("CLINIC_ROUTE_HISTORY_DAYS", 365)
