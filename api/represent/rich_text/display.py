"""Stored rich text as HTML that a frontend can show unchanged.

Wagtail stores references in rich text as ``<a linktype="page" id="3">`` and ``<embed embedtype="image" id="4" …/>``.
Here they become real links and images, without further queries if the response's references are loaded. A reference to
a hidden object leaves only its text. No embed is fetched and no rendition is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from wagtail.rich_text import RichText

from ...addresses import SCHEMES
from ...character_references import readable
from .database import DatabaseHtml, database_html
from .feature_attributes import data_attributes
from .portable_text import to_portable_text
from .representations import Node
from .resolving import Resolver, is_web_address

TAGS = nh3.ALLOWED_TAGS | {"embed"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "linktype"},
    "embed": {"alt", "embedtype", "format", "url"},
}

_FORMATTER = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="", indent=0
)


class DisplayHtml(str):
    """Rich text as HTML, with a reference to the tree that it represents."""

    _make_blocks: Callable[[], list[Node]]
    _make_database_html: Callable[[], DatabaseHtml]
    #: The text that it was made from, if known.
    stored: str = ""

    @classmethod
    def of(
        cls,
        html: str,
        make_blocks: Callable[[], list[Node]],
        make_database_html: Callable[[], DatabaseHtml],
        stored: str = "",
    ) -> DisplayHtml:
        """:param make_blocks: returns the tree; called on first use, as ``make_database_html`` is."""
        made = cls(html)
        made._make_blocks = make_blocks
        made._make_database_html = make_database_html
        made.stored = stored
        return made

    @cached_property
    def blocks(self) -> list[Node]:
        """The same as Portable Text."""
        return self._make_blocks()

    @cached_property
    def database_html(self) -> DatabaseHtml:
        """The same as Wagtail stores it."""
        return self._make_database_html()


class VisibleRichText(RichText):
    """Rich text whose ``source`` is what visitors read, so that nothing hidden can be derived from it.

    :param stored: rich text as Wagtail stores it.
    """

    def __init__(self, stored: str, context: Mapping[str, Any] | None) -> None:
        self.stored = stored
        self.context = context

    @cached_property
    def source(self) -> DisplayHtml:
        return display_html(self.stored, self.context)

    def __html__(self) -> str:
        return self.source

    def __bool__(self) -> bool:
        return bool(self.stored)


def display_html(
    rich_text: str | RichText | None,
    context: Mapping[str, Any] | None,
    *,
    prepare: Callable[[str], str] | None = None,
) -> DisplayHtml:
    """Rich text for visitors: safe HTML with links that work on the frontend. Send the object itself: a plain string
    made from it loses the tree, and stays HTML in every format.

    :param rich_text: the value of a block, or rich text as Wagtail stores it. It is not trusted: scripts, event
        handlers and the like are removed.
    :param prepare: takes the safe HTML before its references are resolved, and returns the HTML to use.
    """
    if isinstance(rich_text, DisplayHtml) and prepare is None:
        return rich_text
    stored = _stored(rich_text)
    clean = nh3.clean(
        stored,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        attribute_filter=_without_strange_data,
        generic_attribute_prefixes={"data-"},
        link_rel=None,
    )
    shown = clean if prepare is None else prepare(clean)
    resolver = Resolver(context)
    return DisplayHtml.of(
        expand(shown, resolver),
        lambda: to_portable_text(shown, resolver, lambda part: expand(part, resolver)),
        lambda: database_html(stored, clean, resolver),
        stored,
    )


def expand(clean: str, resolver: Resolver) -> str:
    """Safe HTML with its references resolved."""
    if "<a" not in clean and "<embed" not in clean:
        return clean
    soup = parse(clean)
    expander = _Expander(resolver)
    for link in soup.find_all("a"):
        expander.expand_link(link)
    for embed in soup.find_all("embed"):
        expander.expand_embed(embed)
    return to_html(soup)


def parse(html: str) -> BeautifulSoup:
    """Parse ``html`` into a tree, to be changed and serialized by :func:`to_html`."""
    return BeautifulSoup(html, "html.parser")


def to_html(soup: BeautifulSoup) -> str:
    """The tree as compact HTML5."""
    return soup.decode(formatter=_FORMATTER)


def _stored(rich_text: str | RichText | None) -> str:
    """Rich text as Wagtail stores it, from any of its types."""
    if isinstance(rich_text, DisplayHtml | VisibleRichText):
        return rich_text.stored
    return readable(str(rich_text.source if isinstance(rich_text, RichText) else rich_text or ""))


def _without_strange_data(tag: str, name: str, value: str) -> str | None:
    """Remove attributes that control a frontend's scripts, and the keys by which Wagtail's editor ties comments to
    paragraphs. What the project's own features store stays.
    """
    return value if not name.startswith("data-") or name in data_attributes(tag) else None


class _Expander:
    """Replaces the references in one rich text."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver

    def expand_link(self, link: Tag) -> None:
        link_type = link.attrs.pop("linktype", None)
        if link_type is not None:
            found = self.resolver.link(str(link_type), str(link.attrs.pop("id", "")), link.attrs)
            link.attrs = {"href": found.href} if found else {}
        if "href" not in link.attrs and "id" not in link.attrs:
            link.unwrap()

    def expand_embed(self, embed: Tag) -> None:
        attrs = {name: str(value) for name, value in embed.attrs.items()}
        expand_type = {"image": self._image, "media": self._media}.get(
            attrs.get("embedtype", ""), self._registered_embed
        )
        replacement = expand_type(attrs)
        if replacement is None:
            embed.decompose()
        else:
            embed.replace_with(replacement)

    def _image(self, attrs: dict[str, str]) -> Tag | None:
        shown = self.resolver.image(attrs.get("id", ""), attrs.get("format", ""))
        if shown is None:
            return None
        facts = {"class": shown.css_class, "height": shown.height, "src": shown.src, "width": shown.width}
        return _tag("img", alt=attrs.get("alt", ""), **facts)

    def _media(self, attrs: dict[str, str]) -> Tag | None:
        url = attrs.get("url", "")
        if not is_web_address(url):
            return None
        html = self.resolver.embed_html(url)
        if html is not None:
            return parse(html)
        link = _tag("a", href=url)
        link.string = url
        return link

    def _registered_embed(self, attrs: dict[str, str]) -> Tag | None:
        html = self.resolver.registered_embed(attrs)
        return None if html is None else parse(html)


def _tag(name: str, **attrs: Any) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name, attrs={key: str(value) for key, value in attrs.items()})
