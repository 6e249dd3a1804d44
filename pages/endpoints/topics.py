from api.endpoints.snippets import SnippetsViewSet

from ..models.topic import Topic


class TopicsViewSet(SnippetsViewSet):
    """The topics that articles and questions are filed under."""

    model = Topic
