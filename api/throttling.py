from __future__ import annotations

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from api import conf


class ClientThrottle(SimpleRateThrottle):
    """Limits how often one client address may ask, by ``CLINIC_THROTTLE_RATE``; without that setting, nothing.

    Counts stand in Django's default cache: exact when the processes share one (Redis), per process otherwise.
    """

    scope = "clinic_api"

    def get_rate(self) -> str | None:
        return conf.throttle_rate()

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def get_ident(self, request: Request) -> str:
        """The client's address: the ``X-Forwarded-For`` entry that the project's own proxies vouch for."""
        proxies = conf.num_proxies()
        forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if proxies and forwarded:
            return forwarded[-min(proxies, len(forwarded))]
        return request.META.get("REMOTE_ADDR", "")
