"""The newest articles of a site in one language."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from api.delivery.site_documents import SiteDocument
from api.discovery.indexable import indexable_pages
from api.problems import InvalidParameter
from api.represent.references import reference_keys
from api.sites import SiteRoot
from api.visibility import public

from ...images import represent_image
from ...models.article import ArticlePage
from ...models.organisation import OrganisationSettings
from ...models.topic import Topic
from .representations import FeedAuthorRepresentation, FeedItemRepresentation, FeedRepresentation

BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


@dataclass
class ArticleFeed:
    """A feed's metadata and its articles.

    :param topic: the slug of the topic to which its articles are narrowed.
    :param limit: the maximum number of articles.
    """

    document: SiteDocument
    topic: str | None
    limit: int

    def represent(self) -> FeedRepresentation:
        return FeedRepresentation(
            version="https://jsonfeed.org/version/1.1",
            title=self.title,
            home_page_url=self.home_page_url,
            feed_url=self.address("feed.json"),
            description=self.description,
            language=self.root.locale,
            authors=[FeedAuthorRepresentation(name=self.publisher)],
            items=[self._item(article) for article in self.articles],
        )

    @property
    def root(self) -> SiteRoot:
        """The tree in the language of the feed: the requested one, else the site's own."""
        return self.document.roots[0]

    @cached_property
    def home(self) -> Page | None:
        return self.document.references.public(self.root.page)

    @cached_property
    def publisher(self) -> str:
        site = self.document.site
        organisation = OrganisationSettings.read_for_site(site)
        return organisation.name or (self.home.title if self.home else "") or site.hostname

    @property
    def title(self) -> str:
        return f"{self.publisher}: {self._topics[0].name}" if self._topics else self.publisher

    @property
    def description(self) -> str:
        if self._topics and self._topics[0].description:
            return self._topics[0].description
        return getattr(self.home, "summary", "") or self.title

    @property
    def home_page_url(self) -> str:
        return f"{self.document.frontend_url}{self.root.prefix}/"

    @property
    def began(self) -> datetime.datetime:
        """The date of a feed without articles."""
        return (self.home and self.home.first_published_at) or BEGINNING

    def address(self, file: str) -> str:
        """The URL of the feed on the website, as a file of that name at its root."""
        chosen = {"locale": self.document.locale, "topic": self.topic}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"{self.document.frontend_url}/{file}{'?' if query else ''}{query}"

    @cached_property
    def articles(self) -> Sequence[ArticlePage]:
        """Those that search engines should index, the newest first; without those that have no date, which a feed
        requires.
        """
        references = self.document.references
        articles = indexable_pages([self.root], references.sites, ArticlePage).filter(first_published_at__isnull=False)
        if self.topic is not None:
            articles = articles.filter(topics__in=[topic.pk for topic in self._topics]).distinct()
        found = list(articles.defer_streamfields().order_by("-first_published_at", "-pk")[: self.limit])
        prefetch_related_objects(found, "author_rows", "topics")
        references.prime(key for article in found for key in reference_keys(article, ["hero_image"]))
        return found

    @cached_property
    def _topics(self) -> list[Topic]:
        """The topics with that slug, in any language, that of the feed first.

        :raises InvalidParameter: if there is none.
        """
        if self.topic is None:
            return []
        topics = public(Topic.objects.all())
        found = list(topics.filter(slug=self.topic))
        if not found:
            allowed = topics.order_by("slug").values_list("slug", flat=True).distinct()
            raise InvalidParameter(f"there is no topic '{self.topic}'", parameter="topic", allowed=allowed)
        return sorted(found, key=lambda topic: topic.locale_id != self.root.page.locale_id)

    def _item(self, article: ArticlePage) -> FeedItemRepresentation:
        references = self.document.references
        item = FeedItemRepresentation(
            id=uuid.uuid5(article.translation_key, self.root.locale).urn,
            url=self.document.frontend_url + self.root.html_path(article),
            title=article.title,
            content_text=article.summary,
            date_published=_moment(article.first_published_at),
            date_modified=_moment(article.last_published_at or article.first_published_at),
            authors=[FeedAuthorRepresentation(name=author.name) for author in article.find_authors(references)],
            tags=[topic.name for topic in references.public_many(article.topics.all(), article)],
            language=self.root.locale,
        )
        image: Any = represent_image(article.hero_image_id, self.document.context, "social", page=article)
        if image and image["url"]:
            item["image"] = image["url"]
        return item


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat()
