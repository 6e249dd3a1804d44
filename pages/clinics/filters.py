from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import F, QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from api.endpoints.filters import several
from api.parameters import QueryParameter
from api.problems import InvalidParameter
from api.visibility import public

from .distance import distance_from

MAX_SERVICES = 20
EXAMPLE = "a latitude and a longitude in decimal degrees, such as 33.98,-117.37"


class ServiceFilter(BaseFilterBackend):
    """``service=<slug>``: clinics that offer it, named in any language; of several, separated by commas, all must be
    offered.
    """

    query_parameters = (
        QueryParameter(
            "service",
            "Slugs of services, separated by commas: clinics that offer all of them.",
            {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MAX_SERVICES},
        ),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: GenericViewSet) -> QuerySet:
        if "service" not in request.query_params:
            return queryset
        languages: dict[UUID, list[int]] = defaultdict(list)
        named: dict[str, set[UUID]] = defaultdict(set)
        services = public(queryset.model._meta.get_field("services").related_model._default_manager.all())
        for slug, pk, key in services.values_list("slug", "pk", "translation_key"):
            languages[key].append(pk)
            named[slug].add(key)
        slugs = several(request, "service", MAX_SERVICES)
        for slug in slugs:
            if slug not in named:
                raise InvalidParameter(f"there is no service '{slug}'", parameter="service", allowed=sorted(named))
        # Not as a join for each: with several, a database plans longer than it runs the query.
        chosen: dict[int, set[str]] = defaultdict(set)
        for slug in slugs:
            for pk in (pk for key in named[slug] for pk in languages[key]):
                chosen[pk].add(slug)
        offered: dict[int, set[str]] = defaultdict(set)
        offers = queryset.model.services.through._default_manager.filter(service__in=chosen)
        for clinic, service in offers.values_list("clinicpage", "service"):
            offered[clinic] |= chosen[service]
        return queryset.filter(pk__in=[clinic for clinic, found in offered.items() if len(found) == len(slugs)])


class NearFilter(BaseFilterBackend):
    """``near=<lat>,<lng>``: the nearest first, each with its ``distance``; clinics without coordinates come last."""

    ordering_parameters = ("near",)

    query_parameters = (
        QueryParameter(
            "near",
            f"A place, as {EXAMPLE}: the nearest clinics first, each with its `distance` in metres. Clinics without "
            "coordinates come last. Not with `search` or `cursor`.",
            {"type": "string", "examples": ["33.98,-117.37"]},
        ),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: GenericViewSet) -> QuerySet:
        text = request.query_params.get("near")
        if text is None:
            return queryset
        if "search" in request.query_params:
            raise InvalidParameter("near cannot be combined with search", parameter="near")
        queryset = queryset.annotate(distance=distance_from(*_coordinates(text)))
        if "order" in request.query_params:
            return queryset
        return queryset.order_by(F("distance").asc(nulls_last=True), "path")


def _coordinates(text: str) -> tuple[float, float]:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise InvalidParameter(
            f"near is '{text}', which is not a pair of coordinates", parameter="near", allowed=EXAMPLE
        ) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InvalidParameter(
            f"near is '{text}', which is outside the range of coordinates", parameter="near", allowed=EXAMPLE
        )
    return latitude, longitude
