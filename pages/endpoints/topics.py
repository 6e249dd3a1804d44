from api.endpoints.snippets import SnippetsViewSet

from ..models.topic import Topic


class TopicsViewSet(SnippetsViewSet):
    """The topics of articles and questions."""

    model = Topic
