"""Limits the responses that one client may have computed in a period. Stored responses are not limited.

A static site generator requests everything at once, and so does a server that renders pages for all its visitors.
Stored responses cost little. What costs is a computed one: a search, a listing that was not requested since the last
change, and in this project a rendition of an image (``CLINIC_RENDITION_THROTTLE`` in ``media`` names
:func:`work_refusal`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import cast

from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from . import conf
from .problems import problem_response

Network = IPv4Network | IPv6Network


def count_work(request: Request | HttpRequest) -> None:
    """Count a response that is computed for this client, neither stored nor cached.

    :raises Throttled: above the limit; with the seconds to wait.
    """
    if not conf.throttle_rate():
        return
    throttle = WorkThrottle()
    if not throttle.allow_request(cast(Request, request), cast(APIView, None)):  # Only its IP addresses are read.
        raise Throttled(throttle.wait())


def work_refusal(request: HttpRequest) -> HttpResponse | None:
    """Like :func:`count_work`, for views outside of the API: returns the response above the limit, a problem document
    with ``Retry-After``; None below it.
    """
    try:
        count_work(request)
    except Throttled as refusal:
        return problem_response(refusal)
    return None


class WorkThrottle(SimpleRateThrottle):
    """Limits work by client IP to ``CLINIC_THROTTLE_RATE``, except for ``CLINIC_THROTTLE_TRUSTED`` and
    ``CLINIC_THROTTLE_TOKENS``.

    Counts are in Django's default cache: exact if the processes share one (Redis), per process otherwise.
    """

    scope = "clinic_api"

    def get_rate(self) -> str | None:
        return conf.throttle_rate()

    def get_cache_key(self, request: Request | HttpRequest, view: object) -> str | None:
        address = client_address(request)
        if _is_trusted(address) or _has_token(request):
            return None
        # Some caches take no key with the colons of an IPv6 address, nor arbitrary text from a proxy.
        return self.cache_format % {"scope": self.scope, "ident": sha256(address.encode()).hexdigest()[:32]}


def client_address(request: Request | HttpRequest) -> str:
    """The client's IP address: the ``X-Forwarded-For`` entry that the project's own proxies vouch for."""
    proxies = conf.num_proxies()
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        return forwarded[-min(proxies, len(forwarded))]
    return request.META.get("REMOTE_ADDR", "")


def networks(names: Iterable[str]) -> list[Network]:
    """Parse IP addresses and networks such as ``10.0.0.0/8``.

    :raises ValueError: for anything else.
    """
    return [ip_network(name) for name in names]


def _is_trusted(address: str) -> bool:
    trusted = conf.throttle_trusted()
    if not trusted:
        return False
    try:
        client = ip_address(address)
    except ValueError:  # A Unix socket has none.
        return False
    client = getattr(client, "ipv4_mapped", None) or client
    return any(client in network for network in _networks(tuple(trusted)))


@lru_cache(maxsize=4)
def _networks(names: tuple[str, ...]) -> list[Network]:
    return networks(names)


def _has_token(request: Request | HttpRequest) -> bool:
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    return any(compare_digest(token.strip().encode(), known.encode()) for known in conf.throttle_tokens())
