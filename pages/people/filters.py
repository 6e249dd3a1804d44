from __future__ import annotations

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from api.parameters import QueryParameter, parse_integer
from api.problems import InvalidParameter
from api.visibility import public

LARGEST = 2**31 - 1


class AuthorFilter(BaseFilterBackend):
    """``author=<id>``: articles by a person, in any language version of the person."""

    query_parameters = (
        QueryParameter("author", "The id of a person: only the articles that they wrote.", {"type": "integer"}),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: GenericViewSet) -> QuerySet:
        number = parse_integer(request.query_params["author"])
        author_rows = queryset.model._meta.get_field("author_rows").related_model
        people = public(author_rows._meta.get_field("person").related_model._default_manager.all())
        person = people.filter(pk=number).first() if number is not None and 0 < number <= LARGEST else None
        if person is None:
            raise InvalidParameter("there is no such person", parameter="author", allowed="the id of a person")
        same = people.filter(translation_key=person.translation_key)
        return queryset.filter(author_rows__person__in=same.values("pk"))
