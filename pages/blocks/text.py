from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.rich_text import RichText as StoredRichText

from api.character_references import readable
from api.represent.markdown import text as md
from api.represent.rich_text import display_html
from api.represent.rich_text.representations import RichText
from api.represent.rich_text.scripts import with_signs

from ..headings import Outline
from ..markdown.words import word
from ..rich_text_features import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES
from .content import ContentBlock

CalloutKind = Literal["information", "warning", "urgent", "crisis"]


class QuoteRepresentation(TypedDict):
    quote: str
    attribution: str


class CalloutRepresentation(TypedDict):
    kind: CalloutKind
    heading: str
    text: RichText


class SearchableTextBlock(blocks.RichTextBlock):
    """Rich text whose superscripts and subscripts keep their meaning in search and in the word count: 10⁹, not 109."""

    def get_searchable_content(self, value: Any) -> list[str]:
        return super().get_searchable_content(StoredRichText(with_signs(value.source)))

    def to_python(self, value: Any) -> StoredRichText:
        return super().to_python(readable(value) if isinstance(value, str) else value)

    def normalize(self, value: Any) -> StoredRichText:
        return super().normalize(readable(value) if isinstance(value, str) else value)


class TextBlock(SearchableTextBlock):
    """Paragraphs, lists and headings, such as a whole pasted document."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        help_text = description = _("Paragraphs, lists, links and headings. You can paste a whole document here.")
        preview_template = "pages/block_previews/text.html"
        preview_value = "<p>Treatment works best when it fits the person. <b>You can ask</b> at any time.</p>"

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> RichText:
        """Its headings have anchors."""
        return display_html(value, context, prepare=Outline.of(context).anchor_html)


class ShortTextBlock(SearchableTextBlock):
    """A few paragraphs inside another block; without headings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": SHORT_TEXT_FEATURES, **kwargs})

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> RichText:
        return display_html(value.source, context)


class QuoteBlock(ContentBlock):
    """A quotation."""

    quote = blocks.TextBlock(label=_("Words"), help_text=_("Without quotation marks: the site adds them."))
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        max_length=200,
        help_text=_("Name and role. Patients are quoted only with their written consent, and best without their name."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text")
        help_text = _("Someone's own words, with their name.")
        preview_template = "pages/block_previews/quote.html"
        preview_value = {"quote": "I was asked what I wanted. That was new.", "attribution": "A former patient"}

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> QuoteRepresentation:
        return QuoteRepresentation(quote=value["quote"], attribution=value["attribution"] or "")

    def get_markdown(self, value: QuoteRepresentation) -> str:
        source = f"— {md.words(value['attribution'])}" if value["attribution"] else ""
        return md.quote(md.join(md.paragraphs(value["quote"]), source))


class CalloutBlock(ContentBlock):
    """A box that stands out."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("information", _("Information")),
            ("warning", _("Warning: read before you act")),
            ("urgent", _("Urgent: call a doctor today")),
            ("crisis", _("Crisis: call now")),
        ],
        default="information",
        help_text=_(
            "Use “Urgent” and “Crisis” only for danger to health or life. The more rarely they are used, the more "
            "they are noticed."
        ),
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = ShortTextBlock(label=_("Text"), help_text=_("Say what to do first, then why. Two or three sentences."))

    class Meta:
        icon = "warning"
        label = _("Callout")
        group = _("Text")
        help_text = _("A box that stands out: information, a warning, or what to do in a crisis.")
        preview_template = "pages/block_previews/callout.html"
        preview_value = {
            "kind": "crisis",
            "heading": "If you are thinking of ending your life",
            "text": "<p>Call or text 988 now. Somebody answers at any hour.</p>",
        }

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> CalloutRepresentation:
        kind = value["kind"] if value["kind"] in get_args(CalloutKind) else "information"
        return CalloutRepresentation(
            kind=kind, heading=value["heading"], text=display_html(value["text"].source, context)
        )

    def get_markdown(self, value: CalloutRepresentation) -> str:
        kind = "" if value["kind"] == "information" else f"{word(value['kind'])}: "
        return md.quote(md.join(md.strong(md.words(f"{kind}{value['heading']}")), value["text"]))
