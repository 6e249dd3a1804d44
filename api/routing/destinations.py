"""Addresses that may leave as the target of a redirect, and those among them that are our own."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from wagtail.models import Site

from ..sites import PageLocation, SiteMap

_SCHEMES = {"http": 80, "https": 443}
# Browsers read a backslash as a slash, and leave out line breaks and tabs.
_REFUSED = frozenset("\\\x7f<>\"'`{}|^")


class Destination(NamedTuple):
    """Where a redirect leads in the end.

    :param url: the whole address.
    :param is_permanent: whether all steps to it are.
    :param site_id: the site of ours whose page it is; None elsewhere.
    :param path: the path of that page.
    """

    url: str
    is_permanent: bool
    site_id: int | None = None
    path: str = ""

    def seen_from(self, site: Site) -> str:
        """What a frontend is sent to: a path on its own site, a whole address elsewhere."""
        return self.path if self.site_id == site.pk else self.url


def page_destination(location: PageLocation, is_permanent: bool, rest: str = "") -> Destination:
    """A page as a destination.

    :param rest: what stands behind its path: a route within the page, a query string, a fragment. What no address may
        hold is left out: with a backslash, a browser would go elsewhere.
    """
    rest = rest if _is_clean(rest) else ""
    if rest.startswith("/"):
        rest = "/".join(part for part in rest.split("/") if part) + ("/" if rest.endswith("/") else "")
    base = location.html_url.removesuffix(location.html_path)
    path = location.html_path + rest
    return Destination(base + path, is_permanent, location.site.pk, path)


def safe_url(link: str, base: str) -> str | None:
    """``link`` as a whole address, seen from ``base``; None for what is no address of the web."""
    link = link.strip()
    if not link or not _is_clean(link):
        return None
    try:
        url = urljoin(base, link)
        parts = urlsplit(url)
        is_complete = parts.scheme in _SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return url if is_complete else None


def _is_clean(text: str) -> bool:
    return not any(character <= " " or character in _REFUSED for character in text)


def own_site(sites: SiteMap, url: str, asked: Site) -> tuple[Site, str] | None:
    """The site of ours whose frontend ``url`` belongs to, and what follows the frontend's address; else None.

    :param asked: it comes first where several sites share an address.
    """
    parts = urlsplit(url)
    every = {root.site.pk: root.site for root in sites.roots}
    for site in sorted(every.values(), key=lambda site: site.pk != asked.pk):
        for address in (sites.frontend_url(site), site.root_url):
            own = urlsplit(address)
            if _origin(own) == _origin(parts) and f"{parts.path}/".startswith(f"{own.path.rstrip('/')}/"):
                rest = parts._replace(
                    scheme="", netloc="", path="/" + parts.path[len(own.path.rstrip("/")) :].lstrip("/")
                )
                return site, rest.geturl()
    return None


def _origin(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port; http and https of one host count as the same, where both are at their usual ports."""
    try:
        port = parts.port
    except ValueError:
        return "", None
    return (parts.hostname or "").rstrip("."), None if port in (None, *_SCHEMES.values()) else port
