"""The objects that are searched. A project sets its sources in its own :class:`api.endpoints.search.SearchView`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from ..dependencies.keys import root_model
from ..represent.passages import Passage


class SearchSource:
    """The objects of one endpoint, as search finds and shows them.

    Class attributes are the configuration. The rest are hooks that take a document: the endpoint's whole public
    response for one object. Nothing else of an object can appear in a result.
    """

    #: A view of the API for the objects of one model.
    endpoint: type[Any]
    #: Filters of listings that apply here besides that by language, each with its parameter. With a parameter that only
    #: other sources have, this one finds nothing.
    filters: Mapping[str, type[BaseFilterBackend]] = {}
    title_field = "title"
    #: The member that a list shows below the title; empty for none.
    summary_field = ""
    #: The member with an image, represented like a foreign key to one; empty for none.
    image_field = ""

    def get_queryset(self, view: Any) -> QuerySet:
        """The public objects of the request's site.

        :param view: an instance of the endpoint for the request.
        """
        return view.get_queryset()

    def get_title(self, document: Mapping[str, Any]) -> str:
        return str(document.get(self.title_field) or "")

    def get_summary(self, document: Mapping[str, Any]) -> str:
        summary = document.get(self.summary_field)
        return summary if isinstance(summary, str) else ""

    def get_image(self, document: Mapping[str, Any]) -> Any:
        image = document.get(self.image_field)
        return image if isinstance(image, dict) else None

    def get_passages(self, document: Mapping[str, Any]) -> Iterable[Passage]:
        """The paragraphs for excerpts, in plain text; the first is shown if none matches."""
        return [Passage(self.get_summary(document))]

    def get_locations(self, pks: Collection[str], context: SearchContext) -> Mapping[str, Location]:
        """Where objects without a page of their own are shown, by primary key."""
        return {}

    def get_type_title(self, model: type[Model]) -> str:
        """The plural name of a type for people."""
        return str(capfirst(model._meta.verbose_name_plural))

    @property
    def model(self) -> type[Model]:
        """The topmost model of the objects, which has their primary keys."""
        return root_model(self.endpoint.get_model() or Model)


@dataclass(frozen=True)
class Location:
    """A page, and an anchor in it, where something is shown."""

    html_url: str | None
    html_path: str | None
    anchor: str | None = None


@dataclass(frozen=True)
class SearchContext:
    """One request, for hooks.

    :param version: of the content, for caching; None if nothing is cached.
    :param site_id: the request's site.
    """

    request: Request
    version: int | None
    site_id: int


@dataclass(frozen=True)
class Scope:
    """The objects of one source that a request may find."""

    source: SearchSource
    queryset: QuerySet

    @cached_property
    def content_types(self) -> frozenset[int]:
        return frozenset(content_types_of([self.source.endpoint.get_model() or Model]))


def content_types_of(models: Iterable[type[Model]]) -> dict[int, type[Model]]:
    """The models and their subclasses, by the id of their content type."""
    wanted = list({found: None for model in models for found in _with_subclasses(model) if not found._meta.abstract})
    types = ContentType.objects.get_for_models(*wanted, for_concrete_models=False)
    return {found.pk: model for model, found in types.items()}


def _with_subclasses(model: type[Model]) -> list[type[Model]]:
    return [model, *(found for subclass in model.__subclasses__() for found in _with_subclasses(subclass))]
