"""Functions that a project may provide, named in settings by their dotted paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

#: Takes a request for a rendition that has to be made, counts it, and returns the response to send instead if the limit
#: is exceeded, else None. Without one, nothing is limited.
RENDITION_THROTTLE = "CLINIC_RENDITION_THROTTLE"
#: Takes a public image or document, and returns the headers by which shared caches identify its file: those of the
#: caches that are purged when it is deleted or made private, none if there is no such cache.
FILE_CACHE_HEADERS = "CLINIC_FILE_CACHE_HEADERS"
SETTINGS = (RENDITION_THROTTLE, FILE_CACHE_HEADERS)


def project_function(setting: str) -> Callable[..., Any] | None:
    """The function that a setting names; None if it is not set.

    :raises ImportError: if there is no such function.
    """
    path = getattr(settings, setting, None)
    return import_string(path) if path else None
