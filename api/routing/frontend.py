"""The frontend of a site, from which visitors are redirected."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page, Site

from ..sites import SiteMap, SiteRoot
from .destinations import Destination, page_destination
from .outcomes import SentOn


@dataclass(frozen=True)
class Frontend:
    """The frontend of ``site``, among those of all ``sites``."""

    site: Site
    sites: SiteMap

    @cached_property
    def roots(self) -> list[SiteRoot]:
        """The site's trees, its own language first."""
        return self.sites.roots_of(self.site)

    def send_to(self, destination: Destination) -> SentOn:
        return SentOn(destination.seen_from(self.site), destination.is_permanent)

    def send_to_page(self, page: Page, *, is_permanent: bool) -> SentOn | None:
        """A redirect to the page; None if it is outside of every site."""
        location = self.sites.locate(page)
        return None if location is None else self.send_to(page_destination(location, is_permanent))
