from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

# Localized names of Word's title style.
_TITLES = {"title", "titel", "titre", "título", "titulo", "titolo", "tytuł", "заголовок документа"}
_MARKS = ("b", "i", "vertAlign")
_GONE = {"strike": "struck out", "dstrike": "struck out", "vanish": "hidden"}
_FURTHEST = 20


def local(element: Element) -> str:
    """The name of an element without its namespace: there are two, with the same names."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value_of(element: Element | None) -> str:
    """The attribute ``val``; empty where there is none."""
    attributes = element.attrib if element is not None else {}
    return next((value for name, value in attributes.items() if name.rpartition("}")[2] == "val"), "")


def is_on(element: Element) -> bool:
    """Whether a property such as ``<w:b/>`` is on."""
    return value_of(element) not in ("0", "false", "off", "none", "baseline")


class WordStyles:
    """The styles of a Word file, each with what it inherits."""

    def __init__(self, root: Element) -> None:
        self.styles: dict[str, Element] = {}
        for style in root:
            if local(style) == "style":
                key = next((value for name, value in style.attrib.items() if name.endswith("styleId")), "")
                self.styles[key] = style
        # Each is parsed once, not for each paragraph and run.
        self._headings: dict[tuple[str, str], str] = {}
        self._run_properties: dict[str, dict[str, Element]] = {}

    def heading_of(self, style: str, own_level: str) -> str:
        """``Title`` or ``Heading1`` and so on for a paragraph of that style, empty for others.

        :param own_level: the paragraph's own outline level, from 0; 9 is none.
        """
        key = (style, own_level)
        if key not in self._headings:
            self._headings[key] = self._read_heading(style, own_level)
        return self._headings[key]

    def _read_heading(self, style: str, own_level: str) -> str:
        names = [_name(each).lower() for each in self._chain(style)]
        if any(name in _TITLES for name in names[:2]) or style in ("Title", "Titel"):
            return "Title"
        if any(name.startswith(("heading", "subtitle", "toc ")) for name in names[:1]):
            return ""
        level = own_level or next((value for each in self._chain(style) if (value := _outline_level(each))), "")
        return f"Heading{min(int(level) + 1, 6)}" if level.isdecimal() and len(level) == 1 and int(level) < 9 else ""

    def reason_to_leave_out(self, properties: Element | None, paragraph_style: str) -> str:
        """Why the text of a run is left out: it is struck out or hidden. Empty if it is kept."""
        found = self._properties(properties, paragraph_style, _GONE)
        return next((_GONE[name] for name, element in found.items() if is_on(element)), "")

    def write_marks(self, run: Element) -> None:
        """Write the marks that a run has from its character style into the run itself."""
        properties = next((child for child in run if local(child) == "rPr"), None)
        if properties is None or not any(local(child) == "rStyle" for child in properties):
            return
        own = {local(child) for child in properties}
        for name, element in self._properties(properties, "", _MARKS).items():
            if name not in own and is_on(element):
                SubElement(properties, element.tag, element.attrib)

    def _properties(
        self, properties: Element | None, paragraph_style: str, names: dict[str, str] | tuple[str, ...]
    ) -> dict[str, Element]:
        """The run's own properties of those names, else its style's, else its paragraph's style's."""
        own = list(properties if properties is not None else ())
        style = next((value_of(child) for child in own if local(child) == "rStyle"), "")
        found: dict[str, Element] = {}
        for source in (_first_of_each(own), self._of_style(style), self._of_style(paragraph_style)):
            for name, element in source.items():
                if name in names:
                    found.setdefault(name, element)
        return found

    def _of_style(self, style: str) -> dict[str, Element]:
        """The run properties of a style."""
        if style not in self._run_properties:
            given = (child for each in self._chain(style) for child in each if local(child) == "rPr")
            self._run_properties[style] = _first_of_each(element for properties in given for element in properties)
        return self._run_properties[style]

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while style in self.styles and len(chain) < _FURTHEST:
            chain.append(self.styles[style])
            style = next((value_of(child) for child in chain[-1] if local(child) == "basedOn"), "")
        return chain


def _first_of_each(elements: Iterable[Element]) -> dict[str, Element]:
    """The first relevant one of each name."""
    found: dict[str, Element] = {}
    for element in elements:
        name = local(element)
        if name in _GONE or name in _MARKS:
            found.setdefault(name, element)
    return found


def _name(style: Element) -> str:
    return next((value_of(child) for child in style if local(child) == "name"), "")


def _outline_level(style: Element) -> str:
    return next(
        (value_of(each) for child in style if local(child) == "pPr" for each in child if local(each) == "outlineLvl"),
        "",
    )
