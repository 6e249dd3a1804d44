"""``db_markdown``, as Wagtail's API v2 writes it: references are ``wagtail://`` URLs.

Wagtail's own converter queries the database for every reference, makes renditions, and fetches embeds from their
providers. This one only uses the stored text.
"""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from wagtail.admin.rich_text.converters import markdown_db
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.contentstate_models import Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    AtomicBlockEntityElementHandler,
    ExternalLinkElementHandler,
    LinkElementHandler,
)
from wagtail.rich_text import features

from .database import DatabaseHtml, as_xhtml

# Wagtail 8.1 made it public.
_markdown_exporter = getattr(markdown_db, "markdown_exporter", None) or markdown_db._markdown_exporter
# Features whose elements are references, which Wagtail's rules look up.
_REFERENCES = {"link", "document-link", "image", "embed"}


class _Reference(LinkElementHandler):
    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        return {"id": attrs["id"]}


class _Image(AtomicBlockEntityElementHandler):
    def create_entity(self, name: str, attrs: dict[str, str], state: Any, contentstate: Any) -> Entity:
        return Entity("IMAGE", "IMMUTABLE", {key: attrs.get(key) for key in ("id", "alt", "format")})


class _Media(AtomicBlockEntityElementHandler):
    def __init__(self, titles: dict[str, str]) -> None:
        self.titles = titles

    def create_entity(self, name: str, attrs: dict[str, str], state: Any, contentstate: Any) -> Entity:
        url = attrs["url"]
        return Entity("EMBED", "IMMUTABLE", {"url": url, "title": self.titles.get(url)})


def database_markdown(kept: DatabaseHtml) -> str:
    """The same text in Markdown. Broken links become their text."""
    converter = ContentstateConverter([name for name in _known_features() if name not in _REFERENCES])
    converter.html_to_contentstate_handler.element_handlers.add_rules(
        {
            "a[href]": ExternalLinkElementHandler("LINK"),
            'a[linktype="page"]': _Reference("LINK"),
            'a[linktype="document"]': _Reference("DOCUMENT"),
            'embed[embedtype="image"]': _Image(),
            'embed[embedtype="media"]': _Media(kept.titles),
        }
    )
    content_state = json.loads(converter.from_database_format(_without_dead_links(kept.html)))
    markdown = _markdown_exporter(resolved=False).render(content_state).strip("\n")
    return f"{markdown}\n\n" if markdown else ""


def _known_features() -> list[str]:
    """All features that texts may use, whatever their editor offers: a superscript keeps its meaning."""
    return list(features.get_converter_features("contentstate"))


def _without_dead_links(markup: str) -> str:
    soup = BeautifulSoup(markup, "html.parser")
    for link in soup.find_all("a"):
        if not {"id", "href"} & link.attrs.keys():
            link.unwrap()
    return as_xhtml(str(soup))
