from __future__ import annotations

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from api.search.sources import SearchSource

from ...models.article import ArticlePage
from ...topics.filters import TopicFilter


class PageTopicFilter(BaseFilterBackend):
    """``topic=<slug>``: the articles under a topic."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: SearchSource) -> QuerySet:
        if "topic" not in request.query_params:
            return queryset
        articles = TopicFilter().filter_queryset(request, ArticlePage.objects.order_by(), view)
        return queryset.filter(pk__in=articles.values("pk"))
