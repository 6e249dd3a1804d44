"""A page in Markdown, for readers and programs that want text without layout.

It depends on the page's document alone, so it is as fresh as that. A page type may override it with the class method
``get_markdown(document)``, a block with ``get_markdown(shown)``; both get what the API sends, with rich text as
``Markdown``, and run in the language of the page. Wagtail's own blocks need nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import translation
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField

from ..model_fields import model_field
from .blocks import block_markdown
from .faults import FATAL, report
from .markdown import text as md
from .markdown.values import value_markdown


def page_markdown(model: type[Model], document: Mapping[str, Any], language: str = "") -> str:
    """The Markdown of the page that ``document`` describes: all of it, or what a client selects by ``fields``.

    :param document: as the API sends it, with rich text as :class:`api.represent.markdown.text.Markdown`.
    :param language: the page's, for the strings that are not content; else the project's.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        return f"{_own_page(model, document)}\n"


def _own_page(model: type[Model], document: Mapping[str, Any]) -> str:
    """The model's own Markdown; if it has none, or fails, the title and all text."""
    own = getattr(model, "get_markdown", None)
    if own is None:
        return plain_page(model, document)
    try:
        return own(document)
    except FATAL:
        raise
    except Exception as fault:
        report(f"The Markdown of {model.__name__} {document.get('id')}", None, fault)
        return plain_page(model, document)


def plain_page(model: type[Model], document: Mapping[str, Any]) -> str:
    """The title, then the API fields that contain rich text or blocks, in their order."""
    names = [field.name for field in APIField.get_fields_for_model(model)]
    return md.join(
        md.heading(1, md.words(document.get("title") or "")), *(field_markdown(model, name, document) for name in names)
    )


def field_markdown(model: type[Model], name: str, document: Mapping[str, Any]) -> str:
    """A field of rich text or of blocks; empty for others, or if it was not selected."""
    field, value = model_field(model, name), document.get(name)
    if value is None:
        return ""
    if isinstance(field, StreamField):
        return block_markdown(field.stream_block, value)
    return value_markdown(value) if isinstance(field, RichTextField) else ""
