"""Parses single cells, beyond the validation of the redirect form."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Site

from api.routing.asked_path import AskedPath
from api.routing.destinations import own_site
from api.sites import SiteMap

from ..forms import HOST

_PERMANENT = {"permanent", "301", "308", "true", "yes", "1"}
_TEMPORARY = {"temporary", "302", "303", "307", "false", "no", "0"}
_WEB = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)


class RowRefused(Exception):  # noqa: N818 (a row is refused, nothing failed)
    """A row was rejected. ``words`` say why, and how to fix it."""

    def __init__(self, *words: str) -> None:
        super().__init__(*words)
        self.words = list(words)


def old_path_of(cell: str) -> str:
    """The path to redirect, as it is stored.

    Tables contain more than paths: numbers, dates, ``#N/A``, totals. So an old path has to look like one here.

    :raises RowRefused: if it does not.
    """
    if not cell:
        raise RowRefused(_("The old path is missing."))
    if not cell.startswith("/") and not _WEB.match(cell):
        message = _("“%(cell)s” is not a path. Enter a path that begins with /, or a URL that begins with https://.")
        raise RowRefused(message % {"cell": cell[:80]})
    return AskedPath.parse(HOST.sub("", cell, count=1)).old_path


def is_permanent(cell: str, default: bool) -> bool:
    """:raises RowRefused: if the cell means neither permanent nor temporary."""
    kind = cell.casefold()
    if not kind:
        return default
    if kind in {*_PERMANENT, _("permanent").casefold()}:
        return True
    if kind in {*_TEMPORARY, _("temporary").casefold()}:
        return False
    message = _("“%(cell)s” is not a type of redirect. Enter permanent or temporary, or 301 or 302.")
    raise RowRefused(message % {"cell": cell[:80]})


def site_named(cell: str, sites: SiteMap) -> Site | None:
    """The site that a cell names as Wagtail's export does, or by its host; None for a blank cell.

    :raises RowRefused: if no site, or more than one, has that name.
    """
    if not cell:
        return None
    every = _sites(sites)
    found = [site for site in every if cell.casefold() in _names(site)]
    if len(found) == 1:
        return found[0]
    message = _("“%(cell)s” does not match exactly one site. Enter one of: %(hosts)s.")
    raise RowRefused(message % {"cell": cell[:80], "hosts": ", ".join(site.hostname for site in every)})


def site_of_address(cell: str, wanted: Site | None, sites: SiteMap) -> Site | None:
    """The site that an old URL belongs to, if there are several sites; else the ``wanted`` one.

    :raises RowRefused: if it is a URL of another site than the one that is ``wanted``.
    """
    asked = wanted or sites.default_site
    own = own_site(sites, cell, asked) if asked is not None and _WEB.match(cell) else None
    if own is None or len(_sites(sites)) == 1:
        return wanted
    if wanted is not None and own[0] != wanted:
        message = _("The old URL is on %(own)s, but the redirect is for %(wanted)s. Change one of the two.")
        raise RowRefused(message % {"own": own[0].hostname, "wanted": wanted.hostname})
    return own[0]


def foreign_host(cell: str, sites: SiteMap) -> str:
    """The host of a URL that is not of one of our sites; empty for anything else."""
    site = sites.default_site
    if site is None or not _WEB.match(cell) or own_site(sites, cell, site) is not None:
        return ""
    return urlsplit(cell).hostname or ""


def _sites(sites: SiteMap) -> list[Site]:
    return list({root.site.pk: root.site for root in sites.roots}.values())


def _names(site: Site) -> set[str]:
    suffix = f" [{_('default')}]"
    names = [str(site), str(site).removesuffix(suffix), site.hostname, f"{site.hostname}:{site.port}"]
    return {name.casefold() for name in names if name}
