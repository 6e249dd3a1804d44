"""A sitemap in parts (https://www.sitemaps.org/protocol.html), of the pages ordered by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from typing_extensions import TypedDict
from wagtail.models import Page

from .. import problems
from ..delivery.site_documents import SiteDocument
from ..moments import in_utc
from ..sites import SiteRoot
from .indexable import indexable_pages

# The protocol's limits for a file, and for a URL in it.
MAX_URLS = 50_000
MAX_BYTES = 50 * 1024 * 1024
MAX_URL_LENGTH = 2_047
# Markup around a URL; that of an alternate is the longest.
_MARKUP_BYTES = 150
# Pages of a part: few enough that one is made and sent quickly.
PART_SIZE = 5_000


class AlternateRepresentation(TypedDict):
    """The same page in one language."""

    locale: str
    html_path: str
    html_url: str


class SitemapEntryRepresentation(TypedDict):
    """A page that search engines should index. ``last_modified`` is when it was last published; null if unknown.
    ``alternates`` are all languages in which it exists, its own included, that for readers of all others first; empty
    if there is no other.
    """

    id: int
    locale: str
    html_path: str
    html_url: str
    last_modified: str | None
    alternates: list[AlternateRepresentation]


class SitemapMeta(TypedDict):
    """The number of this part, from 1; the number of parts; and the number of pages in all of them."""

    part: int
    part_count: int
    total_count: int


class SitemapRepresentation(TypedDict):
    meta: SitemapMeta
    items: list[SitemapEntryRepresentation]


class SitemapPart(NamedTuple):
    """The pages from one primary key to another, both included."""

    first: int
    last: int
    last_modified: datetime | None


class Row(NamedTuple):
    pk: int
    path: str
    url_path: str
    translation_key: UUID
    last_published_at: datetime | None


@dataclass
class Sitemap:
    """The sitemap of a site, or of one of its languages."""

    document: SiteDocument

    def pages(self) -> QuerySet[Page]:
        return indexable_pages(self.document.roots, self.document.references.sites)

    @property
    def part_size(self) -> int:
        """Pages of a part: as many as are certain to fit, however long their URLs are."""
        addresses = len(self._locales) + 2  # its own, one for each language, and that for all others
        return min(PART_SIZE, MAX_URLS, MAX_BYTES // (addresses * (MAX_URL_LENGTH + _MARKUP_BYTES)))

    def parts(self) -> tuple[list[SitemapPart], int]:
        """All parts, at least one, and the number of pages in them; computed once for each version of the content."""
        return self.document.once("sitemap parts", self._divide)

    def _divide(self) -> tuple[list[SitemapPart], int]:
        rows = list(self.pages().order_by("pk").values_list("pk", "last_published_at"))
        size = self.part_size
        chunks = [rows[start : start + size] for start in range(0, len(rows), size)]
        parts = [
            SitemapPart(chunk[0][0], chunk[-1][0], max((moment for _, moment in chunk if moment), default=None))
            for chunk in chunks
        ]
        return parts or [SitemapPart(0, 0, None)], len(rows)

    def represent(self, number: int) -> SitemapRepresentation:
        """One part.

        :raises NotFound: if there is no such part.
        """
        parts, total = self.parts()
        if not 1 <= number <= len(parts):
            allowed = f"a number from 1 to {len(parts)}"
            raise problems.NotFound("there is no such part of the sitemap", parameter="part", allowed=allowed)
        return SitemapRepresentation(
            meta=SitemapMeta(part=number, part_count=len(parts), total_count=total),
            items=list(self.entries(parts[number - 1])),
        )

    def entries(self, part: SitemapPart) -> Iterator[SitemapEntryRepresentation]:
        """The entries of the part, from two queries."""
        chosen = self.pages().filter(pk__gte=part.first, pk__lte=part.last)
        rows = _rows(chosen.order_by("pk"))
        alternates = self._alternates(chosen) if len(self._locales) > 1 else {}
        for row in rows:
            root = self._root_of(row)
            html_path = root.html_path(row)
            yield SitemapEntryRepresentation(
                id=row.pk,
                locale=root.locale,
                html_path=html_path,
                html_url=self.document.frontend_url + html_path,
                last_modified=in_utc(row.last_published_at).isoformat() if row.last_published_at else None,
                alternates=alternates.get(row.translation_key, []),
            )

    def _alternates(self, chosen: QuerySet[Page]) -> dict[UUID, list[AlternateRepresentation]]:
        """The languages of each of the selected pages that exists in more than one."""
        sites = self.document.references.sites
        everywhere = indexable_pages(self._every_root, sites)
        keys = chosen.order_by().values("translation_key")
        found: dict[UUID, list[tuple[SiteRoot, Row]]] = defaultdict(list)
        for row in _rows(everywhere.filter(translation_key__in=keys)):
            found[row.translation_key].append((self._root_of(row), row))
        return {
            key: [
                AlternateRepresentation(
                    locale=root.locale,
                    html_path=root.html_path(row),
                    html_url=sites.frontend_url(root.site) + root.html_path(row),
                )
                for root, row in sorted(languages, key=lambda pair: (pair[0].precedence, pair[1].pk))
            ]
            for key, languages in found.items()
            if len(languages) > 1
        }

    @property
    def _locales(self) -> set[str]:
        return {root.locale for root in self._every_root}

    @cached_property
    def _every_root(self) -> list[SiteRoot]:
        """The trees of all sites, since the translations of a page may be on other sites: the longest path first, this
        site's among equals.
        """
        sites, own = self.document.references.sites, self.document.all_roots
        return sorted(sites.roots, key=lambda root: (-len(root.page.path), root not in own))

    def _root_of(self, row: Row) -> SiteRoot:
        return next(root for root in self._every_root if root.contains(row))


def _rows(pages: QuerySet[Page]) -> Sequence[Row]:
    """The required columns, without instantiating thousands of pages."""
    values: Any = pages.values_list(*Row._fields)
    return [Row(*value) for value in values]
