"""For how long a file is kept by whom, and the names by which shared caches are told to drop it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import CollectionMember

from media.visibility import Audience

YEAR_S = 365 * 24 * 3600
FOR_NOBODY_ELSE = "private, no-store"


def cache_headers(member: CollectionMember, audience: Audience, max_age: int) -> dict[str, str]:
    """The headers of a file of ``member`` that says in them what caches may do with it.

    Browsers keep a public file for ``max_age`` seconds. Shared caches do so only where they are told, by surrogate key,
    when the file is deleted or made private (``CLINIC_CACHE_PURGE`` names one); all others ask each time whether it is
    public still, which costs them a 304. What this visitor alone may see is kept by nobody.
    """
    if audience is not Audience.EVERYBODY:
        return {"Cache-Control": FOR_NOBODY_ELSE}
    is_told = bool(_caches())
    parts = ["public", f"max-age={max_age}", *([] if is_told else ["s-maxage=0"])]
    if max_age >= YEAR_S:
        parts.append("immutable")
    return {"Cache-Control": ", ".join(parts), **(_surrogate_keys(member) if is_told else {})}


def document_cache_headers(audience: Audience) -> dict[str, str]:
    """The same of a document, whose address stays when its file is replaced: all ask each time."""
    return {"Cache-Control": "public, no-cache" if audience is Audience.EVERYBODY else FOR_NOBODY_ELSE}


def _surrogate_keys(member: CollectionMember) -> dict[str, str]:
    """Those that an API in front of which the same caches stand purges, in the header in which each cache looks."""
    names = ["clinic-api", f"{member._meta.model_name}-{member.pk}"]
    backends = [import_string(configuration["BACKEND"]) for configuration in _caches().values()]
    return {backend.header: backend.separator.join(names) for backend in backends}


def _caches() -> dict[str, dict[str, Any]]:
    return getattr(settings, "CLINIC_CACHE_PURGE", None) or {}
