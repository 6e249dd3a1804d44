"""Prepares a Word file (Office Open XML, ECMA-376 part 1) for mammoth, which reads the text of its paragraphs.

Struck-out and hidden text, which mammoth would keep, is removed and reported, and so is what mammoth silently drops:
deleted text, comments, headers and footers. What it does not support (fields, marks from styles, outline levels) is
rewritten so that it does.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from ...foreign_html.left_out import LeftOut
from ..errors import ArticleImportError
from .word_amplification import check_fields, check_notes
from .word_styles import WordStyles, local, value_of
from .word_xml import WordXml

_WRAPPERS = {"fldSimple", "customXml", "bdo", "dir", "ruby", "rubyBase"}
_WORDS = {"t", "delText"}
_REVISIONS = {"del": "deleted", "moveFrom": "moved elsewhere"}
# What mammoth reads besides the document, under default names.
_READ_KINDS = ("styles", "numbering", "footnotes", "endnotes", "comments")
_LEFT_OUT_PARTS = {"header": "header", "footer": "footer", "comments": "comment"}


class WordPackage:
    """The parts of a Word file by their names, and what was left out of it.

    :raises ArticleImportError: if it has no document.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.document = ""
        self.others: list[tuple[str, str]] = []
        self._reader = WordXml()
        self._trees: dict[str, Element] = {}
        documents = [name for kind, name in self._relations("") if kind == "officeDocument"]
        self.document = next((name for name in [*documents, "word/document.xml"] if name in self.parts), "")
        if not self.document:
            raise ArticleImportError("The file is not a Word file (.docx): there is no document in it.")
        # Each once, however often it is referred to.
        self.others = list(dict.fromkeys(self._relations(self.document)))

    def text_parts(self) -> list[str]:
        """The names of the parts with text: the document, and its notes."""
        notes = [name for kind, name in self.others if kind in ("footnotes", "endnotes")]
        return [name for name in dict.fromkeys([self.document, *notes]) if name in self.parts]

    def prepared(self) -> bytes:
        """The file as mammoth reads it without a loss."""
        styles_part = next((name for kind, name in self.others if kind == "styles"), "")
        styles = WordStyles(self._xml(styles_part) if styles_part in self.parts else Element("styles"))
        texts = [self._xml(name) for name in self.text_parts()]
        check_notes(texts)
        check_fields(texts)
        for root in texts:
            _Preparation(styles, self.left_out).prepare(root)
        self._name_other_parts()
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name in self._read_parts():
                archive.writestr(name, tostring(self._xml(name), encoding="utf-8", xml_declaration=True))
        return made.getvalue()

    def _read_parts(self) -> list[str]:
        """The names of all parts that mammoth reads, so that it gets no part that was not counted."""
        folder = posixpath.dirname(self.document)
        named = [name for kind, name in self.others if kind in _READ_KINDS]
        usual = [posixpath.join(place, f"{kind}.xml") for place in {folder, "word"} for kind in _READ_KINDS]
        read = dict.fromkeys([self.document, *named, *usual])
        names = ["[Content_Types].xml", _relations_of(""), *read, *map(_relations_of, read)]
        return [name for name in names if name in self.parts]

    def _name_other_parts(self) -> None:
        for kind, name in self.others:
            if kind not in _LEFT_OUT_PARTS or name not in self.parts:
                continue
            root = self._xml(name)
            texts = [words_of(each) for each in (root if kind == "comments" else [root])]
            self.left_out += [LeftOut(_LEFT_OUT_PARTS[kind], text) for text in texts if text]

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """The types and names of the parts that a part refers to."""
        folder = posixpath.dirname(part)
        if _relations_of(part) not in self.parts:
            return []
        found = []
        for relation in self._xml(_relations_of(part)):
            target = relation.get("Target", "")
            if relation.get("TargetMode") != "External":
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                found.append((relation.get("Type", "").rpartition("/")[2], posixpath.normpath(path)))
        return found

    def _xml(self, name: str) -> Element:
        if name not in self._trees:
            self._trees[name] = self._reader.read(self.parts[name], self._held_in(name))
        return self._trees[name]

    def _held_in(self, name: str) -> str:
        kinds = (kind for kind, other in self.others if other == name)
        return "text" if name == self.document else next(kinds, name)


def _relations_of(part: str) -> str:
    """The name of the part with the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def words_of(element: Element) -> str:
    """The text in an element, on one line."""
    pieces = []
    for each in element.iter():
        name = local(each)
        if name in _WORDS:
            pieces.append(each.text or "")
        elif name in ("p", "tab", "br", "tc"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


class _Preparation:
    """One part of the file, modified in place."""

    def __init__(self, styles: WordStyles, left_out: list[LeftOut]) -> None:
        self.styles = styles
        self.left_out = left_out
        self.with_words: set[Element] = set()

    def prepare(self, root: Element) -> None:
        waiting: list[tuple[Element, str]] = [(root, "")]
        order: list[tuple[Element, str]] = []
        while waiting:
            element, style = waiting.pop()
            if local(element) == "p":
                style = self._paragraph(element)
            order.append((element, style))
            waiting += [(child, style) for child in reversed(element)]
        # From the inside out, so that unwrapped elements are processed already.
        for element, style in reversed(order):
            self._children(element, style)

    def _paragraph(self, paragraph: Element) -> str:
        """Its style, under the name that mammoth knows: a title's, or a heading's for an outline level."""
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
            if local(child) == "r" or child in self.with_words:
                gone.append(("", ""))
            kept += self._unwrapped(child)
        self._name(gone)
        if (name in _WORDS and (parent.text or "").strip()) or not self.with_words.isdisjoint(kept):
            self.with_words.add(parent)
        if len(kept) != len(parent) or any(one is not other for one, other in zip(kept, parent, strict=True)):
            parent[:] = kept

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
            return reason, words_of(element) if reason else ""
        return "", ""

    def _name(self, gone: list[tuple[str, str]]) -> None:
        """Consecutive texts are reported as one."""
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


def _child(element: Element | None, name: str) -> Element | None:
    children: Iterator[Element] = iter(element if element is not None else ())
    return next((child for child in children if local(child) == name), None)


def _named(like: Element, name: str) -> str:
    return f"{like.tag.rpartition('}')[0]}}}{name}" if "}" in like.tag else name
