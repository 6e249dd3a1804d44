"""The shapes of rich text in a response.

The tree is Portable Text (https://github.com/portabletext/portabletext): a list of blocks, each a paragraph, a heading
or an item of a list, with images and the like between them. Every ``_key`` follows from the node's position.
"""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypeAliasType, TypedDict

from ...formats import DocumentObject, ImageObject
from ..representations import PageReference

Style = Literal["normal", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"]
Decorator = Literal["strong", "em", "underline", "strike-through", "code", "sup", "sub"]


class Span(TypedDict):
    """Text. ``marks`` names decorators, and links by their ``_key`` in the block's ``markDefs``. A line break is
    ``\\n``.
    """

    _type: Literal["span"]
    _key: str
    text: str
    marks: list[str]


class LinkMark(TypedDict):
    """A link. ``href`` is ready to use; ``page`` or ``document`` is set if the target is in this CMS."""

    _type: Literal["link"]
    _key: str
    href: str
    page: NotRequired[PageReference]
    document: NotRequired[DocumentObject]


class ImageNode(TypedDict):
    """An image. ``src``, ``width`` and ``height`` (in pixels) are those that the HTML shows, ``alt`` is the text for
    this place, ``format`` the name of Wagtail's image format. ``image`` is the image's whole representation; null where
    the picture is not one of this CMS.
    """

    _type: Literal["image"]
    _key: str
    src: str
    alt: str
    width: int | None
    height: int | None
    format: str
    image: ImageObject | None


class EmbedNode(TypedDict):
    """Something on another site, such as a video. ``html`` is what its provider has it shown by; null if unknown."""

    _type: Literal["embed"]
    _key: str
    url: str
    html: str | None


class RuleNode(TypedDict):
    """A thematic break."""

    _type: Literal["horizontal-rule"]
    _key: str


class HtmlNode(TypedDict):
    """What the editor does not offer but imported text may contain, such as a table: safe HTML to show unchanged."""

    _type: Literal["html"]
    _key: str
    html: str


class PortableTextBlock(TypedDict):
    """A paragraph, a heading or a quotation; with ``listItem`` and ``level`` (from 1 on) an item of a list. Headings
    in a page's table of contents have its ``anchor``.
    """

    _type: Literal["block"]
    _key: str
    style: Style
    anchor: NotRequired[str]
    listItem: NotRequired[Literal["bullet", "number"]]
    level: NotRequired[int]
    children: list[Span | ImageNode | EmbedNode | HtmlNode]
    markDefs: list[LinkMark]


Node = PortableTextBlock | ImageNode | EmbedNode | RuleNode | HtmlNode

#: Rich text in a response: HTML or Markdown, or with ``rich_text=json`` the tree.
RichText = TypeAliasType("RichText", str | list[Node])
