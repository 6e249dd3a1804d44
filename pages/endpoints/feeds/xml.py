"""The feed as RSS 2.0 (https://www.rssboard.org/rss-specification) and as Atom (RFC 4287), by Django's generators."""

from __future__ import annotations

import datetime
import re
from io import StringIO
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape

from .articles import ArticleFeed
from .representations import FeedItemRepresentation

# Characters that XML 1.0 cannot represent (section 2.2), but a title may contain.
_NO_CHARACTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _SettledDate:
    """An empty feed has the date of its website; Django would use the current time."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else self.feed["began"]


class RssFeed(_SettledDate, Rss201rev2Feed):
    """RSS with the pictures of articles, as Media RSS elements (https://www.rssboard.org/media-rss)."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name, {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})
        if item["image"]:
            handler.addQuickElement("media:content", None, {"url": iri_to_uri(item["image"]), "medium": "image"})


class AtomFeed(_SettledDate, Atom1Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


def write_feed(form: type[SyndicationFeed], feed: ArticleFeed, file: str) -> bytes:
    """The feed in one of the formats.

    :param file: its file name at the root of the website.
    """
    document = feed.represent()
    made = form(
        title=_text(document["title"]),
        link=document["home_page_url"],
        description=_text(document["description"]),
        subtitle=_text(document["description"]),
        language=document["language"],
        author_name=_text(feed.publisher),
        feed_url=feed.address(file),
        feed_guid=iri_to_uri(document["feed_url"]),
        began=feed.began,
    )
    for item in document["items"]:
        _add(made, item)
    stream = StringIO()
    made.write(stream, "utf-8")
    return stream.getvalue().encode()


def _add(feed: SyndicationFeed, item: FeedItemRepresentation) -> None:
    feed.add_item(
        title=_text(item["title"]),
        link=item["url"],
        description=escape(_text(item["content_text"])),  # Readers take it for HTML.
        authors=[_text(author["name"]) for author in item["authors"]],  # Django supports only one.
        pubdate=datetime.datetime.fromisoformat(item["date_published"]),
        updateddate=datetime.datetime.fromisoformat(item["date_modified"]),
        unique_id=item["id"],
        unique_id_is_permalink=False,
        categories=[_text(tag) for tag in item["tags"]],
        image=item.get("image"),
    )


def _text(text: str) -> str:
    return _NO_CHARACTERS.sub("", text)
