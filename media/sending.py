"""Serves stored files: itself, or through a web server in front that reads them from the same disk."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

#: A browser shows the file and never runs it, wherever it is embedded.
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


def send(
    file: File, storage: Storage, stored_as: str | None, content_type: str, headers: dict[str, str]
) -> HttpResponseBase:
    """Send the open ``file``, which is in ``storage`` as ``stored_as``, or nowhere (None). Only call it once the client
    is known to have permission.

    With ``CLINIC_ACCEL_REDIRECT``, the web server in front sends it (nginx's ``X-Accel-Redirect``).
    """
    place = _accel_address(storage, stored_as) if stored_as else None
    if place is None:
        response = FileResponse(file, content_type=content_type, headers=headers)
        for name, value in headers.items():  # Django sets a Content-Disposition of its own.
            response.headers[name] = value
        return response
    file.close()
    return HttpResponse(content_type=content_type, headers={**headers, "X-Accel-Redirect": place})


def not_modified(request: HttpRequest, headers: dict[str, str]) -> HttpResponse | None:
    """304 or 412 if the request's condition and ``ETag`` or ``Last-Modified`` in ``headers`` say so; None if the file
    has to be sent. Only call it once the client is known to have permission.
    """
    bare = HttpResponse(headers=headers)
    modified = parse_http_date_safe(headers.get("Last-Modified", ""))
    response = get_conditional_response(request, headers.get("ETag"), modified, bare)
    if response is None or response is bare:
        return None
    for header in headers:  # Django keeps the headers that HTTP requires; the rest is for shared caches.
        response.headers.setdefault(header, headers[header])
    return response


def _accel_address(storage: Storage, name: str) -> str | None:
    """Where the web server finds the file, below ``MEDIA_ROOT``; None if Django sends it."""
    prefix = getattr(settings, "CLINIC_ACCEL_REDIRECT", "")
    if not prefix:
        return None
    try:
        place = Path(storage.path(name)).relative_to(os.path.abspath(settings.MEDIA_ROOT))
    except (NotImplementedError, ValueError):  # In a bucket, or another folder, which the web server cannot read.
        return None
    return f"{prefix.rstrip('/')}/{quote(place.as_posix())}"
