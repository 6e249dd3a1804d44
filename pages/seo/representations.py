from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from media.representations import ImageRepresentation


class AlternateRepresentation(TypedDict):
    """The attributes of a ``link rel="alternate"``. ``hreflang`` is a BCP 47 tag, or ``x-default``."""

    hreflang: str
    href: str


class OpenGraphImageRepresentation(TypedDict):
    """``og:image`` and its members; ``width`` and ``height`` in pixels, ``alt`` empty for a decorative picture."""

    url: str
    type: str
    width: int
    height: int
    alt: str


class OpenGraphArticleRepresentation(TypedDict):
    """``article:…``: ISO 8601 timestamps, the authors' names, the first topic and all topics."""

    published_time: str | None
    modified_time: str | None
    authors: list[str]
    section: str | None
    tags: list[str]


class OpenGraphRepresentation(TypedDict):
    """``og:…`` by the names of the protocol. Locales are in its notation: ``en_US``."""

    type: Literal["article", "website"]
    title: str
    description: str
    url: str | None
    site_name: str
    locale: str
    locale_alternate: list[str]
    image: OpenGraphImageRepresentation | None
    article: OpenGraphArticleRepresentation | None


class XCardRepresentation(TypedDict):
    """``twitter:…``. ``site`` is the organisation's ``@name`` there, if it has a profile."""

    card: Literal["summary", "summary_large_image"]
    site: str | None
    title: str
    description: str
    image: str | None
    image_alt: str | None


class SeoRepresentation(TypedDict):
    """The content of the page's head. ``robots`` is the content of the meta element of that name. ``alternates`` is
    empty if the page is in one language only.
    """

    title: str
    description: str
    canonical_url: str | None
    robots: str
    image: ImageRepresentation | None
    alternates: list[AlternateRepresentation]
    open_graph: OpenGraphRepresentation
    twitter: XCardRepresentation
