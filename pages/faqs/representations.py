from __future__ import annotations

from typing_extensions import TypedDict

from api.represent.representations import SnippetReferenceMeta
from api.represent.rich_text.representations import RichText

from ..topics.representations import TopicRepresentation


class FaqItemRepresentation(TypedDict):
    """A question where a page shows it, with its answer."""

    id: int
    meta: SnippetReferenceMeta
    question: str
    answer: RichText
    topics: list[TopicRepresentation]
