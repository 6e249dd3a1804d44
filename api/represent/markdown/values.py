"""Values of a response as Markdown, whatever code made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import text as md
from .text import Markdown


def value_markdown(value: Any) -> str:
    """The Markdown of a value: rich text unchanged, an object as a link to it, text as paragraphs."""
    if isinstance(value, Markdown):
        return value
    if isinstance(value, Mapping):
        return object_markdown(value)
    if isinstance(value, list | tuple):
        return list_markdown([value_markdown(item) for item in value])
    return "" if value is None or isinstance(value, bool) else md.paragraphs(value)


def object_markdown(value: Mapping[str, Any]) -> str:
    """The Markdown of a referenced object: an image, or a link to a page or a document."""
    meta = value.get("meta") or {}
    title = md.words(value.get("title") or value.get("name") or "")
    fallback = value.get("fallback")
    if isinstance(fallback, Mapping):
        return md.image(value.get("alt_text") or "", fallback.get("url"))
    return md.link(title, meta.get("html_path") or meta.get("download_url"))


def list_markdown(parts: Sequence[str]) -> str:
    """One-line parts as a list, longer ones as blocks."""
    parts = [part for part in parts if part]
    return md.join(*parts) if any("\n" in part for part in parts) else md.bullets(parts)


def all_words(value: Any) -> str:
    """All text of a value, whatever its shape: without layout rather than not at all."""
    if isinstance(value, Mapping) and not (value.get("title") or value.get("name")):
        return md.join(*map(all_words, value.values()))
    return value_markdown(value)
