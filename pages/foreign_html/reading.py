from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.foreign_html.left_out import LeftOut
from pages.foreign_html.links import read_address
from pages.foreign_html.lists import join_lists, marker
from pages.foreign_html.nesting import MAX_DEPTH, NestedTooDeeplyError, check_nesting
from pages.foreign_html.parts import (
    BREAK,
    Heading,
    Item,
    Line,
    List,
    ListLine,
    Paragraph,
    Part,
    Rule,
    Run,
    Table,
    paragraphs,
    plain,
    plain_parts,
    tidy,
)
from pages.foreign_html.styles import Declarations, StyleSheet, declarations, marks_of, reason_to_leave_out
from pages.foreign_html.tables import Cell, Grid, is_layout, read_grid, to_table

HEADINGS = {f"h{level}": level for level in range(1, 7)}
TITLE_CLASSES = {"msotitle", "title"}
COMMENT_CLASSES = {"msocommentreference", "msocommenttext", "msocomtxt"}
# With their content: none of it is text of an article.
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
_BLOCK_DISPLAYS = {"block", "flex", "flow-root", "grid", "list-item", "table", "table-cell", "table-row"}
_MSO_LEVEL = re.compile(r"\blevel(\d)")
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)\b")
_COMMENT_LINK = re.compile(r"#_?(mso(com|anchor)_|cmnt)")

Skip = Callable[[LexborNode], str]


class Look(NamedTuple):
    """How words stand where they are."""

    marks: frozenset[str] = frozenset()
    href: str = ""
    keeps_lines: bool = False


@dataclass
class Document:
    """What was read: its parts, what was left out of it, and what deserves a look."""

    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What its style calls the title."""
        return next((plain(part.line) for part in self.parts if isinstance(part, Heading) and not part.level), "")


def parse(html: str) -> tuple[LexborHTMLParser, StyleSheet]:
    """The document as browsers read it, with its style sheet.

    :raises NestedTooDeeplyError: when elements are nested too deeply, or there are too many.
    """
    style_sheet = StyleSheet(check_nesting(html))
    tree = LexborHTMLParser(html)
    _check_depth(tree.root)
    return tree, style_sheet


def read_html(html: str, *, own_addresses: Sequence[str] = ()) -> Document:
    """The parts of an HTML text that is not trusted.

    :param own_addresses: addresses below which only staff can go; links there are left out.
    :raises NestedTooDeeplyError: when elements are nested too deeply, or there are too many.
    """
    tree, style_sheet = parse(html)
    return read_node(tree.body or tree.root, style_sheet, own_addresses=own_addresses)


def read_node(
    root: LexborNode, style_sheet: StyleSheet, *, own_addresses: Sequence[str] = (), skip: Skip | None = None
) -> Document:
    """The parts of one element.

    :param skip: says why an element inside is left out, or nothing.
    """
    reader = _Reader(style_sheet, own_addresses, skip or (lambda node: ""))
    document = reader.document
    document.parts = reader.parts_in(root, Look())
    return document


def words_of(node: LexborNode) -> str:
    """All words in an element, on one line."""
    return " ".join("".join(_texts(node)).split())


class _Collector:
    """Collects the parts of one element, and the line that is being read."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.line: Line = []

    def add(self, part: Part) -> None:
        self.end_line()
        self.parts.append(part)

    def end_line(self) -> None:
        self.parts += [Paragraph(line) for line in paragraphs(self.line)]
        self.line = []


class _Reader:
    def __init__(self, style_sheet: StyleSheet, own_addresses: Sequence[str], skip: Skip) -> None:
        self.style_sheet = style_sheet
        self.own_addresses = own_addresses
        self.skip = skip
        self.document = Document()
        self.ids: list[str] = []

    def parts_in(self, node: LexborNode, look: Look) -> list[Part]:
        out = _Collector()
        self._walk(node, look, out)
        out.end_line()
        return join_lists(out.parts)

    def line_in(self, node: LexborNode, look: Look) -> Line:
        """The words of an element on one line, whatever stands in it."""
        lines = (line for part in self.parts_in(node, look) for line in self._lines(part))
        return join_lines(lines, Run(" "))

    def _walk(self, node: LexborNode, look: Look, out: _Collector) -> None:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self._text(child.text_content or "", look, out)
            elif child.is_element_node:
                self._element(child, look, out)

    def _text(self, text: str, look: Look, out: _Collector) -> None:
        if look.keeps_lines:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                out.line += [BREAK] if number else []
                out.line.append(Run(line, look.marks, look.href))
            return
        if text.strip():
            self.ids.clear()
        out.line.append(Run(text.replace("\n", " "), look.marks, look.href))

    def _element(self, node: LexborNode, look: Look, out: _Collector) -> None:
        name, attributes = node.tag or "", node.attributes
        declared = self.style_sheet.declarations(name, attributes)
        if name in UNSEEN or declared.get("mso-list") == "ignore":
            return
        reason = self._reason(node, name, attributes, declared)
        if reason:
            self._leave_out(reason, node)
            return
        self._note_id(attributes)
        look = look._replace(marks=marks_of(name, declared, look.marks))
        read = getattr(self, f"_read_{_METHODS.get(name, '')}", None)
        if name in HEADINGS or attributes.get("role") == "heading":
            self._heading(node, _level(name, attributes), look, out)
        elif read is not None:
            read(node, look, out)
        elif _is_title(name, attributes):
            self._heading(node, 0, look, out)
        elif "level" in declared.get("mso-list", ""):
            self._mso_item(node, declared["mso-list"], look, out)
        elif name in BLOCKS or declared.get("display") in _BLOCK_DISPLAYS:
            out.end_line()
            self._walk(node, look, out)
            out.end_line()
        else:
            self._walk(node, look, out)

    def _reason(self, node: LexborNode, name: str, attributes: Mapping[str, str | None], declared: Declarations) -> str:
        if reason := self.skip(node):
            return reason
        if reason := reason_to_leave_out(name, attributes, declared):
            return reason
        classes = set((attributes.get("class") or "").lower().split())
        if "msodel" in classes:
            return "deleted"
        is_comment = COMMENT_CLASSES & classes or declared.get("mso-element") in ("comment", "comment-list")
        href = attributes.get("href") or ""
        # Google Docs writes comments as paragraphs at the end, each with a link back.
        is_comment = is_comment or (name == "p" and node.css_first("a[href^='#cmnt_ref']") is not None)
        if is_comment or (name == "a" and _COMMENT_LINK.search(href)):
            return "comment"
        return name if name in FOREIGN else ""

    def _left_out(self, node: LexborNode) -> bool:
        """Whether an element does not count. It is named then."""
        reason = self._reason(node, node.tag or "", node.attributes, self._declared(node))
        if reason:
            self._leave_out(reason, node)
        return bool(reason)

    def _leave_out(self, reason: str, node: LexborNode) -> None:
        words = words_of(node) if reason not in ("script",) else ""
        if words or reason in FOREIGN:
            self.document.left_out.append(LeftOut(reason, words))
        for image in node.css("img") if node.tag != "img" else []:
            self._read_image(image, Look(), _Collector())

    def _note_id(self, attributes: Mapping[str, str | None]) -> None:
        self.ids += [value for key in ("id", "name") if (value := attributes.get(key))]

    def _note(self, note: str) -> None:
        if note not in self.document.notes:
            self.document.notes.append(note)

    # Elements that are more than words

    def _read_link(self, node: LexborNode, look: Look, out: _Collector) -> None:
        href = node.attributes.get("href")
        if href is None:
            self._walk(node, look, out)
            return
        address = read_address(href, self.own_addresses)
        if address.fault:
            words = words_of(node)
            named = f"{words} → {href.strip()[:200]}" if not href.startswith("data:") else words
            if address.href:
                self._note(f"{address.fault}, kept: {named}")
            else:
                self.document.left_out.append(LeftOut(address.fault, named))
        self._walk(node, look._replace(href=address.href), out)

    def _read_image(self, node: LexborNode, look: Look, out: _Collector) -> None:
        source = node.attributes.get("src") or ""
        name = "picture within the text" if source.startswith("data:") else source[:80]
        self.document.left_out.append(LeftOut("image", " ".join((node.attributes.get("alt") or name).split())))

    def _read_break(self, node: LexborNode, look: Look, out: _Collector) -> None:
        out.line.append(BREAK)

    def _read_rule(self, node: LexborNode, look: Look, out: _Collector) -> None:
        out.add(Rule())

    def _read_lines(self, node: LexborNode, look: Look, out: _Collector) -> None:
        out.end_line()
        self._walk(node, look._replace(keeps_lines=True), out)
        out.end_line()

    def _read_quotation(self, node: LexborNode, look: Look, out: _Collector) -> None:
        out.line.append(Run("“", look.marks, look.href))
        self._walk(node, look, out)
        out.line.append(Run("”", look.marks, look.href))

    def _read_reading(self, node: LexborNode, look: Look, out: _Collector) -> None:
        out.line.append(Run("(", look.marks, look.href))
        self._walk(node, look, out)
        out.line.append(Run(")", look.marks, look.href))

    def _read_blockquote(self, node: LexborNode, look: Look, out: _Collector) -> None:
        self._note("A block quote became paragraphs.")
        out.end_line()
        self._walk(node, look, out)
        out.end_line()

    def _heading(self, node: LexborNode, level: int, look: Look, out: _Collector) -> None:
        out.end_line()
        before = list(self.ids)
        self.ids.clear()
        inside = [each.attributes.get(key) for each in node.css("[id], [name]") for key in ("id", "name")]
        line = self.line_in(node, look)
        if line:
            out.add(Heading(level, line, [each for each in (*before, *inside) if each]))
        self.ids.clear()

    def _read_form(self, node: LexborNode, look: Look, out: _Collector) -> None:
        """A form is left out, but one around a whole page."""
        if node.css_first("h1, h2, p") is None:
            self._leave_out("form", node)
            return
        out.end_line()
        self._walk(node, look, out)
        out.end_line()

    # Lists

    def _read_list(self, node: LexborNode, look: Look, out: _Collector) -> None:
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
            self._note(f"A list whose first number is {start[:9]} begins at 1 now.")
        for child in node.iter(include_text=True):
            if child.is_text_node:
                line = tidy([Run(child.text_content or "", look.marks, look.href)])
                found.items += [Item([line])] if line else []
                continue
            if not child.is_element_node:
                continue
            out = _Collector()
            self._element(child, look, out) if child.tag != "li" else self._item(child, look, out)
            out.end_line()
            parts = join_lists(out.parts)
            if child.tag in ("ul", "ol") and found.items:
                found.items[-1].lists += [part for part in parts if isinstance(part, List)]
            else:
                found.items += self._items(parts)
        return found

    def _item(self, node: LexborNode, look: Look, out: _Collector) -> None:
        if self._left_out(node):
            return
        look = look._replace(marks=marks_of("li", self._declared(node), look.marks))
        self._walk(node, look, out)

    def _items(self, parts: Iterable[Part]) -> list[Item]:
        """The parts of one item. What follows a list within it becomes an item of its own: the editor has no other."""
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
                    self._note("Words after a list within a list became an item of their own.")
                items.append(Item(lines))
        return items

    def _lines(self, part: Part) -> list[Line]:
        """A part where only lines can stand."""
        if isinstance(part, Table):
            self._note("A table within a list, a heading or another table became lines.")
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

    def _mso_item(self, node: LexborNode, style: str, look: Look, out: _Collector) -> None:
        level = _MSO_LEVEL.search(style)
        ordered, number = marker(next(
            (words_of(each) for each in node.css("span") if "ignore" in _own_list_style(each)), ""
        ))  # fmt: skip
        line = self.line_in(node, look)
        if line:
            out.add(ListLine(int(level[1]) if level else 1, ordered, line, number))

    def _read_definitions(self, node: LexborNode, look: Look, out: _Collector) -> None:
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

    # Tables

    def _read_table(self, node: LexborNode, look: Look, out: _Collector) -> None:
        look = look._replace(marks=frozenset())
        grid = read_grid(node, self._left_out)
        captions = [self.line_in(each, look) for each in grid.captions]
        cells = [[self._cell(cell, look) for cell in row] for row in grid.rows]
        if is_layout(node, cells):
            out.end_line()
            out.parts += [Paragraph(line) for line in captions if line]
            out.parts += [part for row in cells for cell in row for part in cell.parts]
            return
        found, notes = to_table(Grid(grid.header_rows, cells), " ".join(map(plain, captions)), self._lines)
        for note in notes:
            self._note(note)
        self.document.left_out += found.left_out
        out.add(found.table)

    def _cell(self, node: LexborNode, look: Look) -> Cell:
        name = node.tag or "td"
        if self._left_out(node):
            return Cell([], 1, 1, False)
        parts = self.parts_in(node, look._replace(marks=marks_of(name, self._declared(node), look.marks)))
        spans = (_span(node.attributes.get(key)) for key in ("colspan", "rowspan"))
        return Cell(parts, *spans, name == "th")


_METHODS = {
    "a": "link", "blockquote": "blockquote", "br": "break", "dl": "definitions", "form": "form", "hr": "rule",
    "img": "image", "dir": "list", "menu": "list", "ol": "list", "ul": "list", "pre": "lines", "xmp": "lines",
    "listing": "lines", "q": "quotation", "rt": "reading", "table": "table",
}  # fmt: skip


def join_lines(lines: Iterable[Line], between: Run) -> Line:
    joined: Line = []
    for line in lines:
        joined += [between, *line] if joined else line
    return joined


def _texts(node: LexborNode) -> Iterable[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield child.text_content or ""
        elif child.is_element_node and child.tag not in UNSEEN:
            is_block = child.tag in BLOCKS or (child.tag in _METHODS and child.tag not in ("a", "q", "rt"))
            yield " " if is_block or child.tag in HEADINGS else ""
            yield from _texts(child)
            yield " " if is_block or child.tag in HEADINGS else ""


def _check_depth(root: LexborNode | None) -> None:
    """As parsed: some elements are put around others by the parser."""
    level = [root] if root else []
    for _depth in range(4 * MAX_DEPTH):
        level = [child for node in level for child in node.iter(include_text=False)]
        if not level:
            return
    raise NestedTooDeeplyError(f"Elements are nested more than {MAX_DEPTH} deep.")


def _level(name: str, attributes: Mapping[str, str | None]) -> int:
    level = attributes.get("aria-level") or ""
    return HEADINGS.get(name) or (int(level) if level in "123456" and level else 2)


def _is_title(name: str, attributes: Mapping[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").lower().split()
    return name == "p" and any(each in TITLE_CLASSES or each.startswith("msotitlecxsp") for each in classes)


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


def _span(value: str | None) -> int:
    return min(int(value), 50) if value and value.isdigit() and int(value[:5]) > 0 else 1


__all__ = ["Document", "Look", "parse", "plain_parts", "read_html", "read_node", "words_of"]
