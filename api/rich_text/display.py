"""Stored rich text, turned into HTML that a frontend can show as it is.

Wagtail stores references in rich text as ``<a linktype="page" id="3">`` and ``<embed embedtype="image" id="4" …/>``.
Here they become real links and images, without a query of their own where the answer's references are loaded. A
reference to what a visitor may not see leaves its text and nothing else. No embed is fetched and no rendition is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.images.formats import get_image_format
from wagtail.models import Page
from wagtail.rich_text import features

from api.references import References, get_references
from api.router import absolute_url
from api.snapshots.recording import depend_on_all

TAGS = nh3.ALLOWED_TAGS | {"embed"}
ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "linktype"},
    "embed": {"alt", "embedtype", "format", "url"},
}
URL_SCHEMES = {"http", "https", "mailto", "sms", "tel"}

_FORMATTER = HTMLFormatter(
    entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="", indent=0
)


def display_html(db_html: str | None, context: Mapping[str, Any] | None) -> str:
    """Rich text as visitors read it: safe HTML with links that work on the frontend.

    :param db_html: rich text as Wagtail stores it. It is not trusted: scripts, event handlers and the like are removed.
    """
    clean = nh3.clean(
        db_html or "",
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=URL_SCHEMES,
        attribute_filter=_without_editor_marks,
        generic_attribute_prefixes={"data-"},
        link_rel=None,
    )
    if "<a" not in clean and "<embed" not in clean:
        return clean
    soup = parse(clean)
    expander = _Expander(context)
    for link in soup.find_all("a"):
        expander.expand_link(link)
    for embed in soup.find_all("embed"):
        expander.expand_embed(embed)
    return to_html(soup)


def parse(html: str) -> BeautifulSoup:
    """``html`` as a tree, to be changed and turned back by :func:`to_html`."""
    return BeautifulSoup(html, "html.parser")


def to_html(soup: BeautifulSoup) -> str:
    """The tree as compact HTML5."""
    return soup.decode(formatter=_FORMATTER)


def _without_editor_marks(tag: str, name: str, value: str) -> str | None:
    """Leaves out the keys by which Wagtail's editor ties its comments to paragraphs."""
    return None if name == "data-block-key" else value


class _Expander:
    """Replaces the references in one piece of rich text."""

    def __init__(self, context: Mapping[str, Any] | None) -> None:
        self.context = context
        self.references: References = get_references(context)
        self.page: Page | None = (context or {}).get("page")
        self.request = (context or {}).get("request")

    def expand_link(self, link: Tag) -> None:
        link_type = link.attrs.pop("linktype", None)
        if link_type is not None:
            href = self._href(str(link_type), str(link.attrs.pop("id", "")), link)
            link.attrs = {"href": href} if href else {}
        if "href" not in link.attrs and "id" not in link.attrs:
            link.unwrap()

    def expand_embed(self, embed: Tag) -> None:
        attrs = {name: str(value) for name, value in embed.attrs.items()}
        expand = {"image": self._image, "media": self._media}.get(attrs.get("embedtype", ""), self._registered_embed)
        replacement = expand(attrs)
        if replacement is None:
            embed.decompose()
        else:
            embed.replace_with(replacement)

    def _href(self, link_type: str, pk: str, link: Tag) -> str | None:
        if link_type == "page":
            page = self.references.localized(self.references.get(Page, pk), self.page)
            return page and self.references.href(page, self.page)
        if link_type == "document":
            document = self.references.get(get_document_model(), pk)
            return document and absolute_url(document.url, self.request)
        handler = features.get_link_types().get(link_type)
        if handler is None:
            return None
        opening = parse(handler.expand_db_attributes({**link.attrs, "linktype": link_type, "id": pk}))
        return str(opening.a.attrs["href"]) if opening.a and "href" in opening.a.attrs else None

    def _image(self, attrs: dict[str, str]) -> Tag | None:
        image = self.references.get(get_image_model(), attrs.get("id", ""))
        if image is None:
            return None
        image_format = get_image_format(attrs.get("format", "fullwidth"))
        return _tag(
            "img",
            alt=attrs.get("alt", ""),
            **{"class": image_format.classname},
            **self._file_of(image, image_format.filter_spec),
        )

    def _file_of(self, image: Any, filter_spec: str) -> dict[str, Any]:
        """Address and size of what is shown of an image: its representation's ``fallback`` where it has one, else the
        rendition where it has been made, else the original.
        """
        if hasattr(image, "get_api_representation"):
            shown = image.get_api_representation(self.context).get("fallback")
            if shown:
                return {"height": shown["height"], "src": shown["url"], "width": shown["width"]}
        made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
        file = made.get(filter_spec, image)
        return {"height": file.height, "src": absolute_url(file.file.url, self.request), "width": file.width}

    def _media(self, attrs: dict[str, str]) -> Tag | None:
        url = attrs.get("url", "")
        if not url.startswith(("https://", "http://")):
            return None
        depend_on_all(Embed)
        fetched = Embed.objects.filter(hash=get_embed_hash(url)).exclude(html="").first()
        if fetched is not None:
            return parse(fetched.html)
        link = _tag("a", href=url)
        link.string = url
        return link

    def _registered_embed(self, attrs: dict[str, str]) -> Tag | None:
        handler = features.get_embed_types().get(attrs.get("embedtype", ""))
        return parse(handler.expand_db_attributes(attrs)) if handler else None


def _tag(name: str, **attrs: Any) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name, attrs={key: str(value) for key, value in attrs.items()})
