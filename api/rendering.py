from __future__ import annotations

from typing import Any

from rest_framework.renderers import JSONRenderer
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
