"""The demo's way of writing blocks, turned into what the body stores."""

from __future__ import annotations

import re
import uuid
from typing import Any

from ..importers.readers.markdown import markdown_to_html
from ..rich_text_features import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES
from .library import Library
from .rich_text import as_the_editor_stores

_PAGE_LINK = re.compile(r'<a href="(article|clinic):([\w-]+)">')


def stream(entries: list[dict[str, Any]], library: Library) -> list[dict[str, Any]]:
    """The blocks of a body. Each entry is ``{type: value}``; keys of the demo stand where the body has objects."""
    blocks = []
    for entry in entries:
        ((block_type, value),) = entry.items()
        convert = _CONVERTERS.get(block_type, _same)
        blocks.append({"id": _id(), "type": block_type, "value": convert(value, library)})
    return blocks


def rich_text(markdown: str, library: Library, features: list[str] = RICH_TEXT_FEATURES) -> str:
    """Markdown as rich text; links such as ``article:what-is-addiction`` lead to the demo's own pages."""
    return as_the_editor_stores(_resolve(markdown_to_html(markdown or ""), library), features)


def _resolve(html: str, library: Library) -> str:
    def page_link(match: re.Match[str]) -> str:
        pages = library.articles if match[1] == "article" else library.clinics
        return f'<a linktype="page" id="{pages[match[2]].pk}">'

    return _PAGE_LINK.sub(page_link, html)


def _same(value: Any, library: Library) -> Any:
    return value


def _heading(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {"text": value["text"], "level": str(value["level"])}


def _callout(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {**value, "text": rich_text(value["text"], library, SHORT_TEXT_FEATURES)}


def _image(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {
        "image": library.images[value["image"]].pk,
        "alt_text": value.get("alt_text", ""),
        "caption": value.get("caption", ""),
        "decorative": value.get("decorative", False),
    }


def _table(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": str(heading)} for heading in value["header"]],
        "rows": [{"values": [str(cell) for cell in row]} for row in value["rows"]],
        "caption": value["caption"],
    }


def _faq_section(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {"heading": value["heading"], "items": [_item(library.faqs[key].pk) for key in value["items"]]}


def _clinic_contact(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {
        "heading": value["heading"],
        "text": rich_text(value.get("text", ""), library, SHORT_TEXT_FEATURES),
        "clinic": library.clinics[value["clinic"]].pk if value.get("clinic") else None,
        "details": value["details"],
    }


def _call_to_action(value: dict[str, Any], library: Library) -> dict[str, Any]:
    pages = {**library.articles, **library.clinics}
    return {
        "label": value["label"],
        "page": pages[value["page"]].pk if value.get("page") else None,
        "url": value.get("url", ""),
        "phone": value.get("phone", ""),
        "email": value.get("email", ""),
    }


def _related_pages(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {"heading": value["heading"], "pages": [_item(library.articles[key].pk) for key in value.get("pages", [])]}


def _embed(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {"caption": "", **value}


def _document_download(value: dict[str, Any], library: Library) -> dict[str, Any]:
    return {"title": "", "description": "", **value, "document": library.documents[value["document"]].pk}


def _item(value: Any) -> dict[str, Any]:
    return {"id": _id(), "type": "item", "value": value}


def _id() -> str:
    return str(uuid.uuid4())


_CONVERTERS = {
    "rich_text": rich_text,
    "heading": _heading,
    "callout": _callout,
    "image": _image,
    "table": _table,
    "faq_section": _faq_section,
    "clinic_contact": _clinic_contact,
    "call_to_action": _call_to_action,
    "related_pages": _related_pages,
    "embed": _embed,
    "document_download": _document_download,
}
