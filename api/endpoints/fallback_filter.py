"""Listings with ``fallback``: if a page is not published in the requested language, its original replaces it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from rest_framework.request import Request
from wagtail.models import Page

from .. import problems
from ..rendering import CompactJSONRenderer
from ..routing.fallback import FALLBACK_PARAMETER, FallbackRepresentation, mark_fallback
from .filters import LocaleFilter
from .listing_views import PageTree


class FallbackFilter(LocaleFilter):
    """``locale=es``, and ``locale=es&fallback=en``.

    :raises NotFound: for a language that does not exist.
    :raises InvalidParameter: for ``fallback`` without ``locale``.
    """

    query_parameters = (*LocaleFilter.query_parameters, FALLBACK_PARAMETER)

    def filter_queryset(self, request: Request, queryset: QuerySet, view: PageTree) -> QuerySet:
        in_language = super().filter_queryset(request, queryset, view)
        fallback = view.requested_fallback()
        if fallback is None:
            return in_language
        code = request.query_params.get("locale")
        if code is None:
            raise problems.InvalidParameter("fallback must be combined with locale", parameter="fallback")
        published = view.get_base_queryset().order_by().filter(locale__language_code=code)
        stands_in = Q(locale__language_code=fallback) & ~Exists(
            published.filter(translation_key=OuterRef("translation_key"))
        )
        return queryset.filter(Q(locale__language_code=code) | stands_in)


def counterparts(pages: Iterable[Page], published: QuerySet[Page], codes: Iterable[str | None]) -> list[Page]:
    """``pages`` and their translations into the languages ``codes``.

    :param published: the pages among which translations are looked up.
    """
    pages = [*pages]
    others = published.filter(
        translation_key__in=[each.translation_key for each in pages], locale__language_code__in=[*filter(None, codes)]
    )
    return [*pages, *others.exclude(pk__in=[each.pk for each in pages])]


def mark_stand_ins(items: Mapping[str, bytes], locale: str, fallback: str) -> list[bytes]:
    """The items of a listing, by primary key, with those in the language ``fallback`` marked as fallbacks."""
    mark = FallbackRepresentation(requested_locale=locale, served_locale=fallback, requested_html_path=None)
    pks = Page.objects.filter(pk__in=list(items)).exclude(locale__language_code=locale).values_list("pk", flat=True)
    stand_ins = {str(pk) for pk in pks}
    render = CompactJSONRenderer().render
    return [render(mark_fallback(json.loads(item), mark)) if pk in stand_ins else item for pk, item in items.items()]
