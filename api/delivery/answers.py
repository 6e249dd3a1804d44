from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.http.request import MediaType
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.request import Request

from .. import conf
from ..purging.backends import key_headers
from ..snapshots.build import etag_of
from ..snapshots.clock import now_ms
from ..snapshots.compression import encode
from ..snapshots.store import BROTLI, GZIP, IDENTITY, Stored
from ..snapshots.surrogate_keys import EVERYTHING
from .cache_control import CacheControl

CONTENT_TYPE = "application/json"
VARY = "Accept, Accept-Encoding"
_SECOND = 1000
# Longer headers are not parsed: the results are cached.
_HEADER_LENGTH = 1_000


class Answer(NamedTuple):
    """A document, ready to send.

    :param bodies: the bytes by content encoding; may lack those that the client already has.
    :param etag: of the unencoded bytes.
    :param modified_at: when the bytes last changed, in milliseconds since 1970; None if unknown.
    :param expires_at: when something in it expires, in the same unit.
    :param surrogate_keys: separated by spaces; sent to caches that are purged by key.
    :param content_type: of the bytes; JSON by default.
    :param is_passing: whether the content changed while the response was made. It may reach a cache after the purge, so
        it must not be stored there.
    :param max_age: the seconds for which caches may store it at most; 0 to revalidate each time, None if only
        ``expires_at`` limits it.
    """

    bodies: dict[str, bytes]
    etag: str
    modified_at: int | None = None
    expires_at: int | None = None
    surrogate_keys: str = EVERYTHING
    content_type: str = CONTENT_TYPE
    is_passing: bool = False
    max_age: int | None = None

    @classmethod
    def of(cls, body: bytes, **facts: Any) -> Answer:
        """A response with these bytes in all content encodings."""
        codings = encode(body) if conf.compression_enabled() else None
        bodies = {IDENTITY: body}
        if codings is not None and codings.gzip is not None and codings.brotli is not None:
            bodies |= {GZIP: codings.gzip, BROTLI: codings.brotli}
        return cls(bodies, etag_of(body), **facts)

    @classmethod
    def of_stored(cls, stored: Stored) -> Answer:
        """The response stored in a snapshot."""
        bodies = {} if stored.body is None else {stored.coding: stored.body}
        return cls(bodies, stored.etag, stored.modified_at, stored.expires_at, stored.surrogate_keys)

    @property
    def size(self) -> int:
        """Approximate memory use in bytes."""
        return 1000 + len(self.surrogate_keys) + sum(len(body) for body in self.bodies.values())


def respond(
    request: Request, answer: Answer, cache_control: CacheControl, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The HTTP response for ``answer``: 200, or 304 if the client has it; no body for HEAD.

    :param cache_control: for how long caches may store it, unless the answer itself sets a lower limit.
    """
    meta = request._request.META
    coding = preferred_coding(meta.get("HTTP_ACCEPT_ENCODING", ""))
    if is_known(meta, answer):
        coding = coding if coding in answer.bodies or IDENTITY not in answer.bodies else IDENTITY
        response = HttpResponse(status=304, headers=_headers(answer, coding, cache_control))
        del response.headers["Content-Type"]
    else:
        coding = coding if coding in answer.bodies else IDENTITY
        body = answer.bodies[coding]
        facts = _headers(answer, coding, cache_control)
        facts["Content-Length"] = str(len(body))
        if coding != IDENTITY:
            facts["Content-Encoding"] = coding
        content = b"" if request.method == "HEAD" else body
        response = HttpResponse(content, headers=facts, content_type=answer.content_type)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def known_etag(meta: Mapping[str, Any]) -> str:
    """The first ETag in ``If-None-Match``, without its encoding suffix; empty if there is none."""
    header = meta.get("HTTP_IF_NONE_MATCH")
    return next(iter(_bare_etags(header[:_HEADER_LENGTH])), "") if header else ""


@lru_cache(maxsize=1024)
def _bare_etags(header: str) -> list[str]:
    """The ETags in ``If-None-Match``, ours without their encoding suffix; or ``*``."""
    tags = (tag.removeprefix("W/").strip('"') for tag in parse_etags(header))
    return [tag.removesuffix(f"-{GZIP}").removesuffix(f"-{BROTLI}") for tag in tags]


def is_known(meta: Mapping[str, Any], answer: Answer) -> bool:
    """Whether the client has this response (RFC 9110, section 13.2.2): by ETag, else by date."""
    header = meta.get("HTTP_IF_NONE_MATCH")
    if header is not None:
        known = _bare_etags(header[:_HEADER_LENGTH])
        return answer.etag in known or "*" in known
    since = meta.get("HTTP_IF_MODIFIED_SINCE")
    if not since or answer.modified_at is None:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and _is_settled(answer) and answer.modified_at // _SECOND <= moment


def preferred_coding(accept_encoding: str) -> str:
    """The content encoding to respond with, among those that the client accepts (RFC 9110, section 12.5.3)."""
    return _preferred_coding(accept_encoding[:_HEADER_LENGTH])


@lru_cache(maxsize=1024)
def _preferred_coding(accept_encoding: str) -> str:
    # Django's parser of ``Accept`` also fits this header: names with weights.
    named = [MediaType(part) for part in accept_encoding.split(",")]
    weights = {each.main_type: each.quality for each in named}
    best = max((BROTLI, GZIP), key=lambda coding: weights.get(coding, 0))
    return best if weights.get(best, 0) > 0 else IDENTITY


def _headers(answer: Answer, coding: str, cache_control: CacheControl) -> dict[str, str]:
    headers = {
        "ETag": f'"{answer.etag}"' if coding == IDENTITY else f'"{answer.etag}-{coding}"',
        "Cache-Control": _cache_control(answer, cache_control),
        "Vary": VARY,
    }
    for name, separator in key_headers():
        headers[name] = answer.surrogate_keys.replace(" ", separator)
    if answer.modified_at is not None and _is_settled(answer):
        headers["Last-Modified"] = _date(answer.modified_at // _SECOND)
    return headers


@lru_cache(maxsize=1024)
def _date(seconds: int) -> str:
    return http_date(seconds)


def _is_settled(answer: Answer) -> bool:
    """Whether the second in which the bytes last changed is over. Until then they may change again within that second,
    and HTTP dates, which have a resolution of seconds, could not tell the versions apart.
    """
    return answer.modified_at is not None and now_ms() // _SECOND > answer.modified_at // _SECOND


def _cache_control(answer: Answer, wanted: CacheControl) -> str:
    if answer.max_age == 0 and not wanted.no_store:
        return "private, no-cache"
    if answer.is_passing:
        return wanted.header(limit=0)
    limits = [] if answer.max_age is None else [answer.max_age]
    limits += [] if answer.expires_at is None else [max((answer.expires_at - now_ms()) // _SECOND, 0)]
    return wanted.header(min(limits, default=None))
