from __future__ import annotations

from typing_extensions import TypedDict

from api.representations import ReferenceMeta
from pages.topics.representations import TopicRepresentation


class FaqItemRepresentation(TypedDict):
    """``answer`` is HTML."""

    id: int
    meta: ReferenceMeta
    question: str
    answer: str
    topics: list[TopicRepresentation]
