"""The order of a listing: deterministic, and without revealing anything about hidden objects."""

from __future__ import annotations

from typing import Any

from django.db.models import F, ForeignKey, Model, OuterRef, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from wagtail.models import Page

from .. import problems
from ..model_fields import model_field
from ..parameters import QueryParameter
from ..represent.withholding import can_be_hidden
from ..visibility import public
from .listing_views import Listing
from .served_models import served_models


class OrderingFilter(BaseFilterBackend):
    """``order=title``, ``order=-first_published_at,title``, ``order=random``."""

    ordering_parameters = ("order",)
    query_parameters = (
        QueryParameter(
            "order",
            "Fields to order by, `-` for descending; or `random` on its own, without `offset`.",
            lambda endpoint: {
                "type": "array",
                "items": {"type": "string", "enum": choosable_orders(endpoint)},
                "minItems": 1,
            },
        ),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Listing) -> QuerySet:
        order = request.query_params.get("order")
        if order is None:
            return queryset
        names = order.split(",")
        if "random" in names:
            return self._random(request, queryset, names)
        model = queryset.model
        known = view.get_available_fields(model, db_fields_only=True)
        allowed = [name for name in known if has_one_value(model, name)]
        for name in names:
            if name.removeprefix("-") not in allowed:
                reason = "it has several values" if name.removeprefix("-") in known else "unknown field"
                raise problems.InvalidParameter(
                    f"cannot order by '{name}' ({reason})", parameter="order", allowed=[*sorted(allowed), "random"]
                )
        # A field that is repeated has no effect.
        first = {name.removeprefix("-"): name for name in reversed(names)}
        terms = [
            term
            for name in dict.fromkeys(first[name.removeprefix("-")] for name in names)
            for term in order_terms(model, name)
        ]
        return queryset.order_by(*terms, *[] if "id" in first else [tie_breaker(model)])

    @staticmethod
    def _random(request: Request, queryset: QuerySet, names: list[str]) -> QuerySet:
        if len(names) > 1:
            raise problems.InvalidParameter(
                "random ordering cannot be combined with other fields", parameter="order", allowed="random on its own"
            )
        if "offset" in request.query_params:
            raise problems.InvalidParameter(
                "random ordering with offset is not supported", parameter="offset", allowed="random without offset"
            )
        if "search" in request.query_params:
            raise problems.InvalidParameter("random ordering with a search query is not supported", parameter="order")
        return queryset.order_by("?")


def choosable_orders(endpoint: Any) -> list[str]:
    """All values of ``order`` in the listing of an endpoint."""
    known = ((model, endpoint.get_available_fields(model, db_fields_only=True)) for model in served_models(endpoint))
    fields = ((model, name) for model, names in known for name in names if name != "locale")
    chosen = sorted({name for model, name in fields if has_one_value(model, name)})
    return [*(sign + name for name in chosen for sign in ("", "-")), "random"]


def tie_breaker(model: type[Model]) -> str:
    """The key, as a tie-breaker: without one, a database may send an object twice and another never."""
    return "id" if issubclass(model, Page) else model._meta.pk.name


def has_one_value(model: type[Model], name: str) -> bool:
    """Whether each object has one value in this field, so that objects can be ordered by it."""
    field = model_field(model, name)
    return field is None or (field.concrete and not field.many_to_many and not field.one_to_many)


def order_terms(model: type[Model], name: str) -> list[str | OrderBy]:
    """The arguments of ``order_by`` for a field with an optional ``-`` before it.

    A relation to a model whose objects may be hidden is ordered by its public objects; a hidden one counts as null.
    """
    field = model_field(model, name.removeprefix("-"))
    if not isinstance(field, ForeignKey) or not can_be_hidden(field.related_model):
        return [name]
    target = field.target_field.name
    chosen = public(field.related_model._default_manager.order_by().filter(**{target: OuterRef(field.attname)}))
    descending = name.startswith("-")
    return [
        _term(Subquery(chosen.values(column)[:1]), descending is not reverse)
        for column, reverse in _order_of(field.related_model)
    ]


def _term(value: Subquery, descending: bool) -> OrderBy:
    """Nulls sort the same on each database: at the end of a descending order."""
    return OrderBy(value, descending=descending, nulls_first=not descending or None, nulls_last=descending or None)


def _order_of(model: type[Model]) -> list[tuple[str, bool]]:
    """The columns by which objects of ``model`` are ordered, and whether that is descending; the key is last."""
    found: list[tuple[str, bool]] = []
    for entry in model._meta.ordering or ():
        name = _name_of(entry)
        column = model_field(model, name.removeprefix("-"))
        if column is not None and column.concrete and not column.is_relation:
            found.append((column.name, name.startswith("-")))
    return [*found, ("pk", False)]


def _name_of(entry: Any) -> str:
    if isinstance(entry, OrderBy) and isinstance(entry.expression, F):
        return f"-{entry.expression.name}" if entry.descending else entry.expression.name
    return entry.name if isinstance(entry, F) else str(entry)
