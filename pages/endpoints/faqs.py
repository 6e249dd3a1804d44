from api.endpoints.snippets import SnippetsViewSet

from ..models.faq_item import FaqItem
from ..topics.filters import TopicFilter


class FaqsViewSet(SnippetsViewSet):
    """Questions and answers."""

    model = FaqItem
    filter_backends = (TopicFilter, *SnippetsViewSet.filter_backends)
