"""Redirects that work but may not be intended."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from api.routing.asked_path import AskedPath
from api.routing.destinations import Destination, own_site, safe_url
from api.routing.prospects import Prospects
from api.sites import SiteMap


def hints_of(redirect: Redirect, prospects: Prospects, sites: SiteMap) -> list[str]:
    """Sentences on a redirect to a typed URL of ours; each once, even if it applies to several sites."""
    found = (_hint(redirect, site, end, sites) for site, end in prospects.ends.items())
    return list(dict.fromkeys(hint for hint in found if hint))


def other_websites(prospects: Prospects, sites: SiteMap) -> set[str]:
    """The hosts of other websites that a redirect leads to."""
    ends = prospects.ends.items()
    return {urlsplit(end.url).hostname or "" for site, end in ends if _is_elsewhere(end, site, sites)}


def _hint(redirect: Redirect, site: Site, end: Destination, sites: SiteMap) -> str:
    first = _first_step(redirect, site, sites)
    if first is None:
        return ""
    if _is_elsewhere(end, site, sites) or _path(end.seen_from(site), site, sites) != first:
        return _("This target redirects again: visitors are sent straight to %(end)s.") % {"end": end.seen_from(site)}
    if end.site_id is None:
        return _("The CMS has no page at %(path)s. The redirect works if the website itself shows something there.") % {
            "path": first
        }
    return ""


def _first_step(redirect: Redirect, site: Site, sites: SiteMap) -> str | None:
    """The typed path that it leads to; None for a chosen page, and for another website."""
    link = safe_url(redirect.redirect_link, sites.frontend_url(site) + "/")
    return _path(link, site, sites) if link is not None else None


def _path(link: str, site: Site, sites: SiteMap) -> str | None:
    own = own_site(sites, safe_url(link, sites.frontend_url(site) + "/") or "", site)
    return AskedPath.parse(own[1]).html_path if own is not None else None


def _is_elsewhere(end: Destination, site: Site, sites: SiteMap) -> bool:
    return end.site_id is None and own_site(sites, end.url, site) is None
