from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button
from wagtail.models import Page

from .views import ImportView, may_import


def import_urls() -> list[URLPattern]:
    return [path("clinic/import/<int:index_id>/", ImportView.as_view(), name="clinic_import_article")]


def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """A button in the header menu of an article index, for users who may add articles."""
    yield from _button(page, user)


def listing_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in the menu of an article index in the list of pages."""
    yield from _button(page, user)


def _button(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class and may_import(page.specific_deferred, user):
        url = reverse("clinic_import_article", args=[page.pk])
        yield Button(_("Import"), url, icon_name="upload", priority=16)
