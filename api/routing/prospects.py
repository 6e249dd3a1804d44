"""Predicts the effect of a redirect before it is saved, for forms that warn staff immediately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..sites import SiteMap
from .asked_path import AskedPath
from .destinations import Destination
from .pages_by_path import PageAtPath, SitePath, page_at, pages_at
from .redirects import Loss, ends_of, follow_unsaved


@dataclass
class Prospects:
    """What prevents a redirect from working, on the sites that it is for.

    :param losses: why it leads nowhere, by site; sites where it works are left out.
    :param ends: its final target, by site; sites where it leads nowhere are left out.
    :param in_the_way: public pages at its own path, which take precedence.
    :param site_count: the number of sites that it is for.
    """

    losses: dict[Site, Loss] = field(default_factory=dict)
    ends: dict[Site, Destination] = field(default_factory=dict)
    in_the_way: list[Page] = field(default_factory=list)
    site_count: int = 0

    @property
    def never_works(self) -> bool:
        """Whether it is a loop on all its sites."""
        return self.site_count > 0 and list(self.losses.values()) == [Loss.CIRCLE] * self.site_count


def prospects_of(redirect: Redirect, sites: SiteMap) -> Prospects:
    """The effect of ``redirect``, new or changed; its stored state is ignored."""
    wanted = _sites_of(redirect, sites)
    prospects = Prospects(site_count=len(wanted))
    for site in wanted:
        _note_end(prospects, redirect, site, follow_unsaved(redirect, site, sites))
        _note_page(prospects, page_at(sites, site, AskedPath.parse(redirect.old_path).html_path))
    return prospects


def prospects_of_stored(redirects: Sequence[Redirect], sites: SiteMap) -> dict[int, Prospects]:
    """The same for many stored ones, by primary key, in a fixed number of queries per site."""
    found = {redirect.pk: Prospects(site_count=len(_sites_of(redirect, sites))) for redirect in redirects}
    for site in {root.site.pk: root.site for root in sites.roots}.values():
        here = [redirect for redirect in redirects if redirect.site_id in (None, site.pk)]
        ends = ends_of(here, site, sites)
        paths = {each.pk: SitePath(site.pk, AskedPath.parse(each.old_path).html_path) for each in here}
        pages = pages_at(sites, paths.values())
        for redirect in here:
            _note_end(found[redirect.pk], redirect, site, ends[redirect.pk])
            _note_page(found[redirect.pk], pages.get(paths[redirect.pk]))
    return found


def _sites_of(redirect: Redirect, sites: SiteMap) -> list[Site]:
    every = list({root.site.pk: root.site for root in sites.roots}.values())
    return every if redirect.site is None else [redirect.site]


def _note_end(prospects: Prospects, redirect: Redirect, site: Site, end: Destination | Loss) -> None:
    if isinstance(end, Loss):
        prospects.losses[site] = end
    elif redirect.redirect_page_id is None and _is_at(end, AskedPath.parse(redirect.old_path), site):
        prospects.losses[site] = Loss.CIRCLE
    else:
        prospects.ends[site] = end


def _note_page(prospects: Prospects, found: PageAtPath | None) -> None:
    if found is not None and found.is_public:
        prospects.in_the_way.append(found.page)


def _is_at(end: Destination, asked: AskedPath, site: Site) -> bool:
    """Whether ``end`` is the page at the path itself."""
    return end.site_id == site.pk and AskedPath.parse(end.path).html_path == asked.html_path
