"""Filters that models declare for the listings they are in: ``api_filters = {"topic": TopicFilter}`` of a page type.

A listing of pages takes the filters of all page types that it serves. A filter gets a queryset of the objects of the
model that declares it, and returns those that match the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from ..parameters import QueryParameter


def declared_filters(model: type[Model] | None) -> dict[str, tuple[type[Model], type[BaseFilterBackend]]]:
    """The filters of a model and its subclasses, by parameter, each with the model that declares it."""
    found: dict[str, tuple[type[Model], type[BaseFilterBackend]]] = {}
    for each in _with_subclasses(model) if model is not None else ():
        own: Mapping[str, type[BaseFilterBackend]] = each.__dict__.get("api_filters", {})
        for name, filter_class in own.items():
            found.setdefault(name, (each, filter_class))
    return found


def declared_parameters(model: type[Model] | None) -> list[QueryParameter]:
    """Descriptions of the parameters that :func:`declared_filters` read."""
    return [
        parameter
        for name, (_model, filter_class) in declared_filters(model).items()
        for parameter in getattr(filter_class, "query_parameters", ())
        if parameter.name == name
    ]


class ModelFilters(BaseFilterBackend):
    """The filters declared by the models of a listing."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        own = {parameter.name for parameter in view.listing_query_parameters()}
        for name, (model, filter_class) in declared_filters(view.get_model()).items():
            if name in request.query_params and name not in own:
                chosen = filter_class().filter_queryset(request, model._default_manager.order_by(), view)
                queryset = queryset.filter(pk__in=chosen.values("pk"))
        return queryset


def _with_subclasses(model: type[Model]) -> list[type[Model]]:
    return [model, *(found for subclass in model.__subclasses__() for found in _with_subclasses(subclass))]
