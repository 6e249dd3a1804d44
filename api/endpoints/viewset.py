from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import URLPattern, get_script_prefix, path, reverse
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from .. import problems
from ..conf import NAMESPACE
from ..contract.configuration import ObjectConfiguration
from ..contract.field_selection import ALL, SelectedField
from ..contract.loading import load_for
from ..contract.pagination import ListingPage, paginate
from ..contract.serializer_classes import serializer_class
from ..delivery.cache_control import CacheControl
from ..delivery.details import answer_from_store, find_stored, make_answer, model_named
from ..delivery.listings import listing_answer
from ..delivery.queries import Query
from ..parameters import QueryParameter, check_parameters
from ..rendering import CompactJSONRenderer, MarkdownRenderer, ProblemRenderer, RememberedNegotiation
from ..represent.references import CONTEXT_NAME, References
from ..router import origin, router
from ..snapshots.store import Stored
from ..visibility import public
from .endpoint_parameters import ID_PARAMETER, OF_DETAILS, OF_LISTINGS
from .filters import FieldsFilter, LocaleFilter, SearchFilter
from .model_filters import declared_filters
from .ordering import OrderingFilter
from .responding import Responding


class EndpointViewSet(Responding, ObjectConfiguration, GenericViewSet):
    """An endpoint for the public objects of one model: a listing, one object by id, and ``find/``.

    A subclass sets ``model`` and which fields are sent; the hooks are those of Wagtail's API v2.
    """

    content_negotiation_class = RememberedNegotiation
    authentication_classes: Sequence[Any] = ()
    permission_classes = (AllowAny,)
    renderer_classes = (CompactJSONRenderer, ProblemRenderer)
    parser_classes = ()
    # Stored responses are not limited; computed ones are counted where they are made (api.throttling).
    throttle_classes: Sequence[Any] = ()
    filter_backends = (FieldsFilter, LocaleFilter, OrderingFilter, SearchFilter)

    model: type[Model] | None = None
    #: Whether an object is available as Markdown, with ``Accept: text/markdown``.
    offers_markdown = False
    #: Query parameters of listings, besides those of their filters; of one object by its id; and of ``find/``, besides
    #: the latter.
    query_parameters: tuple[QueryParameter, ...] = OF_LISTINGS
    detail_query_parameters: tuple[QueryParameter, ...] = OF_DETAILS
    find_query_parameters: tuple[QueryParameter, ...] = (ID_PARAMETER,)
    #: ``cache_control`` of listings, of objects by id, and of ``find/``, if it differs from the endpoint's.
    listing_cache_control: ClassVar[CacheControl | None] = None
    detail_cache_control: ClassVar[CacheControl | None] = None
    find_cache_control: ClassVar[CacheControl | None] = None

    @classmethod
    def of(cls, model: type[Model]) -> type[EndpointViewSet]:
        """An endpoint for ``model`` without options of its own; the model's attributes describe it.

        >>> router.register_endpoint("topics", SnippetsViewSet.of(Topic))
        """
        name = f"{model.__name__}ViewSet"
        return type(name, (cls,), {"model": model, "__module__": model.__module__, "__doc__": model.__doc__})

    @classmethod
    def get_model(cls) -> type[Model] | None:
        """The model; a hook for models that are set by a setting."""
        return cls.model

    def perform_authentication(self, request: Request) -> None:
        """Do not authenticate until a permission reads the user, as Django REST Framework suggests."""

    def get_renderers(self) -> list[BaseRenderer]:
        renderers = super().get_renderers()
        return [*renderers, MarkdownRenderer()] if self.offers_markdown and self.action != "listing_view" else renderers

    def get_queryset(self) -> QuerySet:
        """The public objects."""
        return public(self.get_model()._default_manager.order_by("pk"))

    def get_object(self) -> Model:
        """The object that the path names.

        :raises NotFound: if there is no such public object.
        """
        queryset = self.get_queryset()
        found = with_key(queryset, self.kwargs["pk"])
        if found is None:
            raise problems.NotFound(f"No {queryset.model.__name__} matches the given query.")
        return found

    def listing_view(self, request: Request) -> HttpResponse:
        return self.respond(listing_answer(self.query, self.listing_page, self.finish_items))

    def detail_view(self, request: Request, pk: int) -> HttpResponse:
        check_parameters(request.query_params, self.names_of("detail_query_parameters"))
        stored = self.find_stored(pk=pk)
        answer = answer_from_store(self.query, stored) if stored is not None else None
        return self.respond(answer or make_answer(self.query, self.get_object()))

    def find_view(self, request: Request) -> HttpResponse:
        check_parameters(request.query_params, self.names_of("detail_query_parameters", "find_query_parameters"))
        wanted = self.get_stored_lookup(request)
        stored = self.find_stored(**wanted) if wanted else None
        answer = answer_from_store(self.query, stored) if stored is not None else None
        pk = stored.pk if stored is not None else None
        if answer is None:
            found = self.find_object(self.get_queryset(), request)
            if found is None:
                raise problems.NotFound
            pk, answer = found.pk, make_answer(self.query, found)
        location = f"{origin(request._request)}{self.listing_path(get_script_prefix())}{pk}/"
        return self.respond(answer, headers={"Content-Location": location})

    def find_stored(self, *, pk: Any = None, html_path: str = "", coding: str | None = None) -> Stored | None:
        """The one snapshot that answers the request; None if the object has to be looked up or built."""
        found = find_stored(self.query, pk=pk, html_path=html_path, coding=coding)
        served = [stored for stored in found if self.may_send(stored, html_path)]
        return served[0] if len(served) == 1 else None

    def listing_page(self) -> ListingPage:
        """The requested objects.

        :raises Problem: if a parameter is invalid.
        """
        queryset = self.get_queryset()
        self.check_listing_parameters(queryset)
        return paginate(self.filter_queryset(queryset), queryset.model, self.request, self.ordering_parameters())

    @classmethod
    def ordering_parameters(cls) -> list[str]:
        """The parameters by which a client orders a listing, as its filters declare them."""
        named = (getattr(backend, "ordering_parameters", ()) for backend in cls.filter_backends)
        return list(dict.fromkeys(name for names in named for name in names))

    def get_stored_lookup(self, request: Request) -> dict[str, Any] | None:
        """The store's lookup for ``find/``; None if only :meth:`find_object` can find the object."""
        pk = request.query_params.get("id", "")
        return {"pk": int(pk)} if pk.isascii() and pk.isdigit() and len(pk) < 10 else None

    def may_send(self, stored: Stored, html_path: str = "") -> bool:
        """Whether a fresh snapshot is one of the objects that this endpoint serves."""
        if not issubclass(model_named(stored.model), self.get_model() or Model):
            return False
        return self.keeps_queryset() or self.get_queryset().filter(pk=stored.pk).exists()

    @classmethod
    @cache
    def keeps_queryset(cls) -> bool:
        """Whether this endpoint serves all public objects of its model. If a project's subclass narrows them, the
        database is queried for each object that is sent.
        """
        package = __name__.partition(".")[0]
        hooks = (getattr(cls, name, None) for name in ("get_queryset", "get_base_queryset", "get_object"))
        return all(hook is None or hook.__module__.partition(".")[0] == package for hook in hooks)

    def finish_items(self, items: Mapping[str, bytes]) -> Iterable[bytes]:
        """A hook: the items of a listing, by primary key as text, as they are sent."""
        return items.values()

    @classmethod
    def get_snapshot_model(cls) -> Any:
        """The model whose objects have snapshots; None to serialize at each request."""
        return cls.get_model()

    @classmethod
    def get_snapshot_queryset(cls) -> QuerySet:
        """The objects that snapshots are made of: all public ones."""
        return public(cls.get_model()._default_manager.all())

    @classmethod
    def get_snapshot_object(cls, pk: Any) -> Model | None:
        return cls.get_snapshot_queryset().filter(pk=pk).first()

    @classmethod
    def represent_snapshot(cls, instance: Model, context: dict[str, Any]) -> dict[str, Any]:
        """The document with all storable fields, from which every response about the object is taken."""
        model = type(instance)
        unstored = [SelectedField(name, negated=True) for name in cls.get_unstored_fields(model)]
        serializer = serializer_class(cls, model, (SelectedField(ALL), *unstored), "detail")(context=context)
        load_for(serializer, [instance])
        return serializer.to_representation(instance)

    def find_object(self, queryset: QuerySet, request: Request) -> Model | None:
        """The object that ``find/`` looks for, or None. Override it to look objects up by more than ``id``."""
        pk = request.query_params.get("id")
        if pk is None:
            return None
        try:
            return with_key(queryset, pk)
        except (ValueError, ValidationError) as error:
            raise problems.InvalidParameter(f"'{pk}' is not a valid id", parameter="id") from error

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request, "view": self, CONTEXT_NAME: self.references}

    @property
    def references(self) -> References:
        """The references of the response; one instance for each request."""
        if not hasattr(self, "_references"):
            self._references = References()
        return self._references

    @property
    def endpoint_name(self) -> str:
        """The name under which this endpoint is registered."""
        return next(name for name, viewset in router.endpoints.items() if viewset is type(self))

    def listing_path(self, script_prefix: str) -> str:
        """The path of this endpoint's listing; that of an object appends its key and a slash."""
        return _listing_path(self.endpoint_name, script_prefix)

    @cached_property
    def query(self) -> Query:
        """The parsed request."""
        return Query(type(self), self.request, self.get_serializer_context())

    @classmethod
    def listing_query_parameters(cls) -> tuple[QueryParameter, ...]:
        """The parameters of a listing: its own, and those of its filters."""
        of_filters = (getattr(backend, "query_parameters", ()) for backend in cls.filter_backends)
        return (*cls.query_parameters, *chain.from_iterable(of_filters))

    @classmethod
    @cache
    def names_of(cls, *attributes: str) -> frozenset[str]:
        """The names of the query parameters in these attributes of the class."""
        return frozenset(parameter.name for name in attributes for parameter in getattr(cls, name))

    def check_listing_parameters(self, queryset: QuerySet) -> None:
        own = (parameter.name for parameter in self.listing_query_parameters())
        fields = self.get_available_fields(queryset.model, db_fields_only=True)
        check_parameters(self.request.query_params, [*own, *declared_filters(self.get_model()), *fields])
        # Also if there is nothing to send in that format.
        _ = self.query.form

    def get_cache_control(self) -> CacheControl:
        own = getattr(self, self.action.replace("_view", "_cache_control"), None)
        return own or self.cache_control

    def get_exception_handler(self) -> Any:
        return problems.exception_handler

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
            path("find/", cls.as_view({"get": "find_view"}), name="find"),
        ]


def with_key(queryset: QuerySet, pk: Any) -> Model | None:
    """The object with this primary key, or None; also for numbers too large for the database."""
    try:
        return queryset.filter(pk=pk).first()
    except OverflowError:
        return None


@lru_cache(maxsize=64)
def _listing_path(endpoint_name: str, script_prefix: str) -> str:
    return reverse(f"{NAMESPACE}:{endpoint_name}:listing")
