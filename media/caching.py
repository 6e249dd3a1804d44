"""Cache headers of files."""

from __future__ import annotations

from wagtail.models import CollectionMember

from .project_functions import FILE_CACHE_HEADERS, project_function
from .visibility import Audience

YEAR_S = 365 * 24 * 3600
FOR_NOBODY_ELSE = "private, no-store"


def cache_headers(member: CollectionMember, audience: Audience, max_age: int) -> dict[str, str]:
    """The cache headers of a file for an audience.

    Browsers may keep a public file for ``max_age`` seconds. Shared caches may only do so if they are purged, by the
    headers that the project gives the file, when it is deleted or made private; all others revalidate each time, which
    costs a 304. A file that only this visitor may access is not stored by any cache.
    """
    if audience is not Audience.EVERYBODY:
        return {"Cache-Control": FOR_NOBODY_ELSE}
    names_for_caches = project_function(FILE_CACHE_HEADERS)
    headers = names_for_caches(member) if names_for_caches is not None else {}
    parts = ["public", f"max-age={max_age}", *([] if headers else ["s-maxage=0"])]
    if max_age >= YEAR_S:
        parts.append("immutable")
    return {"Cache-Control": ", ".join(parts), **headers}


def document_cache_headers(audience: Audience) -> dict[str, str]:
    """The same for a document, whose URL stays the same when its file is replaced: caches always revalidate."""
    return {"Cache-Control": "public, no-cache" if audience is Audience.EVERYBODY else FOR_NOBODY_ELSE}
