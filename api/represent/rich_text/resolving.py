"""Resolves links and embeds in stored rich text: only to public objects, and to safe URLs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import nh3
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.images.formats import Format, get_image_format
from wagtail.models import Page
from wagtail.rich_text import features

from ...addresses import SCHEMES, is_safe
from ...character_references import unescape
from ...dependencies.recording import depend_on_all
from ...router import absolute_url
from ..references import CONTEXT_NAME, References, get_references
from ..representations import PageReference, page_reference, represent_public

_HREF = re.compile(r'<a [^>]*?href="([^"]*)"')


class Link(NamedTuple):
    """The target of a link: its URL, and the object of this CMS, if it is one."""

    href: str
    target: Page | Any | None = None


class ShownImage(NamedTuple):
    """An image as the HTML shows it: URL and size of one file, and the name and class of its format."""

    image: Any
    src: str
    width: int
    height: int
    format: str
    css_class: str


class Resolver:
    """Resolves the references of one rich text for the response that contains it."""

    def __init__(self, context: Mapping[str, Any] | None) -> None:
        self.references: References = get_references(context)
        # A copy, since the serializers' context has changed by the time a tree is built.
        self.context: dict[str, Any] = {**(context or {}), CONTEXT_NAME: self.references}
        self.page: Page | None = self.context.get("page")
        self.request = self.context.get("request")

    def link(self, link_type: str, pk: str, attrs: Mapping[str, Any]) -> Link | None:
        """The target of a stored link of that type; None if it is not public."""
        if link_type == "page":
            page = self.references.localized(self.references.get(Page, pk), self.page)
            href = page and self.references.href(page, self.page)
            return Link(href, page) if href else None
        if link_type == "document":
            document = self.references.get(get_document_model(), pk)
            return document and Link(absolute_url(document.url, self.request), document)
        handler = features.get_link_types().get(link_type)
        if handler is None:
            return None
        opening = nh3.clean(
            handler.expand_db_attributes({**attrs, "linktype": link_type, "id": pk}),
            tags={"a"},
            attributes={"a": {"href"}},
            url_schemes=set(SCHEMES),
            link_rel=None,
        )
        found = _HREF.search(opening)
        return Link(unescape(found[1])) if found else None

    def image(self, pk: str, format_name: str) -> ShownImage | None:
        """The image with this primary key; its file is the ``fallback`` of its representation, if it has one, else the
        rendition if it exists, else the original.
        """
        image = self.references.get(get_image_model(), pk)
        if image is None:
            return None
        image_format = _image_format(format_name)
        file = self._file_of(image, image_format.filter_spec)
        return ShownImage(image, *file, image_format.name, image_format.classname)

    def embed_html(self, url: str) -> str | None:
        """The provider's HTML for ``url``, if it was fetched before; else None."""
        depend_on_all(Embed)
        fetched = Embed.objects.filter(hash=get_embed_hash(url)).exclude(html="").first()
        return fetched.html if fetched is not None else None

    def registered_embed(self, attrs: Mapping[str, str]) -> str | None:
        """The HTML of an embed of a type that an app has registered; None for other types."""
        handler = features.get_embed_types().get(attrs.get("embedtype", ""))
        if not is_safe(attrs.get("url", "")):
            return None
        return handler.expand_db_attributes(dict(attrs)) if handler else None

    def embed_title(self, url: str) -> str:
        """The title of ``url``, if it was fetched before; else empty."""
        depend_on_all(Embed)
        return Embed.objects.filter(hash=get_embed_hash(url)).values_list("title", flat=True).first() or ""

    def may_link(self, link_type: str, pk: str, attrs: Mapping[str, Any]) -> bool:
        """Whether the object that a stored link of that type refers to is public."""
        models = {"page": Page, "document": get_document_model()}
        if link_type in models:
            return self.references.get(models[link_type], pk) is not None
        return self.link(link_type, pk, attrs) is not None

    def may_show_image(self, pk: str) -> bool:
        return self.references.get(get_image_model(), pk) is not None

    def page_reference(self, page: Page) -> PageReference:
        return page_reference(page, self.references, self.context)

    def represent(self, obj: Any) -> Any:
        """A document or an image, as responses show it."""
        return represent_public(obj, self.context)

    def _file_of(self, image: Any, filter_spec: str) -> tuple[str, int, int]:
        if hasattr(image, "get_api_representation"):
            shown = image.get_api_representation(self.context).get("fallback")
            if shown:
                return shown["url"], shown["width"], shown["height"]
        made = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
        file = made.get(filter_spec, image)
        return absolute_url(file.file.url, self.request), file.width, file.height


def is_web_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _image_format(name: str) -> Format:
    """The image format of that name; the full width if it no longer exists."""
    try:
        return get_image_format(name)
    except KeyError:
        return get_image_format("fullwidth")
