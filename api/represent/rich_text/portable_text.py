"""Stored rich text as a tree: Portable Text. It is parsed in one pass, at any depth."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import Any

from wagtail.models import Page

from .representations import Node
from .resolving import Resolver, is_web_address

_STYLES = {"p": "normal", "blockquote": "blockquote", **{f"h{level}": f"h{level}" for level in range(1, 7)}}
_LISTS = {"ul": "bullet", "ol": "number"}
_DECORATORS = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "underline", "code": "code"},
    **{"s": "strike-through", "strike": "strike-through", "del": "strike-through", "sup": "sup", "sub": "sub"},
}
# Elements that the editor does not offer: sent as HTML, since they have no other common shape.
_KEPT_AS_HTML = {"table", "dl", "details", "figure", "pre"}
# Block elements without a further meaning here.
_BOXES = {
    *("article", "aside", "center", "div", "footer", "header", "hgroup", "nav", "caption", "dd", "dt", "figcaption"),
    *("summary", "tr", "td", "th", "tbody", "thead", "map"),
}
_VOID = {"area", "br", "col", "embed", "hr", "img", "wbr"}
_PIXELS = re.compile("[0-9]{1,6}")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def to_portable_text(clean: str, resolver: Resolver, expand: Callable[[str], str]) -> list[Node]:
    """The blocks of a rich text.

    :param clean: safe, well-formed HTML, in which references are as Wagtail stores them.
    :param expand: resolves the references in a part of it that stays HTML.
    """
    reader = _Reader(resolver, expand)
    reader.feed(clean)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Builds blocks from a sequence of tags."""

    def __init__(self, resolver: Resolver, expand: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self.resolver = resolver
        self.expand = expand
        self.blocks: list[Any] = []
        self.block: dict[str, Any] | None = None
        self.style = "normal"
        self.anchor: str | None = None
        self.quotes = 0
        self.lists: list[str] = []
        # The marks of each open element: decorators, and a link.
        self.marks: list[tuple[Any, ...]] = [()]
        self.kept: list[str] = []
        self.kept_depth = 0

    def finish(self) -> list[Node]:
        """All blocks, with list levels by actual nesting: empty ones are left out."""
        self.end_block()
        depth = 0
        for block in self.blocks:
            depth = min(block.get("level", 0), depth + 1)
            if depth:
                block["level"] = depth
        return self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.kept_depth or tag in _KEPT_AS_HTML:
            self.keep(self.get_starttag_text() or "", 0 if tag in _VOID else 1)
        elif tag in _STYLES:
            self.begin_block(tag, dict(attrs))
        elif tag in _LISTS:
            self.end_block()
            self.lists.append(_LISTS[tag])
        elif tag == "li" or tag in _BOXES:
            self.end_block()
        elif tag in _VOID:
            self.add_void(tag, {name: value or "" for name, value in attrs})
        else:
            mark, around = self.mark_of(tag, dict(attrs)), self.marks[-1]
            self.marks.append(around if mark is None or mark in around else (*around, mark))

    def handle_endtag(self, tag: str) -> None:
        if self.kept_depth:
            self.keep(f"</{tag}>", -1)
        elif tag in _STYLES:
            self.quotes -= tag == "blockquote"
            if not (self.lists and tag == "p"):
                self.end_block()
        elif tag in _LISTS:
            self.end_block()
            if self.lists:
                self.lists.pop()
        elif tag == "li" or tag in _BOXES:
            self.end_block()
        elif len(self.marks) > 1 and tag not in _VOID:
            self.marks.pop()

    def handle_data(self, data: str) -> None:
        if self.kept_depth:
            self.kept.append(html.escape(data, quote=False))
        else:
            self.add_text(_SPACES.sub(" ", data))

    def begin_block(self, tag: str, attrs: Mapping[str, str | None]) -> None:
        if self.lists and self.block is not None and tag == "p":
            self.add_text("\n")
            return
        self.end_block()
        self.quotes += tag == "blockquote"
        self.style = "blockquote" if self.quotes else _STYLES[tag]
        self.anchor = attrs.get("id") if tag[0] == "h" else None

    def open_block(self) -> dict[str, Any]:
        """The current block; a new one if there is none."""
        if self.block is None:
            style = "blockquote" if self.quotes else self.style
            self.block = {"_type": "block", "_key": self.next_key(), "style": style}
            if self.anchor:
                self.block["anchor"] = self.anchor
            if self.lists:
                self.block |= {"listItem": self.lists[-1], "level": len(self.lists)}
            self.block |= {"children": [], "markDefs": []}
            self.blocks.append(self.block)
        return self.block

    def end_block(self) -> None:
        """Close the current block; an empty one is dropped."""
        if self.block is not None:
            _strip_end(self.block["children"])
            if not self.block["children"]:
                self.blocks.pop()
        self.block, self.style, self.anchor = None, "normal", None

    def add_text(self, text: str) -> None:
        """Add text, without spaces and line breaks that are not rendered: at the beginning, and after others."""
        children = self.block["children"] if self.block else []
        before = children[-1].get("text", "x") if children else "\n"
        if text == "\n":
            if not children:
                return
            _strip_end(children, " ")
        elif before[-1] in " \n":
            text = text.lstrip(" ")
        if not text:
            return
        block = self.open_block()
        marks = [self.key_of(mark, block) for mark in self.marks[-1]]
        children = block["children"]
        if children and children[-1]["_type"] == "span" and set(children[-1]["marks"]) == set(marks):
            children[-1]["text"] += text
        else:
            key = f"{block['_key']}s{len(children)}"
            children.append({"_type": "span", "_key": key, "text": text, "marks": marks})

    def add_void(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag == "br":
            self.add_text("\n")
        elif tag == "hr":
            self.end_block()
            self.blocks.append({"_type": "horizontal-rule", "_key": self.next_key()})
        elif tag == "img":
            self.add_object(_foreign_image(attrs))
        elif tag == "embed":
            self.add_object(self.embed(attrs))

    def add_object(self, facts: dict[str, Any] | None) -> None:
        """Add an image or the like: inline if it is within text, else as a block."""
        if facts is None:
            return
        kind = {"_type": facts.pop("_type")}
        if self.block is not None or self.lists:
            block = self.open_block()
            block["children"].append({**kind, "_key": f"{block['_key']}s{len(block['children'])}", **facts})
        else:
            self.blocks.append({**kind, "_key": self.next_key(), **facts})

    def embed(self, attrs: Mapping[str, str]) -> dict[str, Any] | None:
        kind, url = attrs.get("embedtype", ""), attrs.get("url", "")
        if kind == "image":
            shown = self.resolver.image(attrs.get("id", ""), attrs.get("format", ""))
            return shown and {
                "_type": "image",
                **{"src": shown.src, "alt": attrs.get("alt", ""), "width": shown.width, "height": shown.height},
                **{"format": shown.format, "image": self.resolver.represent(shown.image)},
            }
        if kind == "media":
            return (
                {"_type": "embed", "url": url, "html": self.resolver.embed_html(url)} if is_web_address(url) else None
            )
        registered = self.resolver.registered_embed(attrs)
        return None if registered is None else {"_type": "html", "html": registered}

    def mark_of(self, tag: str, attrs: Mapping[str, str | None]) -> Any:
        """A decorator's name, or a link's target; None if it has neither."""
        if tag != "a":
            return _DECORATORS.get(tag)
        link_type = attrs.get("linktype")
        if link_type is None:
            return _Link(attrs["href"]) if attrs.get("href") else None
        rest = {name: value for name, value in attrs.items() if name not in ("linktype", "id")}
        found = self.resolver.link(link_type, attrs.get("id") or "", rest)
        return found and _Link(found.href, found.target)

    def key_of(self, mark: Any, block: dict[str, Any]) -> str:
        """The key of a mark within a block; a link is defined there with its first text."""
        if not isinstance(mark, _Link):
            return mark
        if mark.block is not block:
            mark.block, mark.key = block, f"{block['_key']}m{len(block['markDefs'])}"
            block["markDefs"].append({"_type": "link", "_key": mark.key, "href": mark.href, **self.target(mark)})
        return mark.key

    def target(self, link: _Link) -> dict[str, Any]:
        if link.target is None:
            return {}
        if isinstance(link.target, Page):
            return {"page": self.resolver.page_reference(link.target)}
        return {"document": self.resolver.represent(link.target)}

    def keep(self, text: str, deeper: int) -> None:
        """Keep a part as HTML, until the element that began it ends."""
        if not self.kept_depth:
            self.end_block()
        self.kept.append(text)
        self.kept_depth += deeper
        if not self.kept_depth:
            part, self.kept = "".join(self.kept), []
            self.blocks.append({"_type": "html", "_key": self.next_key(), "html": self.expand(part)})

    def next_key(self) -> str:
        return f"b{len(self.blocks)}"


class _Link:
    """The current link, and the block that last defined it."""

    def __init__(self, href: str | None, target: Any = None) -> None:
        self.href = href
        self.target = target
        self.block: dict[str, Any] | None = None
        self.key = ""


def _strip_end(children: list[dict[str, Any]], spaces: str = " \n") -> None:
    """Remove spaces from the end of a text, and spans that become empty."""
    while children and children[-1]["_type"] == "span":
        children[-1]["text"] = children[-1]["text"].rstrip(spaces)
        if children[-1]["text"]:
            return
        children.pop()


def _foreign_image(attrs: Mapping[str, str]) -> dict[str, Any] | None:
    """An image that is not in this CMS, as imported text may contain."""
    if not attrs.get("src"):
        return None
    size = {name: int(attrs[name]) if _PIXELS.fullmatch(attrs.get(name, "")) else None for name in ("width", "height")}
    return {"_type": "image", "src": attrs["src"], "alt": attrs.get("alt", ""), **size, "format": "", "image": None}
