"""The search sources of the API's own endpoints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from wagtail.models import Page

from ..represent.page_passages import page_passages
from ..represent.passages import Passage
from ..search.sources import SearchSource
from .filters import ChildOfFilter, DescendantOfFilter
from .pages import PagesViewSet


class PageSource(SearchSource):
    """The pages of a site."""

    endpoint = PagesViewSet
    filters = {"child_of": ChildOfFilter, "descendant_of": DescendantOfFilter}

    def get_queryset(self, view: PagesViewSet) -> QuerySet[Page]:
        return view.get_base_queryset()

    def get_passages(self, document: Mapping[str, Any]) -> Iterable[Passage]:
        """The summary, if there is one, and the text of the fields that contain rich text or blocks."""
        model = apps.get_model(document["meta"]["type"])
        return [*super().get_passages(document), *page_passages(model, document)]
