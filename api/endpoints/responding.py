"""How views respond: the one place where an answer becomes a response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpResponse

from ..delivery.answers import Answer, respond
from ..delivery.cache_control import CacheControl


class Responding:
    """A view that responds with answers."""

    request: Any
    #: For how long browsers and shared caches may keep the view's answers: by default, as the settings have it.
    cache_control: ClassVar[CacheControl] = CacheControl()

    def get_cache_control(self) -> CacheControl:
        """What applies to this request. A hook."""
        return self.cache_control

    def respond(self, answer: Answer, headers: Mapping[str, str] | None = None) -> HttpResponse:
        return respond(self.request, answer, self.get_cache_control(), headers)
