from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from api.throttling import client_address
from cms.logins.lockout import too_many_tries

logger = logging.getLogger(__name__)

#: Forms that take the password of a collection or page, and the one that sends mail to whoever is named.
LIMITED_VIEWS = frozenset(
    {
        "wagtaildocs_authenticate_with_password",
        "wagtailcore_authenticate_with_password",
        "wagtailadmin_password_reset",
    }
)
WAIT = timedelta(hours=1)


class GuessThrottle(SimpleRateThrottle):
    scope = "clinic_guesses"
    rate = "20/hour"

    def get_cache_key(self, request: Request, view: object) -> str:
        match = request.resolver_match  # Of one form there may be many spellings: /1/ and /01/ are the same.
        asked = f"{client_address(request)} {match.view_name} {sorted(match.kwargs.items())}"
        return self.cache_format % {"scope": self.scope, "ident": sha256(asked.encode()).hexdigest()[:32]}


class GuessLimitMiddleware:
    """Refuses what one address sends to one of ``LIMITED_VIEWS`` more than twenty times in an hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None or match.url_name not in LIMITED_VIEWS:
            return None
        throttle = GuessThrottle()
        if throttle.allow_request(cast(Request, request), cast(APIView, None)):
            return None
        logger.warning(
            "Too many attempts at %s from %s: the request was rejected.", request.path, client_address(request)
        )
        return too_many_tries(request, timedelta(seconds=throttle.wait() or WAIT.total_seconds()))
