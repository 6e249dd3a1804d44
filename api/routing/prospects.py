"""What would become of a redirect if it were saved: for forms that tell staff at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from api.routing.asked_path import AskedPath
from api.routing.destinations import Destination
from api.routing.lookup import page_at
from api.routing.redirects import Loss, follow_unsaved
from api.sites import SiteMap


@dataclass
class Prospects:
    """What stands against a redirect, on the sites that it is for.

    :param losses: why it leads nowhere, by site; those where it leads somewhere are left out.
    :param in_the_way: public pages at its own path, which visitors get instead.
    :param site_count: how many sites it is for.
    """

    losses: dict[Site, Loss] = field(default_factory=dict)
    in_the_way: list[Page] = field(default_factory=list)
    site_count: int = 0

    @property
    def never_works(self) -> bool:
        """Whether it goes round in circles on all its sites."""
        return self.site_count > 0 and list(self.losses.values()) == [Loss.CIRCLE] * self.site_count


def prospects_of(redirect: Redirect, sites: SiteMap) -> Prospects:
    """What would become of ``redirect``, be it new or changed; its stored state does not count."""
    asked = AskedPath.parse(redirect.old_path)
    every = list({root.site.pk: root.site for root in sites.roots}.values())
    wanted = every if redirect.site is None else [redirect.site]
    prospects = Prospects(site_count=len(wanted))
    for site in wanted:
        end = follow_unsaved(redirect, site, sites)
        if isinstance(end, Loss):
            prospects.losses[site] = end
        elif redirect.redirect_page_id is None and _is_at(end, asked, site):
            prospects.losses[site] = Loss.CIRCLE
        found = page_at(sites, site, asked.html_path)
        if found is not None and found.is_public:
            prospects.in_the_way.append(found.page)
    return prospects


def _is_at(end: Destination, asked: AskedPath, site: Site) -> bool:
    """Whether ``end`` is the page at the path itself."""
    return end.site_id == site.pk and AskedPath.parse(end.path).html_path == asked.html_path
