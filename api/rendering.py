from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.utils import encoders

from api import problems


class CompactJSONRenderer(JSONRenderer):
    """Compact UTF-8 JSON; errors keep the media type of problem details."""

    ensure_ascii = False
    charset = None
    encoder_class = encoders.JSONEncoder

    def get_indent(self, accepted_media_type: str, renderer_context: dict[str, Any]) -> int | None:
        return None


class ProblemRenderer(CompactJSONRenderer):
    """Lets a client that accepts only problem details be answered, with the same JSON."""

    media_type = problems.CONTENT_TYPE
    format = "problem"


class RememberedNegotiation(DefaultContentNegotiation):
    """The framework's own negotiation; what it made of an ``Accept`` header is remembered, since few differ."""

    _remembered: ClassVar[dict[tuple, tuple[int, str]]] = {}
    _limit = 256

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        choices = list(renderers)
        if format_suffix or self.settings.URL_FORMAT_OVERRIDE in request.query_params:
            return super().select_renderer(request, choices, format_suffix)
        key = (request.META.get("HTTP_ACCEPT", "*/*"), *map(type, choices))
        if (known := self._remembered.get(key)) is not None:
            return choices[known[0]], known[1]
        renderer, media_type = super().select_renderer(request, choices, format_suffix)
        if len(self._remembered) < self._limit:
            self._remembered[key] = (choices.index(renderer), media_type)
        return renderer, media_type
