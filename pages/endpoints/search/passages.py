"""The words of an answer that a reader would read, paragraph by paragraph, for excerpts.

What a page shows of other objects (questions, clinics, related pages) is not its own: those are found themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from api.represent.rich_text.scripts import with_signs
from api.search.excerpts import Passage

TEXT, HTML = "text", "html"
#: The members of each block's value with words of its own. A block that is not named here gives none.
BLOCK_MEMBERS: dict[str, dict[str, str]] = {
    "heading": {"text": TEXT},
    "image": {"caption": TEXT},
    "quote": {"quote": TEXT, "attribution": TEXT},
    "callout": {"heading": TEXT, "text": HTML},
    "embed": {"title": TEXT, "caption": TEXT},
    "document_download": {"title": TEXT, "description": TEXT},
    "call_to_action": {"label": TEXT},
    "faq_section": {"heading": TEXT},
    "clinic_contact": {"heading": TEXT, "text": HTML},
    "related_pages": {"heading": TEXT},
}
_INLINE = frozenset(["a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup", "u"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


def html_passages(html: str, anchor: str | None = None) -> list[Passage]:
    """The paragraphs, list items, headings and cells of HTML, as plain words.

    :param anchor: that of the heading above.
    """
    reader = _Reader(anchor)
    reader.feed(with_signs(html))
    reader.close()
    reader.end_passage()
    return reader.passages


def stream_passages(blocks: Sequence[Mapping[str, Any]]) -> Iterator[Passage]:
    """The words of a stream as answers show it."""
    anchor: str | None = None
    for block in blocks:
        kind, value = block["type"], block["value"]
        if isinstance(value, Mapping):
            anchor = value.get("anchor") or anchor
        found = list(_block_passages(kind, value, anchor))
        yield from found
        anchor = found[-1].anchor if found else anchor


def page_passages(document: Mapping[str, Any]) -> Iterator[Passage]:
    """The words of a page: its summary, its body, and the facts of a clinic."""
    yield Passage(document.get("summary") or "")
    yield from html_passages(document.get("introduction") or "")
    for stream in ("sections", "body"):
        yield from stream_passages(document.get(stream) or ())
    yield from _clinic_passages(document)


def _block_passages(kind: str, value: Any, anchor: str | None) -> Iterable[Passage]:
    if isinstance(value, str):
        return html_passages(value, anchor) if kind == "rich_text" else ()
    if kind == "table":
        return _table_passages(value, anchor)
    found: list[Passage] = []
    for name, form in BLOCK_MEMBERS.get(kind, {}).items():
        text = value.get(name) or ""
        found += html_passages(text, anchor) if form == HTML else [Passage(text, anchor)]
    return found


def _table_passages(table: Mapping[str, Any], anchor: str | None) -> Iterator[Passage]:
    yield Passage(table["caption"], anchor)
    for row in table["rows"]:
        cells = []
        for column, cell in zip(table["columns"], row, strict=False):
            words = [passage.text for passage in html_passages(cell)] if column["type"] == "rich_text" else [cell]
            cells.append(f"{column['heading']}: {' '.join(words)}")
        yield Passage("; ".join(cells), anchor)


def _clinic_passages(document: Mapping[str, Any]) -> Iterator[Passage]:
    if not document.get("address"):
        return
    yield Passage(", ".join(document["address"]["formatted"]))
    for telephone in document.get("telephones", ()):
        yield Passage(": ".join(filter(None, [telephone["label"], telephone["display"]])))
    yield Passage(", ".join(service["name"] for service in document.get("services", ())))
    yield Passage(", ".join(insurer["name"] for insurer in document.get("insurers", ())))
    yield Passage(document.get("legal_name", ""))
    yield Passage(document.get("email", ""))


class _Reader(HTMLParser):
    def __init__(self, anchor: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self._anchor = anchor
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self.end_passage()
        if tag in _HEADINGS:
            self._anchor = dict(attrs).get("id") or self._anchor

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_passage()

    def handle_data(self, data: str) -> None:
        self._words.append(data)

    def end_passage(self) -> None:
        text, self._words = "".join(self._words), []
        if text.strip():
            self.passages.append(Passage(text, self._anchor))
