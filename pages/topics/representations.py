from __future__ import annotations

from typing_extensions import TypedDict

from api.representations import ReferenceMeta


class TopicRepresentation(TypedDict):
    """A topic where an article or a question names it."""

    id: int
    meta: ReferenceMeta
    name: str
    slug: str
