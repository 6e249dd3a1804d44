"""What a visitor may see: decided here, for responses and for every reference in them."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from wagtail.models import (
    BaseViewRestriction,
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    PageViewRestriction,
)

M = TypeVar("M", bound=Model)


def public(queryset: QuerySet[M]) -> QuerySet[M]:
    """Narrow ``queryset`` to what any visitor may see.

    Left out are drafts, what was unpublished, what has expired (also before a scheduled task has unpublished it),
    pages under a view restriction of their own or of an ancestor, and members of restricted collections. Models that
    have none of these are public as they are. It is plain SQL, without a query of its own.
    """
    model = queryset.model
    if issubclass(model, DraftStateMixin):
        queryset = queryset.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), live=True)
    return unrestricted(queryset)


def unrestricted(queryset: QuerySet[M], within: str = "") -> QuerySet[M]:
    """Narrow ``queryset`` to objects without a view restriction, on their own place or above it.

    :param within: the path of a place in the tree; only restrictions there or below count.
    """
    model = queryset.model
    if issubclass(model, Page):
        queryset = queryset.exclude(_restricted(PageViewRestriction, "page", own_path="path", within=within))
    if issubclass(model, CollectionMember):
        hidden = _restricted(CollectionViewRestriction, "collection", own_path="collection__path", within=within)
        queryset = queryset.exclude(hidden)
    return queryset


def _restricted(restrictions: type[Model], place: str, own_path: str, within: str) -> Exists:
    """Whether there is a restriction on the object's own place in its tree, or above it, but not above ``within``."""
    found = _restrictions(restrictions, place, own_path)
    return Exists(found.filter(restricted__startswith=within) if within else found)


@cache
def _restrictions(restrictions: type[Model], place: str, own_path: str) -> QuerySet:
    """The restrictions on an object's own place in its tree, or above it: for a subquery with an ``OuterRef`` to the
    object.

    The path of each restricted place is a subquery of its own. With a join, SQLite would scan all pages, for each
    object, for the few that are restricted.
    """
    nodes = restrictions._meta.get_field(place).related_model
    path = nodes._default_manager.order_by().filter(pk=OuterRef(f"{place}_id")).values("path")[:1]
    return (
        restrictions.objects.exclude(restriction_type=BaseViewRestriction.NONE)
        .annotate(own_path=ExpressionWrapper(OuterRef(own_path), output_field=CharField()), restricted=Subquery(path))
        .filter(own_path__startswith=F("restricted"))
    )
