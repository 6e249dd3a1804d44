"""Limits what one client may have made in a while. What is kept ready is sent as often as anybody asks.

A static site that builds itself asks for everything at once, and so does a server that shows pages to all its visitors.
Neither costs much. What costs is an answer that has to be made: a search, a listing that nobody has asked for since the
last change, and in this project a rendition of an image (``CLINIC_RENDITION_THROTTLE`` in ``media`` names
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
    """Counts that an answer is made for this client, which is neither stored nor remembered.

    :raises Throttled: when it has had too many made; with the seconds to wait.
    """
    if not conf.throttle_rate():
        return
    throttle = WorkThrottle()
    if not throttle.allow_request(cast(Request, request), cast(APIView, None)):  # Only its addresses are looked at.
        raise Throttled(throttle.wait())


def work_refusal(request: HttpRequest) -> HttpResponse | None:
    """Counts as :func:`count_work` does, for views outside of the API: what is to be answered in place of what a client
    has had too much of, a problem document with ``Retry-After``; None where it may be made.
    """
    try:
        count_work(request)
    except Throttled as refusal:
        return problem_response(refusal)
    return None


class WorkThrottle(SimpleRateThrottle):
    """Limits work by client address to ``CLINIC_THROTTLE_RATE``, except for whom ``CLINIC_THROTTLE_TRUSTED`` and
    ``CLINIC_THROTTLE_TOKENS`` name.

    Counts stand in Django's default cache: exact when the processes share one (Redis), per process otherwise.
    """

    scope = "clinic_api"

    def get_rate(self) -> str | None:
        return conf.throttle_rate()

    def get_cache_key(self, request: Request | HttpRequest, view: object) -> str | None:
        address = client_address(request)
        if _is_trusted(address) or _has_token(request):
            return None
        # Some caches take no key with the colons of an IPv6 address, nor what a proxy may hand on in its place.
        return self.cache_format % {"scope": self.scope, "ident": sha256(address.encode()).hexdigest()[:32]}


def client_address(request: Request | HttpRequest) -> str:
    """The client's address: the ``X-Forwarded-For`` entry that the project's own proxies vouch for."""
    proxies = conf.num_proxies()
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        return forwarded[-min(proxies, len(forwarded))]
    return request.META.get("REMOTE_ADDR", "")


def networks(names: Iterable[str]) -> list[Network]:
    """The networks that ``names`` stand for: addresses, or networks such as ``10.0.0.0/8``.

    :raises ValueError: for what is neither.
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
