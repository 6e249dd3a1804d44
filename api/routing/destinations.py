"""URLs that are safe targets of a redirect, and which of them are on our own sites."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from wagtail.models import Site

from ..sites import PageLocation, SiteMap

_SCHEMES = {"http": 80, "https": 443}
# Browsers read a backslash as a slash, and ignore line breaks and tabs.
_REFUSED = frozenset("\\\x7f<>\"'`{}|^")


class Destination(NamedTuple):
    """The final target of a redirect.

    :param url: the absolute URL.
    :param is_permanent: whether all steps to it are.
    :param site_id: our site that the page belongs to; None elsewhere.
    :param path: the path of that page.
    """

    url: str
    is_permanent: bool
    site_id: int | None = None
    path: str = ""

    def seen_from(self, site: Site) -> str:
        """The target for a frontend: a path on its own site, an absolute URL elsewhere."""
        return self.path if self.site_id == site.pk else self.url


def page_destination(location: PageLocation, is_permanent: bool, rest: str = "") -> Destination:
    """A page as a destination.

    :param rest: what follows its path: a route within the page, a query string, a fragment. Invalid characters are
        removed: with a backslash, a browser would go elsewhere.
    """
    rest = rest if _is_clean(rest) else ""
    if rest.startswith("/"):
        rest = "/".join(part for part in rest.split("/") if part) + ("/" if rest.endswith("/") else "")
    base = location.html_url.removesuffix(location.html_path)
    path = location.html_path + rest
    return Destination(base + path, is_permanent, location.site.pk, path)


def safe_url(link: str, base: str) -> str | None:
    """``link`` resolved against ``base``; None for anything but a web URL."""
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
    """Our site whose frontend ``url`` belongs to, and the rest after the frontend's URL; else None.

    :param asked: is preferred if several sites share a URL.
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
    """Host and port; http and https of one host are equal if both use the default ports."""
    try:
        port = parts.port
    except ValueError:
        return "", None
    return (parts.hostname or "").rstrip("."), None if port in (None, *_SCHEMES.values()) else port
