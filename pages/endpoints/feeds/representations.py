"""The shape of JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict

Version = Literal["https://jsonfeed.org/version/1.1"]


class FeedAuthorRepresentation(TypedDict):
    name: str


class FeedItemRepresentation(TypedDict):
    """An article. ``id`` stays the same when the article moves; the dates are ISO 8601. ``content_text`` is the
    summary; the full article is on the website.
    """

    id: str
    url: str
    title: str
    content_text: str
    image: NotRequired[str]
    date_published: str
    date_modified: str
    authors: list[FeedAuthorRepresentation]
    tags: list[str]
    language: str


class FeedRepresentation(TypedDict):
    """A feed. ``feed_url`` is its own URL on the website."""

    version: Version
    title: str
    home_page_url: str
    feed_url: str
    description: str
    language: str
    authors: list[FeedAuthorRepresentation]
    items: list[FeedItemRepresentation]
