"""The one place where an :class:`Answer` becomes an HTTP response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpResponse

from ..delivery.answers import Answer, respond
from ..delivery.cache_control import CacheControl


class Responding:
    """A view that responds with an :class:`Answer`."""

    request: Any
    #: ``Cache-Control`` of the view's responses; by default as the settings have it.
    cache_control: ClassVar[CacheControl] = CacheControl()

    def get_cache_control(self) -> CacheControl:
        """A hook: the directives for this request."""
        return self.cache_control

    def respond(self, answer: Answer, headers: Mapping[str, str] | None = None) -> HttpResponse:
        return respond(self.request, answer, self.get_cache_control(), headers)
