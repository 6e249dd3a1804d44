from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .collecting import Collector, Document, Look, join_lines
from .elements import BLOCKS, FOREIGN, HEADINGS, KINDS, UNSEEN, words_of
from .left_out import LeftOut
from .links import read_address
from .list_reading import ListReading
from .lists import join_lists
from .nesting import MAX_DEPTH, NestedTooDeeplyError, check_nesting
from .parts import BREAK, Heading, Line, Part, Rule, Run
from .styles import Declarations, StyleSheet, marks_of, reason_to_leave_out
from .table_reading import TableReading

TITLE_CLASSES = {"msotitle", "title"}
COMMENT_CLASSES = {"msocommentreference", "msocommenttext", "msocomtxt"}
_BLOCK_DISPLAYS = {"block", "flex", "flow-root", "grid", "list-item", "table", "table-cell", "table-row"}
_COMMENT_LINK = re.compile(r"#_?(mso(com|anchor)_|cmnt)")

Skip = Callable[[LexborNode], str]


def parse(html: str) -> tuple[LexborHTMLParser, StyleSheet]:
    """The document as browsers parse it, with its style sheet.

    :raises NestedTooDeeplyError: if elements are nested too deeply, or there are too many.
    """
    style_sheet = StyleSheet(check_nesting(html))
    tree = LexborHTMLParser(html)
    _check_depth(tree.root)
    return tree, style_sheet


def read_html(html: str, *, own_addresses: Sequence[str] = ()) -> Document:
    """The parts of untrusted HTML.

    :param own_addresses: URLs below which only staff have access; links there are left out.
    :raises NestedTooDeeplyError: if elements are nested too deeply, or there are too many.
    """
    tree, style_sheet = parse(html)
    return read_node(tree.body or tree.root, style_sheet, own_addresses=own_addresses)


def read_node(
    root: LexborNode, style_sheet: StyleSheet, *, own_addresses: Sequence[str] = (), skip: Skip | None = None
) -> Document:
    """The parts of one element.

    :param skip: returns why a nested element is left out, or an empty string.
    """
    reader = _Reader(style_sheet, own_addresses, skip or (lambda node: ""))
    document = reader.document
    document.parts = reader.parts_in(root, Look())
    return document


class _Reader(ListReading, TableReading):
    def __init__(self, style_sheet: StyleSheet, own_addresses: Sequence[str], skip: Skip) -> None:
        self.style_sheet = style_sheet
        self.own_addresses = own_addresses
        self.skip = skip
        self.document = Document()
        self.ids: list[str] = []

    def parts_in(self, node: LexborNode, look: Look) -> list[Part]:
        out = Collector()
        self._walk(node, look, out)
        out.end_line()
        return join_lists(out.parts)

    def line_in(self, node: LexborNode, look: Look) -> Line:
        """The text of an element on one line, whatever it contains."""
        lines = (line for part in self.parts_in(node, look) for line in self._lines(part))
        return join_lines(lines, Run(" "))

    def _walk(self, node: LexborNode, look: Look, out: Collector) -> None:
        for child in node.iter(include_text=True):
            if child.is_text_node:
                self._text(child.text_content or "", look, out)
            elif child.is_element_node:
                self._element(child, look, out)

    def _text(self, text: str, look: Look, out: Collector) -> None:
        if look.keeps_lines:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                out.line += [BREAK] if number else []
                out.line.append(Run(line, look.marks, look.href))
            return
        if text.strip():
            self.ids.clear()
        out.line.append(Run(text.replace("\n", " "), look.marks, look.href))

    def _element(self, node: LexborNode, look: Look, out: Collector) -> None:
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
        read = getattr(self, f"_read_{KINDS.get(name, '')}", None)
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
        """Whether an element is left out. It is then reported."""
        reason = self._reason(node, node.tag or "", node.attributes, self._declared(node))
        if reason:
            self._leave_out(reason, node)
        return bool(reason)

    def _leave_out(self, reason: str, node: LexborNode) -> None:
        words = words_of(node) if reason not in ("script",) else ""
        if words or reason in FOREIGN:
            self.document.left_out.append(LeftOut(reason, words))
        for image in node.css("img") if node.tag != "img" else []:
            self._read_image(image, Look(), Collector())

    def _note_id(self, attributes: Mapping[str, str | None]) -> None:
        self.ids += [value for key in ("id", "name") if (value := attributes.get(key))]

    def _note(self, note: str) -> None:
        if note not in self.document.notes:
            self.document.notes.append(note)

    # Elements that are more than text

    def _read_link(self, node: LexborNode, look: Look, out: Collector) -> None:
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

    def _read_image(self, node: LexborNode, look: Look, out: Collector) -> None:
        source = node.attributes.get("src") or ""
        name = "image within the text" if source.startswith("data:") else source[:80]
        self.document.left_out.append(LeftOut("image", " ".join((node.attributes.get("alt") or name).split())))

    def _read_break(self, node: LexborNode, look: Look, out: Collector) -> None:
        out.line.append(BREAK)

    def _read_rule(self, node: LexborNode, look: Look, out: Collector) -> None:
        out.add(Rule())

    def _read_lines(self, node: LexborNode, look: Look, out: Collector) -> None:
        out.end_line()
        self._walk(node, look._replace(keeps_lines=True), out)
        out.end_line()

    def _read_quotation(self, node: LexborNode, look: Look, out: Collector) -> None:
        out.line.append(Run("“", look.marks, look.href))
        self._walk(node, look, out)
        out.line.append(Run("”", look.marks, look.href))

    def _read_reading(self, node: LexborNode, look: Look, out: Collector) -> None:
        out.line.append(Run("(", look.marks, look.href))
        self._walk(node, look, out)
        out.line.append(Run(")", look.marks, look.href))

    def _read_blockquote(self, node: LexborNode, look: Look, out: Collector) -> None:
        self._note("A block quote became paragraphs.")
        out.end_line()
        self._walk(node, look, out)
        out.end_line()

    def _heading(self, node: LexborNode, level: int, look: Look, out: Collector) -> None:
        out.end_line()
        before = list(self.ids)
        self.ids.clear()
        inside = [each.attributes.get(key) for each in node.css("[id], [name]") for key in ("id", "name")]
        line = self.line_in(node, look)
        if line:
            out.add(Heading(level, line, [each for each in (*before, *inside) if each]))
        self.ids.clear()

    def _read_form(self, node: LexborNode, look: Look, out: Collector) -> None:
        """A form is left out, except one around a whole page."""
        if node.css_first("h1, h2, p") is None:
            self._leave_out("form", node)
            return
        out.end_line()
        self._walk(node, look, out)
        out.end_line()


def _check_depth(root: LexborNode | None) -> None:
    """After parsing: the parser inserts some elements around others."""
    level = [root] if root else []
    for _depth in range(4 * MAX_DEPTH):
        level = [child for node in level for child in node.iter(include_text=False)]
        if not level:
            return
    raise NestedTooDeeplyError(f"Elements are nested more than {MAX_DEPTH} levels deep.")


def _level(name: str, attributes: Mapping[str, str | None]) -> int:
    level = attributes.get("aria-level") or ""
    return HEADINGS.get(name) or (int(level) if level in "123456" and level else 2)


def _is_title(name: str, attributes: Mapping[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").lower().split()
    return name == "p" and any(each in TITLE_CLASSES or each.startswith("msotitlecxsp") for each in classes)
