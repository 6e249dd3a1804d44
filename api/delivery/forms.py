"""The formats of a document: JSON with rich text in one of its formats, or the whole in Markdown."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

from django.db.models import Model
from rest_framework.request import Request

from ..rendering import CompactJSONRenderer, MarkdownRenderer
from ..represent.page_markdown import page_markdown
from ..represent.rich_text.formats import RichTextFormat, default_format, requested_format
from ..represent.rich_text.trees import convert, put_back, take_down


class Form(StrEnum):
    """``HTML`` is how documents are stored; the others are made from that and from the trees stored beside it."""

    HTML = "html"
    JSON = "json"
    MARKDOWN = "markdown"
    DB_HTML = "db_html"
    DB_MARKDOWN = "db_markdown"
    TEXT = "text"

    @property
    def content_type(self) -> str:
        return "text/markdown; charset=utf-8" if self is Form.TEXT else "application/json"

    @property
    def is_stored(self) -> bool:
        """Whether documents are stored in this format."""
        return self is Form.HTML


def form_of(request: Request) -> Form:
    """The format that a request asks for.

    :raises InvalidParameter: for an unknown format of rich text.
    """
    wanted = Form(requested_format(request.query_params) if request.query_params else default_format())
    return Form.TEXT if isinstance(request.accepted_renderer, MarkdownRenderer) else wanted


def write_live(document: dict[str, Any], form: Form, model: type[Model], language: str = "") -> bytes:
    """A document from the serializers, in a format: the same bytes as from the store."""
    if form.is_stored:
        return CompactJSONRenderer().render(document)
    trees = take_down(document)
    return write(put_back(json.loads(CompactJSONRenderer().render(document)), trees), form, model, language)


def write(document: dict[str, Any], form: Form, model: type[Model] | None = None, language: str = "") -> bytes:
    """A document whose rich text has its trees, in a format.

    :param model: the object's model; needed for ``Form.TEXT``.
    :param language: the object's, for ``Form.TEXT``.
    """
    if form is Form.TEXT and model is not None:
        return page_markdown(model, convert(document, RichTextFormat.MARKDOWN), language).encode()
    return CompactJSONRenderer().render(convert(document, RichTextFormat(form)) if not form.is_stored else document)
