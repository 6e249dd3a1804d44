from __future__ import annotations

from typing import Any, Protocol

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from api.represent.references import get_references
from media.representations import ImageRepresentation

from ..presentation import PresentedPage
from .alternates import translations_of
from .representations import (
    OpenGraphArticleRepresentation,
    OpenGraphImageRepresentation,
    OpenGraphRepresentation,
)

# Formats that social networks show. SVG is not one.
PICTURES = frozenset(["image/jpeg", "image/png", "image/webp", "image/gif"])


class SharedPage(PresentedPage, Protocol):
    """A page with a card on social networks and in messengers."""

    def represent_open_graph_article(self, context: dict[str, Any]) -> OpenGraphArticleRepresentation | None:
        """The Open Graph data of an article; None for other pages."""


def represent_open_graph(
    page: SharedPage, head: dict[str, Any], site_name: str, context: dict[str, Any]
) -> OpenGraphRepresentation:
    """:param head: the members of ``meta.seo`` that are already there."""
    references = get_references(context)
    codes = references.sites.locale_codes
    article = page.represent_open_graph_article(context)
    return OpenGraphRepresentation(
        type="website" if article is None else "article",
        title=head["title"],
        description=head["description"],
        url=head["canonical_url"],
        site_name=site_name,
        locale=locale_of(codes[page.locale_id]),
        locale_alternate=sorted(locale_of(codes[found.locale_id]) for found in translations_of(page, references)),
        image=represent_open_graph_image(head["image"]),
        article=article,
    )


def represent_open_graph_image(image: ImageRepresentation | None) -> OpenGraphImageRepresentation | None:
    """The picture in the size for social networks; None if there is none in a supported format."""
    shown = image and image["fallback"]
    if image is None or shown is None:
        return None
    mime_type = image["sources"][-1]["type"] if image["sources"] else image["mime_type"]
    if mime_type not in PICTURES:
        return None
    return OpenGraphImageRepresentation(
        url=shown["url"], type=mime_type, width=shown["width"], height=shown["height"], alt=image["alt_text"]
    )


def locale_of(code: str) -> str:
    """A language code as ``language_TERRITORY``, with the territory with the most speakers: ``es`` is ``es_ES``,
    ``zh-hant`` ``zh_TW``.
    """
    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return code.replace("-", "_")
    written = f"{locale.language}_{locale.script}" if locale.script else locale.language
    likely = get_global("likely_subtags").get(written, "")
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language
