"""The report on numbers of clinics that are typed in live content."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Model
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from .places import TypedNumber, all_typed_numbers

NAME = "typed_numbers"


class Row(NamedTuple):
    """``url`` opens the editor at the place; None for users without permission, who do not learn what it is."""

    title: str
    type: str
    place: str
    url: str | None
    sentence: str


class TypedNumbersView(WagtailAdminTemplateMixin, View):
    template_name = "pages/typed_numbers/report.html"
    page_title = gettext_lazy("Typed telephone numbers")
    header_icon = "mobile-alt"
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": "", "label": page_title},
    ]

    def get(self, request: Any) -> Any:
        finder = AdminURLFinder(request.user)
        rows = [_row(typed, finder) for typed in all_typed_numbers()]
        return self.render_to_response(self.get_context_data(rows=rows))


def typed_numbers_urls() -> list[URLPattern]:
    return [path("reports/typed-numbers/", TypedNumbersView.as_view(), name=NAME)]


def typed_numbers_menu_item() -> MenuItem:
    return MenuItem(
        TypedNumbersView.page_title, reverse(NAME), name="typed-numbers", icon_name="mobile-alt", order=1000
    )


def _row(typed: TypedNumber, finder: AdminURLFinder) -> Row:
    url = finder.get_edit_url(typed.source)
    reference = typed.reference
    return Row(
        title=_title(typed.source) if url else _("(you cannot edit this)"),
        type=str(typed.source._meta.verbose_name),
        place=reference.describe_source_field(),
        url=f"{url}#:w:contentpath={reference.content_path}" if url else None,
        sentence=typed.sentence,
    )


def _title(source: Model) -> str:
    return source.get_admin_display_title() if hasattr(source, "get_admin_display_title") else str(source)
