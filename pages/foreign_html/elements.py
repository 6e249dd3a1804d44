"""Kinds of HTML elements: headings, blocks, embedded content, and invisible elements."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Dropped with their content, which is not text of an article.
FOREIGN = {
    "applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "frameset", "iframe", "map", "math", "nav",
    "noscript", "object", "script", "select", "svg", "textarea", "video",
}  # fmt: skip
UNSEEN = {"base", "head", "link", "meta", "param", "rp", "source", "style", "template", "title", "track", "wbr"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dd", "div", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "li", "main", "p", "pre",
    "search", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "xmp", "listing",
}  # fmt: skip
#: Those that are more than text in a line, each with a name for staff.
KINDS = {
    "a": "link", "blockquote": "blockquote", "br": "break", "dl": "definitions", "form": "form", "hr": "rule",
    "img": "image", "dir": "list", "menu": "list", "ol": "list", "ul": "list", "pre": "lines", "xmp": "lines",
    "listing": "lines", "q": "quotation", "rt": "reading", "table": "table",
}  # fmt: skip


def words_of(node: LexborNode) -> str:
    """All text in an element, on one line."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: LexborNode) -> Iterable[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif child.is_element_node and child.tag not in UNSEEN:
            is_block = child.tag in BLOCKS or (child.tag in KINDS and child.tag not in ("a", "q", "rt"))
            yield " " if is_block or child.tag in HEADINGS else ""
            yield from _texts(child)
            yield " " if is_block or child.tag in HEADINGS else ""
