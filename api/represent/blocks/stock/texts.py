"""Blocks with text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from ....json_schema import TEXT, Schema
from ...markdown import text as md
from ...outgoing import RawHtml
from ...passages import Passage, html_passages
from ...rich_text import display_html
from ...rich_text.display import VisibleRichText
from ...rich_text.representations import RichText
from ..adapters import BlockAdapter, Context, Schemas, careful


class TextAdapter(BlockAdapter):
    """Plain text, such as an email address, which is shown but not searched."""

    def get_schema(self, block: blocks.FieldBlock, schemas: Schemas, place: str) -> Schema:
        return TEXT


class WordsAdapter(TextAdapter):
    """Plain text that is searched, unless the block sets ``search_index=False``."""

    def get_passages(self, block: blocks.CharBlock | blocks.TextBlock, shown: Any) -> Iterable[Passage]:
        return [Passage(shown)] if block.search_index and isinstance(shown, str) else ()


class RichTextAdapter(BlockAdapter):
    @careful
    def get_api_representation(self, block: blocks.RichTextBlock, value: Any, context: Context) -> RichText:
        return value.source if isinstance(value, VisibleRichText) else display_html(value.source, context)

    def get_passages(self, block: blocks.RichTextBlock, shown: Any) -> Iterable[Passage]:
        return html_passages(shown) if block.search_index and isinstance(shown, str) else ()


class AddressAdapter(TextAdapter):
    def get_markdown(self, block: blocks.URLBlock, shown: Any) -> str:
        return md.link(md.words(shown), str(shown))


class RawHtmlAdapter(TextAdapter):
    """HTML that staff wrote as HTML. It is not text for readers."""

    @careful
    def get_api_representation(self, block: blocks.RawHTMLBlock, value: Any, context: Context) -> str:
        return RawHtml(value or "")

    def get_markdown(self, block: blocks.RawHTMLBlock, shown: Any) -> str:
        return ""
