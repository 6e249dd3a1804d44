"""A page as one text in Markdown, for readers and programs that want words and no layout.

It follows from the page's document alone, so it is as fresh as that. A page type says how it reads with the class
method ``get_markdown(document)``, a block with ``get_markdown(shown)``; both get what the API sends, with rich text as
``Markdown``, and are called in the language of the page. Wagtail's own blocks need nothing.
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
    """The page that ``document`` describes: all of it, or what of it a client has chosen by ``fields``.

    :param document: as the API sends it, with rich text as :class:`api.represent.markdown.text.Markdown`.
    :param language: the page's, in which its Markdown has the words that are not its own; else the project's.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        return f"{_own_page(model, document)}\n"


def _own_page(model: type[Model], document: Mapping[str, Any]) -> str:
    """As the model writes it; where it does not say, or fails, its title and its words."""
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
    """The title, then the API's fields that hold rich text or blocks, in their order."""
    names = [field.name for field in APIField.get_fields_for_model(model)]
    return md.join(
        md.heading(1, md.words(document.get("title") or "")), *(field_markdown(model, name, document) for name in names)
    )


def field_markdown(model: type[Model], name: str, document: Mapping[str, Any]) -> str:
    """A field of rich text or of blocks; nothing for others, or where it was not chosen."""
    field, value = model_field(model, name), document.get(name)
    if value is None:
        return ""
    if isinstance(field, StreamField):
        return block_markdown(field.stream_block, value)
    return value_markdown(value) if isinstance(field, RichTextField) else ""
