"""What a project decides by functions of its own, which its settings name by their dotted paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

#: Takes a request for a rendition that would have to be made, counts it, and returns the answer to send in its place
#: where that was one too many, else None. Without one, nothing is limited.
RENDITION_THROTTLE = "CLINIC_RENDITION_THROTTLE"
#: Takes an image or a document that everybody may have, and returns the headers by which shared caches know its file:
#: those of the caches that are told when it is deleted or made private, none where there is no such cache.
FILE_CACHE_HEADERS = "CLINIC_FILE_CACHE_HEADERS"
SETTINGS = (RENDITION_THROTTLE, FILE_CACHE_HEADERS)


def project_function(setting: str) -> Callable[..., Any] | None:
    """The function that a setting names; None where it names none.

    :raises ImportError: where there is no such function.
    """
    path = getattr(settings, setting, None)
    return import_string(path) if path else None
