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
# Values in one query: fewer than any database takes.
_BATCH = 400


class Place(NamedTuple):
    """A path of the frontend of a site, normalised."""

    site_id: int
    html_path: str


class Found(NamedTuple):
    """The page at a place. ``is_public`` says whether visitors may see it."""

    page: Page
    is_public: bool


def root_of(roots: Iterable[SiteRoot], components: list[str]) -> tuple[SiteRoot | None, list[str]]:
    """The tree of a site that a path leads into, by the language that it begins with, and the rest of the path."""
    by_prefix = {root.prefix: root for root in roots}
    if components and f"/{components[0]}" in by_prefix:
        return by_prefix[f"/{components[0]}"], components[1:]
    return by_prefix.get(""), components


def url_path_of(root: SiteRoot, components: Iterable[str]) -> str:
    """Wagtail's ``url_path`` of a page below ``root``."""
    return root.page.url_path + "".join(f"{component}/" for component in components)


def slug_of(url_path: str) -> str:
    """The slug that a ``url_path`` ends with. It is indexed, which the path is not."""
    return url_path.rstrip("/").rpartition("/")[2]


def pages_at(sites: SiteMap, places: Iterable[Place]) -> dict[Place, Found]:
    """The pages at ``places``, public or not; places where there is none are left out."""
    wanted: dict[str, list[tuple[Place, SiteRoot]]] = defaultdict(list)
    by_site: dict[int, list[SiteRoot]] = defaultdict(list)
    for root in sites.roots:
        by_site[root.site.pk].append(root)
    for place in dict.fromkeys(places):
        components = [component for component in place.html_path.split("/") if component]
        root, rest = root_of(by_site[place.site_id], components)
        if root is not None and "\0" not in place.html_path:
            wanted[url_path_of(root, rest)].append((place, root))
    pages = pages_by_url_path(wanted)
    seen = {pk for part in batches(page.pk for page in pages) for pk in _public_pks(part)}
    return {
        place: Found(page, page.pk in seen)
        for page in pages
        for place, root in wanted[page.url_path]
        if root.contains(page)
    }


def pages_by_url_path(url_paths: Iterable[str]) -> list[Page]:
    """All pages with one of these paths in the tree, of whatever state."""
    found: list[Page] = []
    for part in batches(url_paths):
        found += Page.objects.filter(slug__in={slug_of(path) for path in part}, url_path__in=part)
    return found


def page_at(sites: SiteMap, site: Site, html_path: str) -> Found | None:
    place = Place(site.pk, html_path)
    return pages_at(sites, [place]).get(place)


def has_expired(page: Page) -> bool:
    """Whether visitors saw a page that has expired, and that no schedule has unpublished so far."""
    return (
        page.live
        and page.expire_at is not None
        and page.expire_at <= timezone.now()
        and unrestricted(Page.objects.filter(pk=page.pk)).exists()
    )


def pages_that_left(places: Iterable[Place]) -> dict[Place, list[int]]:
    """The primary keys of pages that were at ``places`` once, the last first."""
    found: dict[Place, list[int]] = defaultdict(list)
    wanted = {place for place in places if "\0" not in place.html_path}
    for part in batches(wanted):
        rows = RouteChange.objects.filter(
            change=RouteChange.Change.LEFT,
            site_id__in={place.site_id for place in part},
            html_path_start__in={place.html_path[:START_LENGTH] for place in part},
            html_path__in={place.html_path for place in part},
        )
        for site_id, html_path, page_id in rows.order_by("-pk").values_list("site_id", "html_path", "page_id"):
            place = Place(site_id or 0, html_path)
            if place in wanted:
                found[place].append(page_id)
    return found


def public_pages(pks: Iterable[int]) -> dict[int, Page]:
    """The pages that visitors may see, by primary key."""
    return {page.pk: page for part in batches(set(pks)) for page in public(Page.objects.filter(pk__in=part))}


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while part := list(islice(rest, _BATCH)):
        yield part


def _public_pks(pks: list[int]) -> list[int]:
    return list(public(Page.objects.filter(pk__in=pks)).order_by().values_list("pk", flat=True))
