from __future__ import annotations

from api.endpoints.snippets import SnippetsViewSet

from ..models.topic import Topic


class TopicsViewSet(SnippetsViewSet):
    """The topics that articles and questions are filed under."""

    model = Topic
    listing_default_fields = [*SnippetsViewSet.listing_default_fields, "name", "slug", "description"]
    nested_default_fields = [*SnippetsViewSet.nested_default_fields, "name", "slug"]
