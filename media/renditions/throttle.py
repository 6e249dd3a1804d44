"""Whether a client may have another rendition made. This app does not count: a project names who does."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

SETTING = "CLINIC_RENDITION_THROTTLE"

Throttle = Callable[[HttpRequest], HttpResponse | None]


def refusal_of(request: HttpRequest) -> HttpResponse | None:
    """What is answered in place of a rendition that would have to be made; None where it may be made."""
    found = throttle()
    return found(request) if found is not None else None


def throttle() -> Throttle | None:
    """The function that the setting names by its dotted path: it takes the request, counts it, and returns an answer
    where that was one too many. None where nothing is limited.

    :raises ImportError: where there is no such function.
    """
    path = getattr(settings, SETTING, None)
    return import_string(path) if path else None
