"""Every old path of a site and its target: for a static host, in place of ``find/``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from django.db.models import Q
from typing_extensions import TypedDict
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from ..sites import SiteMap
from .asked_path import AskedPath
from .destinations import Destination, page_destination
from .models import RouteChange
from .pages_by_path import SitePath, batches, pages_at, public_pages
from .redirects import follow


class RedirectRule(TypedDict):
    """An old path, and the target of visitors to it.

    ``type`` is ``typed`` for redirects entered by staff, and ``moved`` for a path that a page has left. ``html_path``
    is the old path, with a slash at both ends; ``query`` the query string that the rule requires, empty for any. ``to``
    is a path on the same site, or an absolute URL elsewhere; ``location`` always the absolute URL. ``permanent`` means
    301, else 302.
    """

    type: Literal["typed", "moved"]
    html_path: str
    query: str
    to: str
    location: str
    permanent: bool


def redirect_rules(site: Site, sites: SiteMap) -> list[RedirectRule]:
    """The rules of a site, by path; those with a query string before the one without.

    Each leads to its final target in one step. There is none at the path of a public page, none to a page that is not
    public, and no loop.
    """
    typed = _typed(site, sites)
    moved = {asked: end for asked, end in _moved(site, sites) if asked not in typed}
    paths = {asked: SitePath(site.pk, asked.html_path) for asked in [*typed, *moved]}
    there = pages_at(sites, paths.values())
    rules = [
        _rule("typed" if asked in typed else "moved", asked, end, site)
        for asked, end in (typed | moved).items()
        if (found := there.get(paths[asked])) is None or not found.is_public
    ]
    return sorted(rules, key=lambda rule: (rule["html_path"], not rule["query"], rule["query"]))


def _typed(site: Site, sites: SiteMap) -> dict[AskedPath, Destination]:
    """The targets of redirects entered by staff, those of the site itself before those of all sites."""
    here = Redirect.objects.filter(Q(site=site) | Q(site__isnull=True))
    stored = sorted(here, key=lambda redirect: (redirect.site_id is None, redirect.pk))
    ended: dict[int, Destination] = {}
    for part in batches(stored):
        ended |= follow(part, site, sites)
    found: dict[AskedPath, Destination] = {}
    for redirect in stored:
        if redirect.pk in ended:
            found.setdefault(AskedPath.parse(redirect.old_path), ended[redirect.pk])
    return found


def _moved(site: Site, sites: SiteMap) -> Iterator[tuple[AskedPath, Destination]]:
    """The current locations of pages that were at other paths; of several at one path, the last that still exists."""
    left = RouteChange.objects.filter(change=RouteChange.Change.LEFT, site_id=site.pk)
    rows = list(left.order_by("-pk").values_list("html_path", "page_id"))
    still = public_pages(page_id for _, page_id in rows)
    known = set()
    for html_path, page_id in rows:
        location = sites.locate(still[page_id]) if page_id in still and html_path not in known else None
        if location is not None:
            known.add(html_path)
            yield AskedPath(html_path), page_destination(location, is_permanent=True)


def _rule(kind: Literal["typed", "moved"], asked: AskedPath, end: Destination, site: Site) -> RedirectRule:
    return RedirectRule(
        type=kind,
        html_path=asked.html_path,
        query=asked.whole_query,
        to=end.seen_from(site),
        location=end.url,
        permanent=end.is_permanent,
    )
