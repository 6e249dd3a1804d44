from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.utils import encoders

from . import problems


class CompactJSONRenderer(JSONRenderer):
    """Compact UTF-8 JSON; errors keep the media type of problem details."""

    ensure_ascii = False
    charset = None
    encoder_class = encoders.JSONEncoder

    def get_indent(self, accepted_media_type: str, renderer_context: dict[str, Any]) -> int | None:
        return None


class ProblemRenderer(CompactJSONRenderer):
    """Accepts a client that only accepts problem details, with the same JSON."""

    media_type = problems.CONTENT_TYPE
    format = "problem"


class MarkdownRenderer(CompactJSONRenderer):
    """Accepts a request for a page as Markdown, which ``api.delivery`` writes; errors stay JSON."""

    media_type = "text/markdown"
    format = "markdown"


class RememberedNegotiation(DefaultContentNegotiation):
    """Selects the media type that the client prefers (RFC 9110, section 12.5.1), by weights, which the framework
    ignores. The result for an ``Accept`` header is cached, since few differ.
    """

    _remembered: ClassVar[dict[tuple, int]] = {}
    _limit = 256
    # Longer headers are cut off.
    _longest = 1_000

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """:raises NotAcceptable: if no renderer is acceptable."""
        choices = list(renderers)
        if format_suffix or self._names_a_format(request):
            return super().select_renderer(request, choices, format_suffix)
        accept = request.META.get("HTTP_ACCEPT", "")[: self._longest].strip() or "*/*"
        key = (accept, *map(type, choices))
        position = self._remembered.get(key)
        if position is None:
            position = best_position(accept, [choice.media_type for choice in choices])
            if len(self._remembered) < self._limit:
                self._remembered[key] = position
        return choices[position], choices[position].media_type

    def _names_a_format(self, request: Request) -> bool:
        """Parsing a query string takes longer than everything else here, and few contain ``format``."""
        name, text = self.settings.URL_FORMAT_OVERRIDE, request.META.get("QUERY_STRING", "")
        return bool(name) and (name in text or "%" in text) and name in request.query_params


def best_position(accept: str, offered: Sequence[str]) -> int:
    """The position in ``offered`` of the media type that a client prefers: by weight, then by how specifically it is
    named, then by the client's order, and finally by the server's.

    Django parses the header. ``HttpRequest.get_preferred_type`` is wrong for a client that excludes a type
    (``application/json;q=0, */*``) or names a parameter (``application/json;version=2``).

    :raises NotAcceptable: if none is acceptable.
    """
    ranges = [MediaType(part) for part in accept.split(",") if part.strip()]
    ranked = []
    for position, media_type in enumerate(offered):
        fits = [(_exactness(each, MediaType(media_type)), -order, each.quality) for order, each in enumerate(ranges)]
        exactness, order, weight = max(fits, default=(0, 0, 0.0))
        if exactness and weight > 0:
            ranked.append((weight, exactness, order, -position))
    if not ranked:
        raise NotAcceptable
    return -max(ranked)[-1]


def _exactness(named: MediaType, offered: MediaType) -> int:
    """How specifically a media range matches a media type: 0 for not at all."""
    if (named.main_type, named.sub_type) == (offered.main_type, offered.sub_type):
        return 3
    if named.sub_type != "*":
        return 0
    return 2 if named.main_type == offered.main_type else int(named.main_type == "*")
