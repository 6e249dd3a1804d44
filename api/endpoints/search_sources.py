"""What is searched of the endpoints that the API has itself."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page

from ..search.sources import SearchSource
from .filters import ChildOfFilter, DescendantOfFilter
from .pages import PagesViewSet


class PageSource(SearchSource):
    """The pages of a site."""

    endpoint = PagesViewSet
    filters = {"child_of": ChildOfFilter, "descendant_of": DescendantOfFilter}

    def get_queryset(self, view: PagesViewSet) -> QuerySet[Page]:
        return view.get_base_queryset()
