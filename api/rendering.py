from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

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
    """Lets a client that accepts only problem details be answered, with the same JSON."""

    media_type = problems.CONTENT_TYPE
    format = "problem"


class MarkdownRenderer(CompactJSONRenderer):
    """Lets a client ask for a page as Markdown, which ``api.delivery`` writes; errors stay JSON."""

    media_type = "text/markdown"
    format = "markdown"


class RememberedNegotiation(DefaultContentNegotiation):
    """Chooses what a client likes best (RFC 9110, section 12.5.1), with the weights that the framework does not heed.
    What it made of an ``Accept`` header is remembered, since few differ.
    """

    _remembered: ClassVar[dict[tuple, int]] = {}
    _limit = 256
    # Characters of the header that are looked at.
    _longest = 1_000

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """:raises NotAcceptable: when nothing that there is will do."""
        choices = list(renderers)
        if format_suffix or self._names_a_format(request):
            return super().select_renderer(request, choices, format_suffix)
        accept = request.META.get("HTTP_ACCEPT", "")[: self._longest].strip() or "*/*"
        key = (accept, *map(type, choices))
        place = self._remembered.get(key)
        if place is None:
            place = best_place(accept, [choice.media_type for choice in choices])
            if len(self._remembered) < self._limit:
                self._remembered[key] = place
        return choices[place], choices[place].media_type

    def _names_a_format(self, request: Request) -> bool:
        """Parsing a query string takes longer than all else here, and few could name a format."""
        name, text = self.settings.URL_FORMAT_OVERRIDE, request.META.get("QUERY_STRING", "")
        return bool(name) and (name in text or "%" in text) and name in request.query_params


def best_place(accept: str, offered: Sequence[str]) -> int:
    """Which of the ``offered`` media types a client likes best: by weight, then the one that it names more exactly,
    then the one that it names, and at last the one that is offered, first.

    :raises NotAcceptable: when it takes none of them.
    """
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()]
    ranked = []
    for place, media_type in enumerate(offered):
        fits = [(_exactness(name, media_type), -order, weight) for order, (name, weight) in enumerate(ranges)]
        exactness, order, weight = max(fits, default=(0, 0, 0.0))
        if exactness and weight > 0:
            ranked.append((weight, exactness, order, -place))
    if not ranked:
        raise NotAcceptable
    return -max(ranked)[-1]


def _media_range(text: str) -> tuple[str, float]:
    """A media type or range in lower case, and its weight: 1 where it is not given or cannot be read."""
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    weights = (value for key, _, value in (parameter.partition("=") for parameter in parameters) if key.strip() == "q")
    try:
        return name, float(next(weights, "1"))
    except ValueError:
        return name, 1.0


def _exactness(name: str, media_type: str) -> int:
    """How exactly a media range names a media type: 0 for not at all."""
    if name == media_type:
        return 3
    if name == f"{media_type.partition('/')[0]}/*":
        return 2
    return 1 if name == "*/*" else 0
