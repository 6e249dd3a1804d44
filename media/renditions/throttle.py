"""Whether a client may have another rendition made. This app does not count: a project names who does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ..project_functions import RENDITION_THROTTLE, project_function


def refusal_of(request: HttpRequest) -> HttpResponse | None:
    """What is answered in place of a rendition that would have to be made; None where it may be made."""
    throttle = project_function(RENDITION_THROTTLE)
    return throttle(request) if throttle is not None else None
