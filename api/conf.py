"""The settings that ``api`` reads, each at the moment of use.

Names beginning with ``WAGTAILAPI_`` are Wagtail's own and mean what its documentation says.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT_LIMIT = 20


def base_url() -> str | None:
    """The public address of this API (``WAGTAILAPI_BASE_URL``), without a trailing slash, or None."""
    return (getattr(settings, "WAGTAILAPI_BASE_URL", None) or "").rstrip("/") or None


def limit_max() -> int | None:
    """The largest ``limit`` a listing takes (``WAGTAILAPI_LIMIT_MAX``, 20); None for no maximum."""
    return getattr(settings, "WAGTAILAPI_LIMIT_MAX", DEFAULT_LIMIT)


def search_enabled() -> bool:
    """Whether ``search`` is answered (``WAGTAILAPI_SEARCH_ENABLED``, true)."""
    return getattr(settings, "WAGTAILAPI_SEARCH_ENABLED", True)


def i18n_enabled() -> bool:
    """Whether the project has content in several languages (``WAGTAIL_I18N_ENABLED``)."""
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


def throttle_rate() -> str | None:
    """Requests allowed per client address, such as ``"600/min"`` (``CLINIC_THROTTLE_RATE``); None for no limit."""
    return getattr(settings, "CLINIC_THROTTLE_RATE", None) or None


def num_proxies() -> int | None:
    """Proxies in front of the application (``CLINIC_NUM_PROXIES``), needed to tell a client's address."""
    return getattr(settings, "CLINIC_NUM_PROXIES", None)


def frontend_url_resolver() -> Callable | None:
    """The function named by ``CLINIC_FRONTEND_URL_RESOLVER``: takes a Site, returns its frontend's address or None."""
    path = getattr(settings, "CLINIC_FRONTEND_URL_RESOLVER", None)
    return import_string(path) if path else None
