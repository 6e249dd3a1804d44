"""Protocols: what filters need of the view of a listing."""

from __future__ import annotations

from typing import Protocol

from django.db.models import Model, QuerySet
from wagtail.models import Page


class Listing(Protocol):
    """The view of any listing."""

    def get_available_fields(self, model: type[Model], db_fields_only: bool = False) -> list[str]:
        """The names of the API fields of ``model``."""


class PageTree(Listing, Protocol):
    """The view of a listing of pages."""

    def get_root_page(self) -> Page:
        """The page that ``root`` means."""

    def get_base_queryset(self) -> QuerySet[Page]:
        """All public pages of the site."""

    def get_counterparts(self, *pages: Page) -> list[Page]:
        """The pages that a parameter refers to by ``pages``."""

    def requested_fallback(self) -> str | None:
        """The language of fallback pages."""
