from __future__ import annotations

from typing_extensions import TypedDict

from api.represent.representations import SnippetReferenceMeta


class TopicRepresentation(TypedDict):
    """A topic where an article or a question names it."""

    id: int
    meta: SnippetReferenceMeta
    name: str
    slug: str
