from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from rest_framework.request import Request

from .. import conf, problems
from ..parameters import MAX_INTEGER, positive_integer

CURSOR = "cursor"


@dataclass(frozen=True)
class ListingPage:
    """The part of a listing in one response.

    :param selected: the objects in order, as a queryset or search results.
    :param meta: the listing's ``meta``.
    """

    model: type[Model]
    selected: Any
    meta: dict[str, Any]

    def objects(self) -> list[Model]:
        return list(self.selected)

    def rows(self, names: Iterable[str]) -> list[dict[str, Any]]:
        """The primary key of each object as ``pk``, and those of the annotations ``names`` that exist."""
        if not isinstance(self.selected, QuerySet):
            return [{"pk": obj.pk} for obj in self.selected]
        there = [name for name in names if name in self.selected.query.annotations]
        return list(self.selected.values("pk", *there))


def paginate(results: Any, model: type[Model], request: Request, ordering: Iterable[str] = ()) -> ListingPage:
    """The part of ``results`` selected by ``limit`` and ``offset``, or ``limit`` and ``cursor``.

    :param results: a queryset or search results.
    :param ordering: the parameters that order a listing. They cannot be combined with ``cursor``, which has its own
        order.
    :raises LimitTooHigh: if ``limit`` is above ``WAGTAILAPI_LIMIT_MAX``.
    :raises InvalidParameter: if a value is not a number, or parameters cannot be combined.
    """
    limit = requested_limit(request)
    if CURSOR in request.query_params:
        return _after_cursor(results, model, request, limit, ordering)
    offset = positive_integer(request.query_params, "offset", 0)
    return ListingPage(model, results[offset : offset + limit], {"total_count": results.count()})


def requested_limit(request: Request) -> int:
    """The number of objects that the request asks for.

    :raises LimitTooHigh: if ``limit`` is above ``WAGTAILAPI_LIMIT_MAX``.
    """
    limit_max = conf.limit_max()
    limit = positive_integer(request.query_params, "limit", min(conf.DEFAULT_LIMIT, limit_max or conf.DEFAULT_LIMIT))
    if limit_max and limit > limit_max:
        raise problems.LimitTooHigh(
            f"limit cannot be higher than {limit_max}", parameter="limit", allowed=f"a number from 0 to {limit_max}"
        )
    return limit


def _after_cursor(
    queryset: QuerySet, model: type[Model], request: Request, limit: int, ordering: Iterable[str]
) -> ListingPage:
    """The objects after ``cursor``, by primary key: each page of results costs the same, however deep it is."""
    for name in ("offset", *ordering):
        if name in request.query_params:
            raise problems.InvalidParameter(f"cursor cannot be combined with {name}", parameter=name)
    if limit == 0:
        raise problems.InvalidParameter("cursor needs a limit of at least 1", parameter="limit")
    if text := request.query_params[CURSOR]:
        queryset = queryset.filter(pk__gt=_position(text, model))
    pks = list(queryset.order_by("pk").values_list("pk", flat=True)[: limit + 1])
    page = queryset.filter(pk__in=pks[:limit]).order_by("pk")
    return ListingPage(model, page, {"next_cursor": str(pks[limit - 1]) if len(pks) > limit else None})


def _position(text: str, model: type[Model]) -> Any:
    try:
        position = model._meta.pk.to_python(text)
    except (ValueError, ValidationError):
        position = None
    if position is None or (isinstance(position, int) and not 0 <= position <= MAX_INTEGER):
        raise problems.InvalidParameter(
            f"'{text}' is not a valid cursor", parameter=CURSOR, allowed="next_cursor of the last response, or nothing"
        )
    return position
