"""Compares every answer with one that the serializers make from scratch, with the store bypassed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils.module_loading import import_string
from modelsearch.conf import get_app_config
from wagtail.models import Page, Site
from wagtail.search.backends import get_search_backend

from api.router import router
from api.search.indexing import Reindex
from api.sites import SiteMap
from api.snapshots.bypass import store_bypassed
from api.visibility import public
from pages.models import ClinicPage, FaqItem, Person
from tests.freshness.addresses import details, documents, endpoint_models
from tests.freshness.replica import Replica

#: Asked for after each step, besides every object by its key.
LISTINGS = [
    "pages/?limit=100",
    "pages/?type=clinic_pages.ArticlePage&fields=*&limit=100",
    "search/?q=a+river&limit=100",
    "clinics/?fields=*",
    "faqs/?fields=*",
    "people/?fields=*",
    "topics/",
    "images/?limit=100&fields=*",
    "site/",
    "sitemap/",
    "feed/",
]
#: Asked for in turns, where there is no time for all: what is stale stays so until it is asked for, or changes again.
#: Every path of every endpoint is asked for besides.
MORE_LISTINGS = [
    "pages/?limit=100&fields=*",
    "pages/?limit=2&offset=1&order=-title",
    "pages/?limit=3&cursor=",
    "pages/?child_of=root&limit=100",
    "pages/?locale=es&limit=100",
    "pages/?locale=es&fallback=en&limit=100",
    "pages/?type=clinic_pages.ArticlePage&fields=_,summary,hero_image(url,alt_text),toc&limit=100",
    "pages/?search=a&order=title",
    "search/?q=articl",
    "search/?q=calm+stone+light&search_operator=or&limit=2&offset=1",
    "search/?q=question&type=clinic_pages.FaqItem",
    "search/?q=summary&locale=es",
    "search/?q=summary&site=other.example",
    "search/?q=summary&child_of=root",
    "pages/?site=other.example&limit=100",
    "clinics/?near=33.9,-117.4",
    "pages/?type=clinic_pages.ArticlePage&fields=*&limit=100&rich_text=json",
    "pages/?type=clinic_pages.ArticlePage&limit=100&fields=title,body&rich_text=markdown",
    "faqs/?fields=*&rich_text=json",
    "people/?fields=*&rich_text=markdown",
    "documents/?limit=100",
    "redirects/",
    "redirects/all/",
    "site/?locale=es",
    "sitemap/sitemap.xml",
    "sitemap/sitemap-1.xml",
    "sitemap/sitemap-1.xml?locale=es",
    "robots/robots.txt",
    "feed/feed.json",
    "feed/feed.rss",
    "feed/feed.atom?locale=es",
    "site/?rich_text=json",
]
TURNS = 3
AS_OF = re.compile(rb'"as_of":"[^"]*"')
INDEXERS = {
    vendor: import_string(f"modelsearch.backends.database.{module}.{module}.ObjectIndexer")
    for vendor, module in {"sqlite": "sqlite", "postgresql": "postgres"}.items()
    if vendor == connection.vendor
}


def without_clock(content: bytes) -> bytes:
    """Without the timestamp from which ``routes/`` counts changes: it is that of each request."""
    return AS_OF.sub(b"", content)


@dataclass
class Seen:
    #: None of what follows the request, which nobody keeps.
    etag: str | None
    content: bytes


class Oracle:
    """Asks for everything, as a visitor does who remembers what was answered before."""

    def __init__(self) -> None:
        self.client = Client()
        self.seen: dict[str, Seen] = {}
        self.paths: set[str] = {"/"}
        self.replica = Replica(self.client)
        self.checks = 0

    def begin(self) -> None:
        """Reads everything once, as it is before the first step."""
        for path in [*self.requests(), *self.more_requests()]:
            self.read(path)

    def check(self, *, follow: bool = True, everything: bool = False) -> None:
        """:param follow: whether a static site follows the changes; it sees only what is committed.
        :param everything: whether to ask for all, not only for those whose turn it is.
        :raises AssertionError: when an answer is not what the serializers make of the content as it is now.
        """
        self.checks += 1
        self.finish_index()
        # Before all answers are read, a change is known by its marks; afterwards by when the answers changed.
        if follow and self.checks % 2:
            self.replica.poll()
        more = sorted(self.more_requests())
        for path in [*self.requests(), *(more if everything else more[self.checks % TURNS :: TURNS])]:
            self.check_one(path)
        if follow:
            if not self.checks % 2:
                self.replica.poll()
            self.replica.compare({path: seen.content for path, seen in self.seen.items()})
        self.check_index()

    def read(self, path: str) -> None:
        """Remembers an answer without a look at whether it is right."""
        answer = self.client.get(f"/api/v2/{path}")
        if answer.status_code == 200:
            self.seen[path] = Seen(answer.headers.get("ETag"), answer.content)

    def check_one(self, path: str) -> None:
        url = f"/api/v2/{path}"
        known = self.seen.get(path)
        answer = self.client.get(url, headers={"If-None-Match": known.etag} if known and known.etag else {})
        with store_bypassed():
            expected = self.client.get(url)
        if answer.status_code == 304:
            assert expected.status_code == 200, f"{path} is gone, and 304 was answered"
            assert known is not None
            assert known.content == expected.content, f"{path} has changed, and 304 was answered"
            return
        assert answer.status_code == expected.status_code, f"{path}: {answer.content!r}, not {expected.content!r}"
        assert without_clock(answer.content) == without_clock(expected.content), path
        if answer.status_code == 200:
            is_kept = known is not None and known.etag is not None
            assert not is_kept or known.content != answer.content, f"{path} has not changed, and 304 was not answered"
            self.seen[path] = Seen(answer.headers.get("ETag"), answer.content)
        else:
            self.seen.pop(path, None)

    @staticmethod
    def finish_index() -> None:
        """Does what waits for a commit, which these tests never come to."""
        for _, function, *_ in list(connection.run_on_commit):
            if isinstance(function, Reindex) and not function.is_done:
                function()

    def check_index(self) -> None:
        """:raises AssertionError: when the search index holds other words than what visitors may see."""
        entries = get_app_config().get_model("IndexEntry").objects
        title, body = ("title_text", "body_text") if connection.vendor == "postgresql" else ("title", "body")
        backend = get_search_backend()
        for model in (Page, FaqItem, Person):
            for instance in public(model.objects.all()):
                obj = instance.specific if isinstance(instance, Page) else instance
                if type(obj) is Page:  # Made by Wagtail's migrations, before there was an index.
                    continue
                content_type = ContentType.objects.get_for_model(obj)
                found = entries.filter(content_type=content_type, object_id=str(obj.pk))
                wanted = INDEXERS[connection.vendor](obj, backend)
                words = (getattr(wanted, title), getattr(wanted, body))
                assert found.values_list(title, body).first() == words, f"the index entry of {obj!r}"

    def requests(self) -> Iterator[str]:
        """What is asked for after each step: every object, every path, and the listings that show most."""
        yield from LISTINGS
        for endpoint, pk in self.objects():
            yield from details(endpoint, pk)
        self.learn_paths()
        for pk in self.pages():
            yield f"pages/{pk}/"
        for path in sorted(self.paths):
            yield f"pages/find/?html_path={path}"

    def more_requests(self) -> Iterator[str]:
        """The same in other forms, other listings, and what depends on the hour."""
        yield from MORE_LISTINGS
        yield from (path for path in documents() if path not in LISTINGS and path not in MORE_LISTINGS)
        for site in Site.objects.exclude(is_default_site=True):
            yield f"site/?site={site.hostname}:{site.port}"
            yield f"pages/?site={site.hostname}:{site.port}&limit=100"
        for endpoint, pk in self.objects():
            yield f"{endpoint}/{pk}/?rich_text=json"
        for endpoint, pk in self.pages_of_endpoints():
            yield from details(endpoint, pk)
        for pk in ClinicPage.objects.order_by("pk").values_list("pk", flat=True):
            yield f"clinics/{pk}/hours/?days=2"
            yield f"clinics/{pk}/hours/?from=2026-03-07&days=2&at=2026-03-07T09:00:00Z"
        for pk in self.pages():
            yield f"pages/{pk}/?rich_text=json"
            yield f"pages/{pk}/?rich_text=markdown"
            yield f"pages/{pk}/?format=markdown"
        for path in sorted(self.paths)[:8]:
            yield f"pages/find/?html_path=/es{path}&fallback=en"

    @staticmethod
    def objects() -> Iterator[tuple[str, Any]]:
        """What endpoints serve besides pages."""
        for endpoint, model in endpoint_models().items():
            for pk in model.objects.order_by("pk").values_list("pk", flat=True):
                yield endpoint, pk

    @staticmethod
    def pages_of_endpoints() -> Iterator[tuple[str, int]]:
        """Pages that have an endpoint of their own."""
        for endpoint, viewset in router.endpoints.items():
            model = viewset.get_model()
            if model is not None and issubclass(model, Page) and model is not Page:
                for pk in model.objects.order_by("pk").values_list("pk", flat=True):
                    yield endpoint, pk

    @staticmethod
    def pages() -> list[int]:
        return list(Page.objects.filter(depth__gt=1).order_by("pk").values_list("pk", flat=True))

    def learn_paths(self) -> None:
        """Remembers where pages are, so that they are asked for when they are not there any more."""
        sites = SiteMap()
        for page in Page.objects.filter(depth__gt=1):
            location = sites.locate(page)
            if location is not None and location.site.is_default_site:
                self.paths.add(location.html_path)
