"""The settings that ``api`` reads, each on first use and again after a test has changed one.

Names beginning with ``WAGTAILAPI_`` are Wagtail's own and mean what its documentation says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

#: The URL namespace of the API.
NAMESPACE = "clinic_api"
DEFAULT_LIMIT = 20

# Django takes a while to find that a setting is not set, and each request reads a dozen.
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
    """The public URL of this API (``WAGTAILAPI_BASE_URL``), without a trailing slash, or None."""
    return (_setting("WAGTAILAPI_BASE_URL", None) or "").rstrip("/") or None


def limit_max() -> int | None:
    """The maximum of ``limit`` (``WAGTAILAPI_LIMIT_MAX``, 20); None for no maximum."""
    return _setting("WAGTAILAPI_LIMIT_MAX", DEFAULT_LIMIT)


def search_enabled() -> bool:
    """Whether listings accept ``search`` (``WAGTAILAPI_SEARCH_ENABLED``, true)."""
    return _setting("WAGTAILAPI_SEARCH_ENABLED", True)


def rich_text_format() -> str | None:
    """The default format of rich text (``WAGTAILAPI_RICH_TEXT_FORMAT``); display HTML if it is not set."""
    return _setting("WAGTAILAPI_RICH_TEXT_FORMAT", None)


def i18n_enabled() -> bool:
    """Whether the project has content in several languages (``WAGTAIL_I18N_ENABLED``)."""
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def throttle_rate() -> str | None:
    """The number of responses that may be computed for one client IP, such as ``"600/min"`` (``CLINIC_THROTTLE_RATE``);
    None for no limit. Stored responses do not count.
    """
    return _setting("CLINIC_THROTTLE_RATE", None) or None


def throttle_trusted() -> list[str]:
    """IP addresses and networks whose requests are not limited (``CLINIC_THROTTLE_TRUSTED``)."""
    return list(_setting("CLINIC_THROTTLE_TRUSTED", ()))


def throttle_tokens() -> list[str]:
    """Secrets that exempt requests with ``Authorization: Bearer`` from the limit (``CLINIC_THROTTLE_TOKENS``)."""
    return list(_setting("CLINIC_THROTTLE_TOKENS", ()))


def num_proxies() -> int | None:
    """The number of proxies in front of the application (``CLINIC_NUM_PROXIES``), needed to determine a client's IP."""
    return _setting("CLINIC_NUM_PROXIES", None)


def frontend_url_resolver() -> Callable | None:
    """The function named by ``CLINIC_FRONTEND_URL_RESOLVER``: takes a Site, returns its frontend's URL or None."""
    path = _setting("CLINIC_FRONTEND_URL_RESOLVER", None)
    return import_string(path) if path else None


def fingerprint_settings() -> list[str]:
    """Names of further settings that shape responses (``CLINIC_SNAPSHOT_SETTINGS``)."""
    return list(_setting("CLINIC_SNAPSHOT_SETTINGS", ()))


def max_age() -> int:
    """Seconds for which a browser may reuse a response without revalidation (``CLINIC_CACHE_MAX_AGE``, 0)."""
    return _setting("CLINIC_CACHE_MAX_AGE", 0)


def shared_max_age() -> int:
    """The same for a shared cache (``CLINIC_CACHE_SHARED_MAX_AGE``, 0); only useful if it is purged on changes."""
    return _setting("CLINIC_CACHE_SHARED_MAX_AGE", 0)


def stale_while_revalidate() -> int:
    """Seconds for which a cache may send a stale response while it fetches a new one
    (``CLINIC_CACHE_STALE_WHILE_REVALIDATE``, 0).
    """
    return _setting("CLINIC_CACHE_STALE_WHILE_REVALIDATE", 0)


def stale_if_error() -> int:
    """Seconds for which a cache may send a stale response while this server fails (``CLINIC_CACHE_STALE_IF_ERROR``, a
    day).
    """
    return _setting("CLINIC_CACHE_STALE_IF_ERROR", 24 * 3600)


def compression_enabled() -> bool:
    """Whether responses are also stored compressed (``CLINIC_COMPRESSION``, true)."""
    return _setting("CLINIC_COMPRESSION", True)


def snapshots_enabled() -> bool:
    """Whether responses are stored at all (``CLINIC_SNAPSHOTS``, true); else each request runs the serializers."""
    return _setting("CLINIC_SNAPSHOTS", True)


def cache_purge() -> dict[str, dict[str, Any]]:
    """The caches that are purged by surrogate key (``CLINIC_CACHE_PURGE``): names, ``BACKEND``, its parameters."""
    return _setting("CLINIC_CACHE_PURGE", None) or {}


def route_history_days() -> int:
    """Days for which former paths are kept (``CLINIC_ROUTE_HISTORY_DAYS``, 365)."""
    return _setting("CLINIC_ROUTE_HISTORY_DAYS", 365)
