"""Sites, and where a page lives on its frontend.

A page's ``html_path`` is its path below the root page of its site. The tree in the site's own language has no prefix
(``/articles/``); a translation of the site's root page is prefixed with its language code (``/es/articulos/``). The
path does not depend on the URLs that are mounted here, nor on the active language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from wagtail.models import Locale, Page, Site

from api import conf, problems


@dataclass(frozen=True)
class SiteRoot:
    """The root page of a site, or a translation of it."""

    site: Site
    page: Page
    locale: str
    prefix: str

    def contains(self, page: Page) -> bool:
        """Whether ``page`` is the root page or stands below it."""
        return page.path.startswith(self.page.path)

    def html_path(self, page: Page) -> str:
        """The path on the frontend of a page that the tree contains."""
        return f"{self.prefix}/{page.url_path[len(self.page.url_path) :]}"


@dataclass(frozen=True)
class PageLocation:
    """Where a page is read: its site, its path there, and both as an absolute URL."""

    site: Site
    html_path: str
    html_url: str


class SiteMap:
    """All sites with their trees; three queries, made when first needed, whatever the number of sites."""

    @cached_property
    def locale_codes(self) -> dict[int, str]:
        return dict(Locale.objects.values_list("pk", "language_code"))

    @cached_property
    def roots(self) -> list[SiteRoot]:
        """Every tree of every site, the longest path first, the default site first among equals."""
        sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "hostname", "port"))
        translations = self._translations([site.root_page for site in sites])
        roots = [
            self._root(site, page)
            for site in sites
            for page in [site.root_page, *translations.get(site.root_page.translation_key, ())]
        ]
        return sorted(dict.fromkeys(roots), key=lambda root: -len(root.page.path))

    @cached_property
    def default_site(self) -> Site | None:
        return next((root.site for root in self.roots if root.site.is_default_site), None)

    def roots_of(self, site: Site) -> list[SiteRoot]:
        """The trees of one site: its root page and the translations of that, its own language first."""
        return sorted((root for root in self.roots if root.site == site), key=lambda root: root.prefix)

    def locate(self, page: Page) -> PageLocation | None:
        """Where ``page`` is read, or None when it stands outside of every site."""
        root = next((root for root in self.roots if root.contains(page)), None)
        if root is None:
            return None
        html_path = root.html_path(page)
        return PageLocation(root.site, html_path, self.frontend_url(root.site) + html_path)

    def frontend_url(self, site: Site) -> str:
        """The address of the site's frontend, without a trailing slash."""
        if site.pk not in self._frontend_urls:
            resolve = conf.frontend_url_resolver()
            self._frontend_urls[site.pk] = ((resolve and resolve(site)) or site.root_url).rstrip("/")
        return self._frontend_urls[site.pk]

    @cached_property
    def _frontend_urls(self) -> dict[int, str]:
        return {}

    def _root(self, site: Site, page: Page) -> SiteRoot:
        locale = self.locale_codes[page.locale_id]
        return SiteRoot(site, page, locale, "" if page.locale_id == site.root_page.locale_id else f"/{locale}")

    @staticmethod
    def _translations(root_pages: list[Page]) -> dict[object, list[Page]]:
        if not conf.i18n_enabled():
            return {}
        found: dict[object, list[Page]] = {}
        keys = [page.translation_key for page in root_pages]
        own = {page.pk for page in root_pages}
        for page in Page.objects.filter(translation_key__in=keys).exclude(pk__in=own):
            found.setdefault(page.translation_key, []).append(page)
        return found


def site_for_request(request: HttpRequest) -> Site:
    """The site that a request asks about: that of ``?site=host[:port]``, else that of the request's host.

    :raises NotFound: when there is no such site, or no site at all.
    :raises InvalidParameter: when several sites share the host and no port is given.
    """
    name = request.GET.get("site")
    if not name:
        site = Site.find_for_request(request)
        if site is None:
            raise problems.NotFound("No Site matches the given query.")
        return site
    return _site_by_name(name)


def _site_by_name(name: str) -> Site:
    hostname, _, port = name.partition(":")
    if port and not (port.isascii() and port.isdigit()):
        raise problems.InvalidParameter("site must be a host name, with a port where needed", parameter="site")
    sites = Site.objects.select_related("root_page").filter(hostname=hostname).order_by("port")
    matches = list(sites.filter(port=int(port)) if port else sites)
    if not matches:
        raise problems.NotFound("No Site matches the given query.", parameter="site", allowed=_site_names())
    if len(matches) > 1:
        raise problems.InvalidParameter(
            "Your query returned multiple sites. Try adding a port number to your site filter.",
            parameter="site",
            allowed=(f"{site.hostname}:{site.port}" for site in matches),
        )
    return matches[0]


def _site_names() -> Iterable[str]:
    return Site.objects.order_by("hostname").values_list("hostname", flat=True).distinct()
