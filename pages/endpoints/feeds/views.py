from __future__ import annotations

from django.urls import URLPattern, path
from django.utils.feedgenerator import SyndicationFeed

from api import conf, problems
from api.delivery.site_documents import SiteDocument
from api.endpoints.site_documents import AnyForm, SiteDocumentView
from api.parameters import QueryParameter, positive_integer

from .articles import ArticleFeed
from .representations import FeedRepresentation
from .xml import AtomFeed, RssFeed, write_feed

TOPIC_PARAMETER = QueryParameter("topic", "The slug of a topic: only its articles.")
LIMIT_PARAMETER = QueryParameter(
    "limit", "The maximum number of articles; 20 by default.", {"type": "integer", "minimum": 0, "maximum": 100}
)


class FeedView(SiteDocumentView):
    """The newest articles, as JSON Feed."""

    query_parameters = (*SiteDocumentView.query_parameters, TOPIC_PARAMETER, LIMIT_PARAMETER)
    response_shape = FeedRepresentation

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [
            path("", cls.as_view(), name="listing"),
            path("feed.json", JsonFile.as_view(), name="json"),
            path("feed.rss", RssFile.as_view(), name="rss"),
            path("feed.atom", AtomFile.as_view(), name="atom"),
        ]

    def represent(self, document: SiteDocument) -> FeedRepresentation | bytes:
        return self.feed(document).represent()

    def feed(self, document: SiteDocument) -> ArticleFeed:
        """The requested feed.

        :raises LimitTooHigh: if ``limit`` is above the maximum.
        """
        limit = positive_integer(self.request.query_params, "limit", conf.DEFAULT_LIMIT)
        limit_max = conf.limit_max()
        if limit_max and limit > limit_max:
            raise problems.LimitTooHigh(
                f"limit cannot be higher than {limit_max}", parameter="limit", allowed=f"a number from 0 to {limit_max}"
            )
        return ArticleFeed(document, self.request.query_params.get("topic"), limit)


class FeedFile(FeedView):
    """The same as a file that a website can serve."""

    content_negotiation_class = AnyForm


class JsonFile(FeedFile):
    """The newest articles, as a file in JSON Feed."""

    content_type = "application/feed+json"


class XmlFile(FeedFile):
    response_shape = bytes
    form: type[SyndicationFeed]
    file: str

    def represent(self, document: SiteDocument) -> bytes:
        return write_feed(self.form, self.feed(document), self.file)


class RssFile(XmlFile):
    """The newest articles, as a file in RSS 2.0."""

    form, file, content_type = RssFeed, "feed.rss", RssFeed.content_type


class AtomFile(XmlFile):
    """The newest articles, as a file in Atom."""

    form, file, content_type = AtomFeed, "feed.atom", AtomFeed.content_type
