"""The routes of a site: the paths at which visitors find its pages, in parts ordered by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Literal, NotRequired

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from typing_extensions import TypedDict
from wagtail.models import Page, Site

from ..moments import in_utc
from ..represent.representations import type_name
from ..sites import PageLocation, SiteMap
from ..visibility import public

Change = Literal["published", "changed", "moved", "removed"]
_COLUMNS = ("pk", "path", "url_path", "locale_id", "content_type_id", "last_published_at", "expire_at")


class RouteRepresentation(TypedDict):
    """A path of the frontend, and the page that is there, or was.

    Responses to ``changed_since`` have the kind of change in ``change``: ``published`` and ``changed`` name the current
    path of a page; ``moved`` and ``removed`` a path that it has left, and ``moved_to`` the new path of a moved one (a
    path of the same site, else an absolute URL).
    """

    id: int
    type: str | None
    locale: str | None
    html_path: str
    html_url: str
    last_published_at: str | None
    change: NotRequired[Change]
    moved_to: NotRequired[str]


@dataclass(frozen=True)
class Scope:
    """Which routes are requested: those of one site, optionally of some types and languages."""

    site: Site
    sites: SiteMap
    locale_id: int | None = None
    content_type_ids: tuple[int, ...] | None = None

    def pages(self) -> QuerySet[Page]:
        """The public pages in the trees of the site, ordered by key."""
        return public(self.narrow(Page.objects.filter(self.within()))).order_by("pk")

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The pages of the requested types and languages."""
        if self.locale_id is not None:
            rows = rows.filter(locale_id=self.locale_id)
        return rows if self.content_type_ids is None else rows.filter(content_type_id__in=self.content_type_ids)

    def lists(self, page: Page) -> bool:
        """Whether a page has one of the requested types and languages."""
        is_wanted = self.locale_id is None or page.locale_id == self.locale_id
        return is_wanted and (self.content_type_ids is None or page.content_type_id in self.content_type_ids)

    def routes(self, pages: QuerySet[Page]) -> Iterator[RouteRepresentation]:
        """The routes of ``pages``, without those of a nested site."""
        for row in pages.values(*_COLUMNS).iterator():
            location = self.sites.locate(bare_page(row))
            if location is not None and location.site == self.site:
                yield self.route(row, location)

    def route(self, row: dict[str, Any], location: PageLocation) -> RouteRepresentation:
        moment = row["last_published_at"]
        return RouteRepresentation(
            id=row["pk"],
            type=type_of(row["content_type_id"]),
            locale=self.sites.locale_codes.get(row["locale_id"]),
            html_path=location.html_path,
            html_url=location.html_url,
            last_published_at=in_utc(moment).isoformat().replace("+00:00", "Z") if moment is not None else None,
        )

    def within(self) -> Q:
        """The pages in any of the site's trees."""
        roots = self.sites.roots_of(self.site)
        return reduce(or_, (Q(path__startswith=root.page.path) for root in roots), Q(pk__in=[]))


def after_page(pages: QuerySet[Page], pk: int, limit: int) -> tuple[QuerySet[Page], int | None]:
    """The next ``limit`` of ``pages`` after the one with this key, and the key to continue with; None at the end."""
    pks = list(pages.filter(pk__gt=pk).values_list("pk", flat=True)[: limit + 1])
    part = pages.filter(pk__gt=pk, pk__lte=pks[:limit][-1]) if pks else pages.none()
    return part, pks[limit - 1] if len(pks) > limit else None


def content_type_ids(models: Iterable[type[Page]]) -> tuple[int, ...]:
    return tuple(found.pk for found in ContentType.objects.get_for_models(*models).values())


def type_of(content_type_id: int | None) -> str | None:
    """The type as in ``meta.type``; None for one that no longer exists in the code."""
    try:
        model = ContentType.objects.get_for_id(content_type_id).model_class() if content_type_id else None
    except ContentType.DoesNotExist:
        return None
    return type_name(model) if model is not None else None


def bare_page(row: dict[str, Any]) -> Page:
    """A page with only its place in the tree, instantiated without sending Django's signals."""
    page = Page.__new__(Page)
    page.__dict__.update(path=row["path"], url_path=row["url_path"])
    return page
