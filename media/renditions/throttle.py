"""Whether a client may have another rendition made. This app does not count: a project provides a function that
does.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ..project_functions import RENDITION_THROTTLE, project_function


def refusal_of(request: HttpRequest) -> HttpResponse | None:
    """The response in place of a rendition that has to be made; None if it may be made."""
    throttle = project_function(RENDITION_THROTTLE)
    return throttle(request) if throttle is not None else None
