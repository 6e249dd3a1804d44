from __future__ import annotations

import re
from html import escape

from api.character_references import unescape

from ..readers.encoding import decode_html

_UNSEEN = {"script", "style", "template", "title", "xml"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "q", "rb", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
}  # fmt: skip
# Struck-out text is removed, and does not split sentences.
_SPACES = {"br", "del", "ins", "rp", "rt", "s", "strike"}
_TAG = re.compile(r"<[a-zA-Z/!?]")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_SCRIPT_STYLE = re.compile(r"vertical-align:\s*su(p|b)", re.IGNORECASE)
_SCRIPT_RULE = re.compile(r"\.([\w-]{1,40})\s*\{[^{}]{0,200}vertical-align:\s*su(p|b)", re.IGNORECASE)
_CLASSES = re.compile(r"class=[\"']?([^\"'>]*)")
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)


def read(content: bytes) -> list[str]:
    """The texts between the tags of an HTML file."""
    return read_text(decode_html(content))


def read_text(html: str) -> list[str]:
    """The same, of decoded HTML."""
    pieces: list[str] = []
    scripts = _Scripts(html)
    position = ignored = 0
    folded = html.lower()
    while position < len(html):
        opening = html.find("<", position)
        if opening < 0:
            opening = len(html)
        if not ignored:
            pieces.append(escape(unescape(html[position:opening])))
        tag, position = _tag(html, opening)
        name = _NAME.match(tag)
        if name is None:
            pieces.append(escape(tag) if not tag.startswith(("<!", "<?")) else "")
            continue
        kind = name[1].lower()
        if kind in _UNSEEN and not tag.startswith("</"):
            closing = folded.find(f"</{kind}", position)
            position = len(html) if closing < 0 else closing
        elif ignored or _IGNORED.search(tag):
            ignored += (kind == "span") * (-1 if tag.startswith("</") else 1)
        elif kind == "span":
            pieces.append(scripts.tag(tag))
        elif kind in ("sup", "sub"):
            pieces.append(f"</{kind}>" if tag.startswith("</") else f"<{kind}>")
        elif kind not in _INLINE and ":" not in kind:
            pieces.append(" " if kind in _SPACES else "\0")
    return [text for piece in "".join(pieces).split("\0") if (text := " ".join(piece.split()))]


class _Scripts:
    """Which spans are superscript or subscript, by a style or a class."""

    def __init__(self, html: str) -> None:
        self.classes = {rule[1]: f"su{rule[2]}" for rule in _SCRIPT_RULE.finditer(html)}
        self.open: list[str] = []

    def tag(self, tag: str) -> str:
        """The replacement for the tag of a span."""
        if tag.startswith("</"):
            name = self.open.pop() if self.open else ""
            return f"</{name}>" if name else ""
        style = _SCRIPT_STYLE.search(tag)
        classes = _CLASSES.search(tag)
        named = (self.classes.get(each, "") for each in (classes[1] if classes else "").split())
        self.open.append(f"su{style[1]}" if style else next(filter(None, named), ""))
        return f"<{self.open[-1]}>" if self.open[-1] else ""


def _tag(html: str, opening: int) -> tuple[str, int]:
    """A whole tag or comment; or only the character if it does not open one."""
    if html.startswith("<!--", opening):
        end = html.find("-->", opening)
        return "<!", len(html) if end < 0 else end + 3
    if not _TAG.match(html, opening):
        return html[opening : opening + 1], opening + 1
    end = html.find(">", opening)
    end = len(html) if end < 0 else end + 1
    return html[opening:end], end
