from __future__ import annotations

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from api.parameters import QueryParameter
from api.problems import InvalidParameter
from api.visibility import public


class TopicFilter(BaseFilterBackend):
    """``topic=<slug>``: objects with a topic, in any language version of the topic. It works for any model with a
    relation ``topics``.
    """

    query_parameters = (QueryParameter("topic", "The slug of a topic, in any of its languages."),)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: GenericViewSet) -> QuerySet:
        slug = request.query_params.get("topic")
        if slug is None:
            return queryset
        topics = public(queryset.model._meta.get_field("topics").related_model._default_manager.all())
        named = topics.filter(slug=slug)
        if not named.exists():
            allowed = topics.order_by("slug").values_list("slug", flat=True).distinct()
            raise InvalidParameter(f"there is no topic '{slug}'", parameter="topic", allowed=allowed)
        same = topics.filter(translation_key__in=named.values("translation_key"))
        return queryset.filter(topics__in=same).distinct()
