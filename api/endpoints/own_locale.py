"""Endpoints beyond Wagtail's API v2 use the site's own language by default."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, QuerySet, Subquery, Value, When
from rest_framework.request import Request
from wagtail.models import Site

from ..parameters import QueryParameter, language_or_all
from .filters import LocaleFilter

#: Parameters by which a request selects languages itself.
_LANGUAGE_PARAMETERS = frozenset(["locale", "translation_of", "fallback"])


class OwnLocaleFilter(LocaleFilter):
    """``locale=es``, or ``locale=*`` for all languages; by default the site's own language.

    :raises NotFound: for a language that the project's content does not have.
    """

    query_parameters = (
        QueryParameter(
            "locale",
            "The code of a language, such as es, or * for all. By default, the site's own.",
            language_or_all,
        ),
    )

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        if _LANGUAGE_PARAMETERS & request.query_params.keys():
            return super().filter_queryset(request, queryset, view)
        locale = _own_locale(request, view)
        return queryset.none() if locale is None else queryset.filter(locale=locale)


class OwnLocaleUnlessAsked(OwnLocaleFilter):
    """The same, before a filter that handles ``locale`` itself."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        is_asked = _LANGUAGE_PARAMETERS & request.query_params.keys()
        return queryset if is_asked else super().filter_queryset(request, queryset, view)


def _own_locale(request: Request, view: Any) -> Any:
    """The primary key of the language of the request's site, or an expression for it; None if there is no site."""
    if hasattr(view, "site"):
        return None if view.site.pk is None else view.site.root_page.locale_id
    hostname = request.get_host().partition(":")[0]
    is_asked = Case(When(hostname=hostname, then=Value(0)), default=Value(1))
    sites = Site.objects.filter(Q(hostname=hostname) | Q(is_default_site=True))
    return Subquery(sites.order_by(is_asked, F("is_default_site").desc()).values("root_page__locale")[:1])
