from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MINUTE_S = 60


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """What is shown instead of the login form after too many wrong passwords. django-axes calls this."""
    return too_many_tries(request, settings.AXES_COOLOFF_TIME)


def too_many_tries(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """A page that says when to try again, with the status 429.

    :param wait: until that is possible.
    """
    seconds = max(int(wait.total_seconds()), 1)
    response = render(request, "cms/too_many_tries.html", {"minutes": -(-seconds // MINUTE_S)}, status=429)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "no-store"
    return response
