"""Parses the XML of a Word file's parts with limits, which are enforced during parsing."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from ..errors import ArticleImportError

MAX_DEPTH = 200
MAX_BYTES = 10 * 1024 * 1024
# In all parts together: some 500 pages. Mammoth and this code take about 50 microseconds per element.
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 300_000


class WordXml:
    """Parses parts, and counts the elements in all of them."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._bytes_left = MAX_BYTES
        self._elements_left = MAX_ELEMENTS
        self._attributes_left = MAX_ATTRIBUTES

    def read(self, content: bytes, what: str) -> Element:
        """The tree of a part.

        :param what: the plural name of the part's content, for the message.
        :raises ArticleImportError: if it is damaged or nested too deeply, or the parts are too large together.
        """
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            raise ArticleImportError(
                "The Word file is too large for one article: its text, styles and notes have more than "
                f"{MAX_BYTES // 1024**2} MB, with the last part in its {what}. Split it."
            )
        parser = DefusedXMLParser(target=_Tree(self, what), forbid_dtd=True)
        try:
            parser.feed(content)
            return parser.close()
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise ArticleImportError(
                "The Word file is damaged: its text cannot be read. Open it in Word and save it again as .docx."
            ) from error

    def note(self, what: str, attributes: int) -> None:
        """Count one element."""
        self._held[what] += 1 + attributes
        self._elements_left -= 1
        self._attributes_left -= attributes
        if self._elements_left < 0 or self._attributes_left < 0:
            most, kind = (MAX_ELEMENTS, "elements") if self._elements_left < 0 else (MAX_ATTRIBUTES, "attributes")
            raise ArticleImportError(
                f"The Word file is too large for one article: it has more than {most:,} {kind}, most of them in its "
                f"{self._held.most_common(1)[0][0]}. Split it, or copy its text into a new file."
            )


class _Tree(TreeBuilder):
    def __init__(self, xml: WordXml, what: str) -> None:
        super().__init__()
        self._xml = xml
        self._what = what
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ArticleImportError(
                f"The Word file has elements nested more than {MAX_DEPTH} levels deep. Save it again in Word."
            )
        self._xml.note(self._what, len(attributes))
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)
