from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.urls import URLPattern, path, reverse
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from api import problems
from api.contract.configuration import ObjectConfiguration
from api.contract.field_selection import FieldSelectionError, SelectedField, parse_fields
from api.contract.filters import FieldsFilter, LocaleFilter, OrderingFilter, SearchFilter
from api.contract.loading import load_for
from api.contract.pagination import LimitOffsetPagination
from api.contract.parameters import check_parameters
from api.contract.serializer_classes import serializer_class
from api.references import CONTEXT_NAME, References
from api.rendering import CompactJSONRenderer, ProblemRenderer
from api.router import NAMESPACE, absolute_url, router
from api.throttling import ClientThrottle
from api.visibility import public

RICH_TEXT_FORMATS = ["html"]


class EndpointViewSet(ObjectConfiguration, GenericViewSet):
    """An endpoint for the public objects of one model: a listing, one object by id, and ``find/``.

    A subclass names its ``model`` and which fields are sent; the hooks are those of Wagtail's API v2.
    """

    authentication_classes: Sequence[Any] = ()
    permission_classes = (AllowAny,)
    renderer_classes = (CompactJSONRenderer, ProblemRenderer)
    parser_classes = ()
    throttle_classes = (ClientThrottle,)
    filter_backends = (FieldsFilter, LocaleFilter, OrderingFilter, SearchFilter)

    model: type[Model] | None = None
    known_query_parameters: frozenset[str] = frozenset(
        ["limit", "offset", "order", "search", "search_operator", "locale"]
    )
    # "_" defeats caches in jQuery, "format" is DRF's.
    detail_query_parameters: frozenset[str] = frozenset(["fields", "rich_text_format", "site", "_", "format"])
    find_query_parameters: frozenset[str] = frozenset(["id"])

    @classmethod
    def get_model(cls) -> type[Model] | None:
        """The model; a hook for models that are chosen by a setting."""
        return cls.model

    def get_queryset(self) -> QuerySet:
        """The public objects."""
        return public(self.get_model()._default_manager.order_by("pk"))

    def get_object(self) -> Model:
        """The object that the path names.

        :raises NotFound: when there is none that a visitor may see.
        """
        queryset = self.get_queryset()
        found = queryset.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise problems.NotFound(f"No {queryset.model.__name__} matches the given query.")
        return found

    def listing_view(self, request: Request) -> Response:
        queryset = self.get_queryset()
        self.check_listing_parameters(queryset)
        paginator = LimitOffsetPagination()
        objects = paginator.paginate_queryset(self.filter_queryset(queryset), request, view=self)
        return paginator.get_paginated_response(self.represent(objects, queryset.model, level="listing"))

    def detail_view(self, request: Request, pk: int) -> Response:
        check_parameters(request.GET, self.detail_query_parameters)
        return Response(self.represent_detail(self.get_object()))

    def find_view(self, request: Request) -> Response:
        check_parameters(request.GET, self.detail_query_parameters | self.find_query_parameters)
        found = self.find_object(self.get_queryset(), request)
        if found is None:
            raise problems.NotFound
        location = reverse(f"{NAMESPACE}:{self.endpoint_name}:detail", args=[found.pk])
        return Response(self.represent_detail(found), headers={"Content-Location": absolute_url(location, request)})

    def find_object(self, queryset: QuerySet, request: Request) -> Model | None:
        """The object that ``find/`` is asked for, or None. Override to offer more ways than ``id``."""
        pk = request.GET.get("id")
        if pk is None:
            return None
        try:
            return queryset.filter(pk=pk).first()
        except (ValueError, ValidationError) as error:
            raise problems.InvalidParameter(f"'{pk}' is not a valid id", parameter="id") from error

    def represent_detail(self, instance: Model) -> dict[str, Any]:
        return self.represent([instance], type(instance), level="detail")[0]

    def represent(self, objects: Sequence[Model], model: type[Model], level: str) -> list[dict[str, Any]]:
        """The documents of ``objects``, all of one model, with the fields that the request asks for."""
        serializer = serializer_class(type(self), model, self.selected_fields(), level)(
            context=self.get_serializer_context()
        )
        load_for(serializer, objects)
        return [serializer.to_representation(obj) for obj in objects]

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request, "view": self, CONTEXT_NAME: self.references}

    @property
    def references(self) -> References:
        """What the answer refers to; one for each request."""
        if not hasattr(self, "_references"):
            self._references = References()
        return self._references

    @property
    def endpoint_name(self) -> str:
        """The name under which this endpoint is registered."""
        return next(name for name, viewset in router.endpoints.items() if viewset is type(self))

    def selected_fields(self) -> tuple[SelectedField, ...]:
        """The fields that the request chooses.

        :raises InvalidParameter: when ``fields`` or ``rich_text_format`` cannot be read.
        """
        rich_text_format = self.request.GET.get("rich_text_format", "html")
        if rich_text_format not in RICH_TEXT_FORMATS:
            raise problems.InvalidParameter(
                f"rich_text_format must be one of 'html', got '{rich_text_format}'",
                parameter="rich_text_format",
                allowed=RICH_TEXT_FORMATS,
            )
        try:
            return parse_fields(self.request.GET.get("fields", ""))
        except FieldSelectionError as error:
            raise problems.InvalidParameter(
                f"fields error: {error}", parameter="fields", allowed="names such as title,body or *,-body"
            ) from error

    def check_listing_parameters(self, queryset: QuerySet) -> None:
        known = self.known_query_parameters | self.detail_query_parameters
        check_parameters(self.request.GET, known.union(self.get_available_fields(queryset.model, db_fields_only=True)))

    def get_exception_handler(self) -> Any:
        return problems.exception_handler

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
            path("find/", cls.as_view({"get": "find_view"}), name="find"),
        ]
