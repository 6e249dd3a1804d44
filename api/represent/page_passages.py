"""The text of a page's document that is its own, for excerpts in search results.

What a page shows of other objects (FAQs, clinics, related pages) is not: search finds those themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField

from ..model_fields import model_field
from .blocks import block_passages
from .passages import Passage, html_passages


def page_passages(model: type[Model], document: Mapping[str, Any]) -> Iterator[Passage]:
    """The text in the API fields that contain rich text or blocks, in their order."""
    for field in APIField.get_fields_for_model(model):
        yield from field_passages(model, field.name, document)


def field_passages(model: type[Model], name: str, document: Mapping[str, Any]) -> list[Passage]:
    """The text of a field of rich text or of blocks; empty for others, or if the document lacks it."""
    field, value = model_field(model, name), document.get(name)
    if isinstance(field, StreamField):
        return block_passages(field.stream_block, value)
    return html_passages(value) if isinstance(field, RichTextField) and isinstance(value, str) else []
