"""Live objects of a model, for staff: includes private pages, which some visitors see."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from wagtail.models import DraftStateMixin, Page


def live(model: type[Model]) -> QuerySet:
    """The objects of ``model`` that are not drafts, pages in the order of the tree."""
    objects = model._base_manager.order_by("path" if issubclass(model, Page) else "pk")
    return objects.filter(live=True) if issubclass(model, DraftStateMixin) else objects
