"""A Word file (Office Open XML, ECMA-376 part 1) made ready for mammoth, which reads the words of its paragraphs.

What mammoth keeps though it is struck out or hidden is taken out and named, and so is what it leaves out without a
word: deleted text, comments, headers and footers. What it does not know (fields, marks that come from styles, levels
of an outline) is written as it knows it.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from pages.foreign_html.left_out import LeftOut
from pages.importers.errors import ArticleImportError
from pages.importers.readers.word_styles import WordStyles, local, value_of

MAX_DEPTH = 200
_WRAPPERS = {"fldSimple", "customXml", "bdo", "dir", "ruby", "rubyBase"}
_REVISIONS = {"del": "deleted", "moveFrom": "moved elsewhere"}
_LEFT_OUT_PARTS = {"header": "header", "footer": "footer", "comments": "comment"}


class WordPackage:
    """The parts of a Word file by their names, and what was left out of it.

    :raises ArticleImportError: when it holds no document.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        documents = [name for kind, name in self._relations("") if kind == "officeDocument"]
        self.document = next((name for name in [*documents, "word/document.xml"] if name in self.parts), "")
        if not self.document:
            raise ArticleImportError("The file is no Word file (.docx): it has no document in it.")
        self.others = self._relations(self.document)

    def text_parts(self) -> list[str]:
        """The names of the parts whose words belong to the text: the document, and its notes."""
        return [self.document, *(name for kind, name in self.others if kind in ("footnotes", "endnotes"))]

    def prepared(self) -> bytes:
        """The file as mammoth reads it without a loss."""
        styles_part = next((name for kind, name in self.others if kind == "styles"), "")
        styles = WordStyles(self._xml(styles_part) if styles_part in self.parts else Element("styles"))
        parts = dict(self.parts)
        for name in self.text_parts():
            if name in parts:
                root = self._xml(name)
                _Preparation(styles, self.left_out).prepare(root)
                parts[name] = tostring(root, encoding="utf-8", xml_declaration=True)
        self._name_other_parts()
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return made.getvalue()

    def _name_other_parts(self) -> None:
        for kind, name in self.others:
            if kind not in _LEFT_OUT_PARTS or name not in self.parts:
                continue
            root = self._xml(name)
            texts = [words_of(each) for each in (root if kind == "comments" else [root])]
            self.left_out += [LeftOut(_LEFT_OUT_PARTS[kind], text) for text in texts if text]

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """The kinds and names of the parts that a part refers to."""
        folder, name = posixpath.split(part)
        content = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        if content is None:
            return []
        found = []
        for relation in _parse(content):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((relation.get("Type", "").rpartition("/")[2], posixpath.normpath(path)))
        return found

    def _xml(self, name: str) -> Element:
        return _parse(self.parts[name])


def words_of(element: Element) -> str:
    """The words in an element, on one line."""
    pieces = []
    for each in element.iter():
        name = local(each)
        if name in ("t", "delText"):
            pieces.append(each.text or "")
        elif name in ("p", "tab", "br", "tc"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


class _Preparation:
    """One part of the file, changed in place."""

    def __init__(self, styles: WordStyles, left_out: list[LeftOut]) -> None:
        self.styles = styles
        self.left_out = left_out
        self.going: tuple[str, list[str]] = ("", [])

    def prepare(self, root: Element) -> None:
        waiting: list[tuple[Element, str]] = [(root, "")]
        order: list[tuple[Element, str]] = []
        while waiting:
            element, style = waiting.pop()
            if local(element) == "p":
                style = self._paragraph(element)
            order.append((element, style))
            waiting += [(child, style) for child in reversed(element)]
        # From the inside out, so that what is unwrapped is ready.
        for element, style in reversed(order):
            self._children(element, style)

    def _paragraph(self, paragraph: Element) -> str:
        """Its style, by the name that mammoth knows: a title's, or a heading's for a level of the outline."""
        properties = _child(paragraph, "pPr")
        style = value_of(_child(properties, "pStyle"))
        known = self.styles.heading_of(style, value_of(_child(properties, "outlineLvl")))
        if known:
            if properties is None:
                properties = Element(_named(paragraph, "pPr"))
                paragraph.insert(0, properties)
            named = _child(properties, "pStyle")
            if named is None:
                named = SubElement(properties, _named(paragraph, "pStyle"))
            named.set(_named(paragraph, "val"), known)
        return style

    def _children(self, parent: Element, style: str) -> None:
        kept: list[Element] = []
        name = local(parent)
        gone: list[tuple[str, str]] = []
        for child in list(parent):
            reason, words = self._reason(child, style) if name not in ("rPr", "trPr") else ("", "")
            if reason:
                gone.append((reason, words))
                continue
            if local(child) == "r" or words_of(child):
                gone.append(("", ""))
            kept += self._unwrapped(child)
        self._name(gone)
        if len(kept) != len(parent) or any(one is not other for one, other in zip(kept, parent, strict=True)):
            for child in list(parent):
                parent.remove(child)
            parent.extend(kept)

    def _reason(self, element: Element, style: str) -> tuple[str, str]:
        name = local(element)
        if name in _REVISIONS:
            return _REVISIONS[name], words_of(element)
        if name == "tr" and _child(_child(element, "trPr"), "del") is not None:
            return "deleted", words_of(element)
        if name in ("oMath", "oMathPara"):
            return "formula", words_of(element)
        if name == "r":
            reason = self.styles.reason_to_leave_out(_child(element, "rPr"), style)
            if not reason:
                self.styles.write_marks(element)
            return reason, words_of(element)
        return "", ""

    def _name(self, gone: list[tuple[str, str]]) -> None:
        """What goes in a row is named as one."""
        reason, words = "", ""
        for next_reason, next_words in [*gone, ("", "")]:
            if next_reason == reason:
                words += f" {next_words}"
                continue
            if reason and words.strip():
                self.left_out.append(LeftOut(reason, " ".join(words.split())))
            reason, words = next_reason, next_words

    @staticmethod
    def _unwrapped(element: Element) -> list[Element]:
        if local(element) == "rt":
            return []
        return list(element) if local(element) in _WRAPPERS else [element]


def _parse(content: bytes) -> Element:
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ArticleImportError(
            "The Word file is damaged: its text cannot be read. Open it in Word and save it again as .docx."
        ) from error
    level = [root]
    for _depth in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise ArticleImportError(f"The Word file has elements nested more than {MAX_DEPTH} deep. Save it again in Word.")


def _child(element: Element | None, name: str) -> Element | None:
    children: Iterator[Element] = iter(element if element is not None else ())
    return next((child for child in children if local(child) == name), None)


def _named(like: Element, name: str) -> str:
    return f"{like.tag.rpartition('}')[0]}}}{name}" if "}" in like.tag else name
