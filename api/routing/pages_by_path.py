"""The pages at paths of frontends, for many paths in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from django.utils import timezone
from wagtail.models import Page, Site

from ..sites import SiteMap, SiteRoot
from ..visibility import public, unrestricted
from .models import START_LENGTH, RouteChange

T = TypeVar("T")
# Values per query: below the limit of every database.
_BATCH = 400


class SitePath(NamedTuple):
    """A normalized path on the frontend of a site."""

    site_id: int
    html_path: str


class PageAtPath(NamedTuple):
    """The page at a path, and whether it is public."""

    page: Page
    is_public: bool

    @property
    def has_expired(self) -> bool:
        """Whether the page was public until it expired, and no scheduled task has unpublished it so far."""
        expires_at = self.page.expire_at
        if not self.page.live or expires_at is None or expires_at > timezone.now():
            return False
        return unrestricted(Page.objects.filter(pk=self.page.pk)).exists()


def root_of(roots: Iterable[SiteRoot], components: list[str]) -> tuple[SiteRoot | None, list[str]]:
    """The tree of a site that a path is in, by its language prefix, and the rest of the path."""
    by_prefix = {root.prefix: root for root in roots}
    if components and f"/{components[0]}" in by_prefix:
        return by_prefix[f"/{components[0]}"], components[1:]
    return by_prefix.get(""), components


def url_path_of(root: SiteRoot, components: Iterable[str]) -> str:
    """Wagtail's ``url_path`` of a page below ``root``."""
    return root.page.url_path + "".join(f"{component}/" for component in components)


def slug_of(url_path: str) -> str:
    """The last slug of a ``url_path``. Slugs are indexed, paths are not."""
    return url_path.rstrip("/").rpartition("/")[2]


def pages_at(sites: SiteMap, paths: Iterable[SitePath]) -> dict[SitePath, PageAtPath]:
    """The pages at ``paths``, public or not; paths without a page are left out."""
    wanted: dict[str, list[tuple[SitePath, SiteRoot]]] = defaultdict(list)
    by_site: dict[int, list[SiteRoot]] = defaultdict(list)
    for root in sites.roots:
        by_site[root.site.pk].append(root)
    for path in dict.fromkeys(paths):
        components = [component for component in path.html_path.split("/") if component]
        root, rest = root_of(by_site[path.site_id], components)
        if root is not None and "\0" not in path.html_path:
            wanted[url_path_of(root, rest)].append((path, root))
    pages = pages_by_url_path(wanted)
    seen = {pk for part in batches(page.pk for page in pages) for pk in _public_pks(part)}
    return {
        path: PageAtPath(page, page.pk in seen)
        for page in pages
        for path, root in wanted[page.url_path]
        if root.contains(page)
    }


def pages_by_url_path(url_paths: Iterable[str]) -> list[Page]:
    """All pages with one of these paths in the tree, in any state."""
    found: list[Page] = []
    for part in batches(url_paths):
        found += Page.objects.filter(slug__in={slug_of(path) for path in part}, url_path__in=part)
    return found


def page_at(sites: SiteMap, site: Site, html_path: str) -> PageAtPath | None:
    here = SitePath(site.pk, html_path)
    return pages_at(sites, [here]).get(here)


def former_pks(paths: Iterable[SitePath]) -> dict[SitePath, list[int]]:
    """The primary keys of pages that were once at ``paths``, the latest first."""
    found: dict[SitePath, list[int]] = defaultdict(list)
    wanted = {path for path in paths if "\0" not in path.html_path}
    for part in batches(wanted):
        rows = RouteChange.objects.filter(
            change=RouteChange.Change.LEFT,
            site_id__in={path.site_id for path in part},
            html_path_start__in={path.html_path[:START_LENGTH] for path in part},
            html_path__in={path.html_path for path in part},
        )
        for site_id, html_path, page_id in rows.order_by("-pk").values_list("site_id", "html_path", "page_id"):
            path = SitePath(site_id or 0, html_path)
            if path in wanted:
                found[path].append(page_id)
    return found


def public_pages(pks: Iterable[int]) -> dict[int, Page]:
    """The public pages, by primary key."""
    return {page.pk: page for part in batches(set(pks)) for page in public(Page.objects.filter(pk__in=part))}


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, _BATCH)):
        yield part


def _public_pks(pks: list[int]) -> list[int]:
    return list(public(Page.objects.filter(pk__in=pks)).order_by().values_list("pk", flat=True))
