"""Sites, and where a page is on its frontend.

A page's ``html_path`` is its path below the root page of its site. The tree in the site's own language has no prefix
(``/articles/``); a translation of the site's root page is prefixed with its language code (``/es/articulos/``). The
path does not depend on the URLs that are mounted here, nor on the active language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import Locale, Page, Site

from . import conf, problems
from .addresses import runs_script
from .dependencies.recording import Recording, depend_on_all, depend_on_key, record, replay
from .dependencies.translations import translations_key

_PORT_DIGITS = 5

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class SiteRoot:
    """The root page of a site, or a translation of it."""

    site: Site
    page: Page
    locale: str
    prefix: str

    @property
    def precedence(self) -> tuple[bool, bool, int, str]:
        """A sort key for the languages of a page: the one for readers of all others is first. That is one in its site's
        own language, on the default site if there are several; the result does not depend on which of them is
        requested.
        """
        return bool(self.prefix), not self.site.is_default_site, self.site.pk, self.locale

    def contains(self, page: Page) -> bool:
        """Whether ``page`` is the root page or below it."""
        return page.path.startswith(self.page.path)

    def html_path(self, page: Page) -> str:
        """The path on the frontend of a page in the tree."""
        return f"{self.prefix}/{page.url_path[len(self.page.url_path) :]}"


@dataclass(frozen=True)
class PageLocation:
    """Where a page is published: its site, its path there, and both as an absolute URL."""

    site: Site
    html_path: str
    html_url: str


class SiteMap:
    """All sites with their trees and frontends: a few queries when first needed, whatever the number of sites.

    One map may serve many responses while the content does not change; each of them records the map's dependencies.
    """

    @property
    def locale_codes(self) -> dict[int, str]:
        return self._content.locale_codes

    @property
    def roots(self) -> list[SiteRoot]:
        """Every tree of every site, the longest path first, the default site first among equals."""
        return self._content.roots

    @property
    def default_site(self) -> Site | None:
        return next((root.site for root in self.roots if root.site.is_default_site), None)

    def roots_of(self, site: Site) -> list[SiteRoot]:
        """The trees of one site: its root page and the translations of that, its own language first."""
        return sorted((root for root in self.roots if root.site == site), key=lambda root: root.prefix)

    def root_of(self, page: Page) -> SiteRoot | None:
        """The tree that contains ``page``, or None if it is outside of every site."""
        return next((root for root in self.roots if root.contains(page)), None)

    def locate(self, page: Page) -> PageLocation | None:
        """Where ``page`` is published, or None if it is outside of every site."""
        root = self.root_of(page)
        return None if root is None else self._location(root, page)

    def by_precedence(self, translations: Iterable[P]) -> list[tuple[P, PageLocation]]:
        """The languages of a page with their locations, that for readers of all others first.

        Pages outside of every site are left out.
        """
        found = [(root, page) for page in translations if (root := self.root_of(page)) is not None]
        found.sort(key=lambda pair: (pair[0].precedence, pair[1].pk))
        return [(page, self._location(root, page)) for root, page in found]

    def frontend_url(self, site: Site) -> str:
        """The URL of the site's frontend, without a trailing slash."""
        return self._content.frontend_urls[site.pk]

    def _location(self, root: SiteRoot, page: Page) -> PageLocation:
        html_path = root.html_path(page)
        return PageLocation(root.site, html_path, self.frontend_url(root.site) + html_path)

    @property
    def _content(self) -> _SiteMapContent:
        replay(self._loaded.recording)
        return self._loaded

    @cached_property
    def _loaded(self) -> _SiteMapContent:
        return _load_sites()


@dataclass(frozen=True)
class _SiteMapContent:
    locale_codes: dict[int, str]
    roots: list[SiteRoot]
    frontend_urls: dict[int, str]
    recording: Recording


def _load_sites() -> _SiteMapContent:
    with record() as recording:
        for model in (Site, Locale):
            depend_on_all(model)
        locale_codes = dict(Locale.objects.values_list("pk", "language_code"))
        sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "hostname", "port"))
        translations = _translations([site.root_page for site in sites])
        roots = [
            _root(site, page, locale_codes)
            for site in sites
            for page in [site.root_page, *translations.get(site.root_page.translation_key, ())]
            if page.locale_id in locale_codes  # Tables are emptied one by one.
        ]
        resolve = conf.frontend_url_resolver()
        urls = {site.pk: _frontend_url(site, resolve and resolve(site)) for site in sites}
    in_order = sorted(dict.fromkeys(roots), key=lambda root: -len(root.page.path))
    return _SiteMapContent(locale_codes, in_order, urls, recording)


def _frontend_url(site: Site, found: str | None) -> str:
    """:param found: the URL as staff or a script have stored it."""
    return (found if found and not runs_script(found) else site.root_url).rstrip("/")


def _root(site: Site, page: Page, locale_codes: dict[int, str]) -> SiteRoot:
    locale = locale_codes[page.locale_id]
    return SiteRoot(site, page, locale, "" if page.locale_id == site.root_page.locale_id else f"/{locale}")


def _translations(root_pages: list[Page]) -> dict[object, list[Page]]:
    if not conf.i18n_enabled():
        return {}
    found: dict[object, list[Page]] = {}
    keys = [page.translation_key for page in root_pages]
    own = {page.pk for page in root_pages}
    for key in keys:
        depend_on_key(translations_key(Page, key))
    for page in Page.objects.filter(translation_key__in=keys).exclude(pk__in=own):
        found.setdefault(page.translation_key, []).append(page)
    return found


def site_for_request(request: HttpRequest) -> Site:
    """The site of a request: that in ``?site=host[:port]``, else that of the request's host.

    :raises NotFound: if there is no such site, or no site at all.
    :raises InvalidParameter: if several sites share the host and no port is given.
    """
    name = request.GET.get("site")
    if not name:
        site = Site.find_for_request(request)
        if site is None:
            raise problems.UnknownSite
        return site
    return _site_by_name(name)


def site_for_listing(request: HttpRequest) -> Site:
    """Like :func:`site_for_request`; without any site, an unsaved one, which contains nothing.

    :raises NotFound: if ``site`` names one that does not exist.
    """
    if not request.GET.get("site") and Site.find_for_request(request) is None:
        return Site()
    return site_for_request(request)


def _site_by_name(name: str) -> Site:
    hostname, _, port = name.partition(":")
    if port and not (port.isascii() and port.isdigit() and len(port) <= _PORT_DIGITS):
        raise problems.InvalidParameter("site must be a host name, with a port where needed", parameter="site")
    sites = Site.objects.select_related("root_page").filter(hostname=hostname).order_by("port")
    matches = list(sites.filter(port=int(port)) if port else sites)
    if not matches:
        # The message does not reveal which other sites exist.
        raise problems.UnknownSite
    if len(matches) > 1:
        raise problems.InvalidParameter(
            "Your query returned multiple sites. Try adding a port number to your site filter.",
            parameter="site",
            allowed=(f"{site.hostname}:{site.port}" for site in matches),
        )
    return matches[0]
