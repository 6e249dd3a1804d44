"""Follows redirects entered by staff to their final targets, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..sites import SiteMap
from .asked_path import AskedPath
from .destinations import Destination, own_site, page_destination, safe_url
from .frontend import Frontend
from .outcomes import SentOn
from .pages_by_path import SitePath, batches, former_pks, pages_at, public_pages

#: Steps after which a chain counts as a loop.
MOST_STEPS = 12


class Loss(Enum):
    """Why a redirect leads nowhere."""

    NO_ADDRESS = "no address"
    CIRCLE = "circle"
    NOT_PUBLIC = "not public"


@dataclass
class Trail:
    """One redirect that is being followed.

    :param asked: the current path on ``site``; None on another website.
    :param rest: the query string and fragment that the last step adds.
    :param been: all paths visited so far, by site.
    """

    redirect: Redirect
    site: Site
    is_permanent: bool
    been: set[tuple[int, AskedPath]]
    url: str = ""
    asked: AskedPath | None = None
    rest: str = ""

    @property
    def here(self) -> SitePath:
        return SitePath(self.site.pk, self.asked.html_path if self.asked is not None else "")


def typed_redirect(path: AskedPath, frontend: Frontend) -> SentOn | None:
    """The target of the first redirect from a path that leads anywhere."""
    site, sites = frontend.site, frontend.sites
    matches = redirects_for([site.pk], [path])[site.pk, path]
    ended = follow(matches, site, sites) if matches else {}
    return next((frontend.send_to(ended[redirect.pk]) for redirect in matches if redirect.pk in ended), None)


def redirects_for(
    sites: Iterable[int], paths: Iterable[AskedPath], unsaved: Redirect | None = None
) -> dict[tuple[int, AskedPath], list[Redirect]]:
    """The redirects of these sites for these paths, by site and path.

    Those with the requested query string are first, then those of the site itself before those of all sites.

    :param unsaved: is treated as if it were saved.
    """
    site_ids, asked = set(sites), list(paths)
    ranks = {path: _ranks(path) for path in asked}
    by_old_path: dict[str, list[Redirect]] = defaultdict(list)
    for part in batches({old_path for rank in ranks.values() for old_path in rank}):
        stored = Redirect.objects.filter(Q(site__in=site_ids) | Q(site=None), old_path__in=part)
        for redirect in stored.exclude(pk=unsaved.pk) if unsaved is not None else stored:
            by_old_path[redirect.old_path].append(redirect)
    if unsaved is not None:
        by_old_path[unsaved.old_path].append(unsaved)
    found: dict[tuple[int, AskedPath], list[Redirect]] = {}
    for site_id in site_ids:
        for path in asked:
            rank = ranks[path]
            matches = [redirect for old_path in rank for redirect in by_old_path.get(old_path, ())]
            here = [redirect for redirect in matches if redirect.site_id in (None, site_id)]
            here.sort(key=lambda redirect: (rank[redirect.old_path], redirect.site_id is None))
            found[site_id, path] = here
    return found


def _ranks(path: AskedPath) -> dict[str, int]:
    """The possible old paths of redirects from a path, each with its rank by the query string, the first being 0."""
    return {old_path: rank for rank, every in reversed([*enumerate(path.spellings())]) for old_path in every}


def follow(redirects: Sequence[Redirect], site: Site, sites: SiteMap) -> dict[int, Destination]:
    """The final target of each of ``redirects``, by primary key.

    Left out are those to hidden or missing objects, to anything but a web URL, and loops. A path of our own frontends
    that the CMS does not know is kept: the frontend may serve it.

    :param site: the one whose visitors are redirected.
    """
    ended = ends_of(redirects, site, sites)
    return {pk: end for pk, end in ended.items() if isinstance(end, Destination)}


def ends_of(redirects: Sequence[Redirect], site: Site, sites: SiteMap) -> dict[int, Destination | Loss]:
    """The same, with the reason why the others lead nowhere."""
    return _follow(redirects, site, sites)


def follow_unsaved(redirect: Redirect, site: Site, sites: SiteMap) -> Destination | Loss:
    """The target of ``redirect`` if it were saved, or why it leads nowhere."""
    return _follow([redirect], site, sites, unsaved=redirect)[redirect.pk]


def in_circles_or_nowhere(queryset: QuerySet[Redirect], site: Site, sites: SiteMap) -> list[int]:
    """The primary keys of redirects to a typed URL that must not be served."""
    refused: list[int] = []
    for part in batches(queryset.filter(redirect_page=None).order_by("pk").iterator()):
        ended = follow(part, site, sites)
        refused += [redirect.pk for redirect in part if redirect.pk not in ended]
    return refused


def _follow(
    redirects: Sequence[Redirect], site: Site, sites: SiteMap, unsaved: Redirect | None = None
) -> dict[int, Destination | Loss]:
    trails = {redirect.pk: _begin(redirect, site) for redirect in redirects}
    ended: dict[int, Destination | Loss] = {}
    for _ in range(MOST_STEPS):
        if not trails:
            break
        pages = public_pages(trail.redirect.redirect_page_id for trail in trails.values() if _leads_to_page(trail))
        links = {}
        for pk, trail in trails.items():
            if _leads_to_page(trail):
                page, rest = pages.get(trail.redirect.redirect_page_id), trail.redirect.redirect_page_route_path
                ended[pk] = _end_at(page, rest, trail, sites)
            elif _take_link(trail, sites):
                links[pk] = trail
            else:
                ended[pk] = Loss.NO_ADDRESS
        trails = _walk(links, ended, sites, unsaved)
    return ended | dict.fromkeys(trails, Loss.CIRCLE)


def _begin(redirect: Redirect, site: Site) -> Trail:
    here = (site.pk, AskedPath.parse(redirect.old_path))
    return Trail(redirect, site, redirect.is_permanent, {here})


def _leads_to_page(trail: Trail) -> bool:
    return trail.redirect.redirect_page_id is not None


def _end_at(page: Page | None, rest: str, trail: Trail, sites: SiteMap) -> Destination | Loss:
    location = sites.locate(page) if page is not None else None
    return page_destination(location, trail.is_permanent, rest) if location is not None else Loss.NOT_PUBLIC


def _take_link(trail: Trail, sites: SiteMap) -> bool:
    """Follow the step to a typed URL; false if that is unsafe."""
    old_path = "/" + trail.redirect.old_path.lstrip("/")
    url = safe_url(trail.redirect.redirect_link, sites.frontend_url(trail.site) + old_path)
    if url is None:
        return False
    trail.url, trail.asked = url, None
    own = own_site(sites, url, trail.site)
    if own is not None:
        trail.site, path = own
        trail.asked = AskedPath.parse(path)
        trail.rest = urlsplit(path)._replace(path="").geturl()
    return True


def _walk(
    trails: dict[int, Trail], ended: dict[int, Destination | Loss], sites: SiteMap, unsaved: Redirect | None
) -> dict[int, Trail]:
    """End the trails that have arrived, and return those that continue, at their next redirect."""
    ours = {pk: trail for pk, trail in trails.items() if trail.asked is not None}
    for pk in trails.keys() - ours.keys():
        ended[pk] = Destination(trails[pk].url, trails[pk].is_permanent)
    arrived = {trail.here for trail in ours.values()}
    there = pages_at(sites, arrived)
    left = former_pks(path for path in arrived if path not in there or not there[path].is_public)
    still = public_pages(page_id for page_ids in left.values() for page_id in page_ids)
    paths = [trail.asked for trail in ours.values() if trail.asked is not None]
    further = redirects_for({path.site_id for path in arrived}, dict.fromkeys(paths), unsaved)
    going_on = {}
    for pk, trail in ours.items():
        following = further[trail.site.pk, trail.asked] if trail.asked is not None else []
        found = there.get(trail.here)
        if found is not None and found.is_public:
            ended[pk] = _end_at(found.page, trail.rest, trail, sites)
        elif following and _step(trail, following[0]):
            going_on[pk] = trail
        elif following:
            ended[pk] = Loss.CIRCLE
        elif trail.here in left:
            page = next((still[page_id] for page_id in left[trail.here] if page_id in still), None)
            ended[pk] = _end_at(page, trail.rest, trail, sites)
        elif found is not None:
            ended[pk] = Loss.NOT_PUBLIC
        else:
            ended[pk] = Destination(trail.url, trail.is_permanent)
    return going_on


def _step(trail: Trail, redirect: Redirect) -> bool:
    """Continue with another redirect; false if the trail has been there before."""
    here = (trail.site.pk, trail.asked or AskedPath("/"))
    if here in trail.been:
        return False
    trail.been.add(here)
    trail.redirect = redirect
    trail.is_permanent &= redirect.is_permanent
    return True
