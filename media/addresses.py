from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from django.conf import settings


def absolute_url(url: str, context: Mapping[str, Any] | None = None) -> str:
    """``url`` with a host: that of ``WAGTAILAPI_BASE_URL``, of the request in ``context``, or of the admin.

    An absolute URL, such as that of a remote storage, is returned unchanged. Without any of the three, the path alone
    is returned.
    """
    if url.startswith(("http://", "https://")):
        return url
    request = (context or {}).get("request")
    if base := _base_url("WAGTAILAPI_BASE_URL"):
        return base + url
    if request is not None:
        return urljoin(request.build_absolute_uri("/"), url)  # Keeps the braces of a template.
    return _base_url("WAGTAILADMIN_BASE_URL") + url


def _base_url(setting: str) -> str:
    return (getattr(settings, setting, None) or "").rstrip("/")
