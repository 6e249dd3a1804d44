"""URLs of our own pages that staff typed or pasted instead of choosing the page.

Wagtail's reference index only has references by primary key. So before a page is unpublished or deleted, the texts of
live content are searched for its path, once for all pages of the action. A text with the path is then parsed, since it
may belong to another site, or to another page with that prefix. This also finds URLs that are older than the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet, URLField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Site

from api.character_references import unescape
from api.dependencies.content import is_content
from api.routing.asked_path import AskedPath
from api.routing.destinations import own_site, safe_url
from api.routing.pages_by_path import SitePath, pages_at
from api.sites import SiteMap

from .texts import live_with_words

_FIELDS = (StreamField, RichTextField, URLField)
_HREF = re.compile(r'<a [^>]*?\bhref="([^"]*)"')
# Columns that store an object's own URL.
_PLACE = ("id", "path", "url_path", "site")
_STARTS = ("http://", "https://", "/")


class TypedLink(NamedTuple):
    """A URL in ``source`` that leads to ``page``. ``reference`` is the place, as in the reference index."""

    page: Page
    source: Model
    reference: ReferenceIndex


class _Address(NamedTuple):
    url: str
    model_path: str
    content_path: str


def typed_links_to(targets: Sequence[Page]) -> list[TypedLink]:
    """The typed URLs, in live content, that lead to one of ``targets`` or to a page below it.

    Home pages are left out: each URL of the website begins with theirs.
    """
    sites = SiteMap()
    paths = {location.html_path for page in targets if (location := sites.locate(page)) is not None} - {"/"}
    if not paths:
        return []
    found = {}
    for model in searched_models():
        for source in _sources(model, paths):
            site = _site_of(source, sites)
            for address in _addresses_of(source) if site is not None else ():
                if (path := _path(address.url, site, sites)) is not None:
                    found[source, address] = path
    there = pages_at(sites, found.values())
    return [
        TypedLink(there[path].page, source, _reference(source, address))
        for (source, address), path in found.items()
        if path in there and any(there[path].page.path.startswith(page.path) for page in targets)
    ]


def searched_models() -> Iterator[type[Model]]:
    """The models in which staff write links, without those of their rows."""
    for model in apps.get_models():
        if is_content(model) and (issubclass(model, Page) or ReferenceIndex.is_indexed(model)) and _fields(model):
            yield model


def _fields(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, _FIELDS)]


def _sources(model: type[Model], paths: set[str]) -> QuerySet:
    """The objects of ``model`` that have one of ``paths`` in a text."""
    names = _fields(model)
    others = [field.name for field in model._meta.concrete_fields if field.name in _PLACE]
    return live_with_words(model, names, _spellings(paths)).only("pk", *others, *names)


def _spellings(paths: set[str]) -> list[str]:
    """The paths as they may be stored: unchanged, percent-encoded, and as JSON."""
    written = [path.rstrip("/") for path in sorted(paths)]
    return list(dict.fromkeys(word for path in written for word in (path, quote(path), json.dumps(path)[1:-1])))


def _addresses_of(source: Model) -> Iterator[_Address]:
    for name in _fields(type(source)):
        value = getattr(source, name)
        raw = list(value.raw_data) if isinstance(type(source)._meta.get_field(name), StreamField) else value
        yield from _addresses_in(raw, name, name)


def _addresses_in(value: Any, model_path: str, content_path: str) -> Iterator[_Address]:
    """The URLs in a stored value. Items of streams and lists are identified by their type and id."""
    if isinstance(value, str):
        for url in [unescape(found) for found in _HREF.findall(value)] or [value.strip()]:
            if url.lower().startswith(_STARTS):
                yield _Address(url, model_path, content_path)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _addresses_in(part, f"{model_path}.{name}", f"{content_path}.{name}")
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, dict) and {"type", "value"} <= part.keys():
                within = f"{model_path}.{part['type']}", f"{content_path}.{part.get('id')}"
                yield from _addresses_in(part["value"], *within)
            else:
                yield from _addresses_in(part, model_path, content_path)


def _site_of(source: Model, sites: SiteMap) -> Site | None:
    """The site of a path."""
    location = sites.locate(source) if isinstance(source, Page) else None
    if location is not None:
        return location.site
    site_id = getattr(source, "site_id", None)
    return next((root.site for root in sites.roots if root.site.pk == site_id), sites.default_site)


def _path(link: str, site: Site, sites: SiteMap) -> SitePath | None:
    url = safe_url(link, sites.frontend_url(site) + "/")
    own = own_site(sites, url, site) if url is not None else None
    return own and SitePath(own[0].pk, AskedPath.parse(own[1]).html_path)


def _reference(source: Model, address: _Address) -> ReferenceIndex:
    return ReferenceIndex(
        content_type=ContentType.objects.get_for_model(source),
        object_id=str(source.pk),
        model_path=address.model_path,
        content_path=address.content_path,
    )
