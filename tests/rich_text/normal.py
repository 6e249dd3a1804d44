"""HTML as what it says, without what formats may write differently: what a reader could tell apart is kept.

Left out are the nesting of marks, marks on spaces, spaces that show nothing, anchors, classes, and percent-encoding.
Paragraphs within an item of a list are lines of it.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup, NavigableString, Tag

MARKS = {
    **{"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "code": "code", "sup": "sup", "sub": "sub"},
    **{"s": "s", "del": "s", "strike": "s"},
}
HEADINGS = {f"h{level}" for level in range(1, 7)}
BOXES = {"div", "section", "li", "ul", "ol", "p", "blockquote", *HEADINGS}


def normal(html: str) -> list[tuple]:
    """Blocks in their order: kind, place in lists, and runs of text with their marks and links."""
    reader = _Reader()
    reader.walk(BeautifulSoup(html, "html.parser"), style="p", lists=(), marks=frozenset(), href="")
    reader.end()
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[tuple] = []
        self.runs: list[tuple[str, Any, str]] = []
        self.kind: tuple = ("p", ())

    def walk(self, node: Tag, *, style: str, lists: tuple, marks: frozenset, href: str) -> None:
        for child in node.children:
            within = {"style": style, "lists": lists, "marks": marks, "href": href}
            if isinstance(child, NavigableString):
                self.text(re.sub(r"[ \t\n\r\f]+", " ", str(child)), style, lists, marks, href)
            elif child.name in BOXES:
                self.box(child, within)
            elif child.name in MARKS:
                self.walk(child, **{**within, "marks": marks | {MARKS[child.name]}})
            elif child.name == "a":
                self.walk(child, **{**within, "href": unquote(child.get("href", ""))})
            else:
                self.other(child, within)

    def box(self, child: Tag, within: dict[str, Any]) -> None:
        if child.name == "p" and within["lists"]:
            self.text("\n", **within)
            self.walk(child, **within)
            return
        inside = dict(within)
        if child.name in ("ul", "ol"):
            inside["lists"] = (*within["lists"], child.name)
        if child.name == "blockquote" or (child.name in HEADINGS and within["style"] != "blockquote"):
            inside["style"] = child.name
        self.end()
        self.walk(child, **inside)
        self.end()

    def other(self, child: Tag, within: dict[str, Any]) -> None:
        if child.name == "br":
            self.text("\n", **within)
        elif child.name == "hr":
            self.end()
            self.blocks.append(("hr",))
        elif child.name == "img":
            shown = f"[{child.get('alt', '')}|{unquote(child['src'])}]"
            if not "".join(text for text, *_ in self.runs).strip():
                self.end()
                self.blocks.append(("img", shown))
            else:
                self.text(shown, **{**within, "marks": frozenset(), "href": ""})
        elif child.name in ("table", "dl", "details", "figure", "pre", "iframe"):
            self.end()
            self.blocks.append((child.name, " ".join(child.get_text(" ").split())))
        else:
            self.walk(child, **within)

    def text(self, text: str, style: str, lists: tuple, marks: frozenset, href: str) -> None:
        self.kind = (style, lists)
        self.runs += [(char, (frozenset(), "") if char.isspace() else (marks, href)) for char in text]

    def end(self) -> None:
        joined = "".join(char for char, _ in self.runs)
        kept: list[tuple[str, Any]] = []
        for char, facts in self.runs:
            before = kept[-1][0] if kept else "\n"
            if char == "\n":
                while kept and kept[-1][0] == " ":
                    kept.pop()
                if kept:
                    kept.append((char, facts))
            elif char != " " or before not in " \n":
                kept.append((char, facts))
        while kept and kept[-1][0] in " \n":
            kept.pop()
        if joined.strip(" \n"):
            self.blocks.append((*self.kind, _merged(kept)))
        self.runs = []


def _merged(characters: list[tuple[str, Any]]) -> list[tuple]:
    merged: list[list] = []
    for char, facts in characters:
        if merged and merged[-1][1] == facts:
            merged[-1][0] += char
        else:
            merged.append([char, facts])
    return [(text, tuple(sorted(marks)), href) for text, (marks, href) in merged]
