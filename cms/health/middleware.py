from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from cms.health.answers import answer

SAFE = ["GET", "HEAD"]


class HealthMiddleware:
    """Answers ``/healthz`` and ``/readyz`` before hosts, HTTPS, sessions and the database are looked at.

    It stands first: who asks, asks by an address of the machine, and wants an answer when nothing else gives one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answered = answer(request.path_info, request.META.get("QUERY_STRING", ""))
        if answered is None:
            return self._get_response(request)
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        status, content_type, body = answered
        return HttpResponse(body, status=status, content_type=content_type, headers={"Cache-Control": "no-store"})
