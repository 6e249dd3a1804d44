"""The tree of a rich text as Markdown: a pure function, so that only the tree has to be stored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...addresses import is_safe
from ..markdown import text as md
from ..markdown.emphasis import Piece, write

# HTML for what Markdown has no syntax for, or none that all parsers support.
_TAGS = {"underline": "u", "strike-through": "s", "sup": "sup", "sub": "sub"}
_SIGNS = ("strong", "em")
_BREAK = "\\\n"


def to_markdown(blocks: Sequence[Mapping[str, Any]]) -> md.Markdown:
    """``blocks`` as CommonMark."""
    parts: list[list[str]] = []
    items = _Items()
    for block in blocks:
        if "listItem" not in block:
            items = _Items()
            parts.append([_block(block)])
            continue
        text = items.add(block)
        if items.goes_on:
            parts[-1].append(text)
        else:
            parts.append([text])
    return md.Markdown(md.join(*("\n".join(part) for part in parts)))


class _Items:
    """The open lists: the kind of each and the number of its last item."""

    def __init__(self) -> None:
        self.open: list[list[Any]] = []
        self.goes_on = False

    def add(self, block: Mapping[str, Any]) -> str:
        """The lines of an item. ``goes_on`` says whether it continues the list before."""
        level, kind = min(block["level"], len(self.open) + 1), block["listItem"]
        del self.open[level:]
        self.goes_on = bool(self.open)
        if len(self.open) == level and self.open[-1][0] != kind:
            self.open.pop()
            self.goes_on = bool(self.open)
        if len(self.open) < level:
            self.open.append([kind, 0])
        self.open[-1][1] += 1
        indent = " " * sum(len(_marker(*parent)) for parent in self.open[:-1])
        marker = _marker(*self.open[-1])
        return indent + marker + _text_block(block).replace("\n", "\n" + indent + " " * len(marker))


def _marker(kind: str, number: int) -> str:
    return "- " if kind == "bullet" else f"{number}. "


def _block(block: Mapping[str, Any]) -> str:
    if block["_type"] == "block":
        return _text_block(block)
    if block["_type"] == "horizontal-rule":
        return "---"
    if block["_type"] == "html":
        return re.sub(r"\n\s*\n", "\n", block["html"])
    return _object(block)


def _text_block(block: Mapping[str, Any]) -> str:
    line = _inline(block)
    style = block["style"]
    if style.startswith("h"):
        return md.heading(int(style[1:]), line)
    text = "\n".join(md.line_start(part.strip(" ")) for part in line.split("\n"))
    return md.quote(text) if style == "blockquote" else text


def _object(node: Mapping[str, Any]) -> str:
    """An image or an embed, inline or as a block."""
    if node["_type"] == "image":
        return md.image(node["alt"], node["src"])
    if node["_type"] == "embed":
        return md.link(md.words(node["url"]), node["url"])
    return md.words("") if node["_type"] != "html" else " ".join(node["html"].split("\n"))


def _inline(block: Mapping[str, Any]) -> str:
    """The inline content of a block, with line breaks and marks."""
    links = {mark["_key"]: mark["href"] for mark in block["markDefs"]}
    children = list(_with_spaces_apart(block["children"]))
    pieces: list[Piece] = []
    opened: list[str] = []
    for place, child in enumerate(children):
        wanted = [mark for mark in _marks(child) if mark in links or mark in _TAGS or mark in _SIGNS]
        while not set(opened) <= set(wanted):
            pieces.append(_sign(opened.pop(), links, opens=False))
        new = [mark for mark in wanted if mark not in opened]
        for mark in sorted(new, key=lambda mark: -_reach(children, place, mark)):
            opened.append(mark)
            pieces.append(_sign(mark, links, opens=True))
        pieces.append(Piece(_text(child)))
    pieces += [_sign(mark, links, opens=False) for mark in reversed(opened)]
    return write(pieces)


def _sign(mark: str, links: Mapping[str, str], *, opens: bool) -> Piece:
    if mark in _SIGNS:
        return Piece(mark=mark, opens=opens)
    if mark in _TAGS:
        return Piece(f"<{_TAGS[mark]}>" if opens else f"</{_TAGS[mark]}>")
    if not is_safe(links[mark]):
        return Piece()
    return Piece("[" if opens else f"]({md.destination(links[mark])})")


def _text(child: Mapping[str, Any]) -> str:
    if child["_type"] != "span":
        return _object(child)
    write_line = _code if "code" in child["marks"] else md.escape
    return _BREAK.join(write_line(line) for line in child["text"].split("\n"))


def _code(text: str) -> str:
    """Inline code, between more backticks than it contains."""
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    pad = "" if text.isspace() else pad
    return f"{fence}{pad}{text}{pad}{fence}"


def _with_spaces_apart(children: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The children with spaces at the edges of marks moved outside of these, as Markdown requires."""
    for place, child in enumerate(children):
        if child["_type"] != "span" or not child["marks"] or "code" in child["marks"]:
            yield child
            continue
        text = child["text"]
        bare = text.strip()
        start = text.index(bare) if bare else len(text)
        before = _marks(children[place - 1]) if place else []
        after = _marks(children[place + 1]) if place + 1 < len(children) else []
        inside = child["marks"] if bare else after
        for part, beside, beyond in (
            (text[:start], before, inside),
            (bare, child["marks"], child["marks"]),
            (text[start + len(bare) :], inside, after),
        ):
            if part:
                yield {**child, "text": part, "marks": [m for m in child["marks"] if m in beside and m in beyond]}


def _marks(child: Mapping[str, Any]) -> list[str]:
    return child.get("marks", [])


def _reach(children: Sequence[Mapping[str, Any]], place: int, mark: str) -> int:
    """The number of children from ``place`` on to which the mark applies."""
    count = 0
    while place + count < len(children) and mark in _marks(children[place + count]):
        count += 1
    return count
