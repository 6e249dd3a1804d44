from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from .collecting import Collector, Look, join_lines
from .elements import UNSEEN, words_of
from .lists import join_lists, marker
from .parts import (
    BREAK,
    Heading,
    Item,
    Line,
    List,
    ListLine,
    Paragraph,
    Part,
    Run,
    Table,
    plain,
    tidy,
)
from .styles import declarations, marks_of

_MSO_LEVEL = re.compile(r"\blevel(\d)")
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)\b")


class ListReading:
    """The part of the parser for lists: those of HTML, of Word and of Google Docs, and definition lists."""

    def _read_list(self, node: LexborNode, look: Look, out: Collector) -> None:
        google = _GOOGLE_LIST.search(node.attributes.get("class") or "")
        found = self._list(node, look)
        if not google:
            out.add(found)
            return
        out.end_line()
        for item in found.items:
            line = join_lines(item.lines, BREAK)
            out.parts.append(ListLine(int(google[1]) + 1, found.ordered, line))
            out.parts += item.lists

    def _list(self, node: LexborNode, look: Look) -> List:
        found = List(node.tag == "ol")
        start = node.attributes.get("start") or "1"
        if found.ordered and start != "1" and not _GOOGLE_LIST.search(node.attributes.get("class") or ""):
            self._note(f"A list that began with number {start[:9]} now begins with 1.")
        for child in node.iter(include_text=True):
            if child.is_text_node:
                line = tidy([Run(child.text_content or "", look.marks, look.href)])
                found.items += [Item([line])] if line else []
                continue
            if not child.is_element_node:
                continue
            out = Collector()
            self._element(child, look, out) if child.tag != "li" else self._item(child, look, out)
            out.end_line()
            parts = join_lists(out.parts)
            if child.tag in ("ul", "ol") and found.items:
                found.items[-1].lists += [part for part in parts if isinstance(part, List)]
            else:
                found.items += self._items(parts)
        return found

    def _item(self, node: LexborNode, look: Look, out: Collector) -> None:
        if self._left_out(node):
            return
        look = look._replace(marks=marks_of("li", self._declared(node), look.marks))
        self._walk(node, look, out)

    def _items(self, parts: Iterable[Part]) -> list[Item]:
        """The parts of one item. What follows a nested list becomes an item of its own: the editor supports nothing
        else.
        """
        items: list[Item] = []
        for part in parts:
            if isinstance(part, List):
                items = items or [Item()]
                items[-1].lists.append(part)
                continue
            lines = self._lines(part)
            if items and not items[-1].lists:
                items[-1].lines += lines
            elif lines:
                if items:
                    self._note("Text after a nested list became an item of its own.")
                items.append(Item(lines))
        return items

    def _lines(self, part: Part) -> list[Line]:
        """A part as lines, if nothing else is allowed."""
        if isinstance(part, Table):
            self._note("A table inside a list, a heading or another table became lines of text.")
            rows = [[join_lines((line for each in cell for line in self._lines(each)), Run(" ")) for cell in row]
                    for row in part.rows]  # fmt: skip
            headings = [[Run(heading)] for heading in part.headings if heading]
            caption = [[Run(part.caption)]] if part.caption else []
            return [*caption, *(join_lines(filter(None, row), Run(" – ")) for row in [headings, *rows] if any(row))]
        if isinstance(part, List):
            return [line for item in part.items for line in [*item.lines, *(
                each for nested in item.lists for each in self._lines(nested)
            )]]  # fmt: skip
        return [part.line] if isinstance(part, Paragraph | Heading | ListLine) else []

    def _mso_item(self, node: LexborNode, style: str, look: Look, out: Collector) -> None:
        level = _MSO_LEVEL.search(style)
        ordered, number = marker(next(
            (words_of(each) for each in node.css("span") if "ignore" in _own_list_style(each)), ""
        ))  # fmt: skip
        line = self.line_in(node, look)
        if line:
            out.add(ListLine(int(level[1]) if level else 1, ordered, line, number))

    def _read_definitions(self, node: LexborNode, look: Look, out: Collector) -> None:
        found, terms, has_definition = List(False), Item(), False
        for child in _definitions(node):
            if self._left_out(child):
                continue
            parts = self.parts_in(child, look)
            if child.tag == "dt":
                if has_definition:
                    found.items.append(terms)
                    terms, has_definition = Item(), False
                terms.lines += [_bold(line) for part in parts for line in self._lines(part)]
                continue
            lines = [line for part in parts if not isinstance(part, List) for line in self._lines(part)]
            if lines and terms.lines and not has_definition:
                lines[0] = [*_with_colon(terms.lines.pop()), Run(" "), *lines[0]]
            terms.lines += lines
            terms.lists += [part for part in parts if isinstance(part, List)]
            has_definition = True
        found.items += [terms] if terms.lines or terms.lists else []
        if found.items:
            out.add(found)

    def _declared(self, node: LexborNode) -> dict[str, str]:
        return self.style_sheet.declarations(node.tag or "", node.attributes)


def _own_list_style(node: LexborNode) -> str:
    return declarations(node.attributes.get("style") or "").get("mso-list", "")


def _definitions(node: LexborNode) -> Iterable[LexborNode]:
    for child in node.iter(include_text=False):
        if child.tag == "div":
            yield from _definitions(child)
        elif child.is_element_node and child.tag not in UNSEEN:
            yield child


def _bold(line: Line) -> Line:
    return [run._replace(marks=run.marks | {"b"}) if run != BREAK else run for run in line]


def _with_colon(term: Line) -> Line:
    return term if plain(term).endswith((":", "?", "!", ".", "：", "؟")) else [*term, Run(":", frozenset({"b"}))]
