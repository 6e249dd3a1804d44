from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from api.represent.markdown import text as md
from api.represent.representations import represent_many

from ..drafts.unseen import unseen_message
from ..faqs.representations import FaqItemRepresentation
from ..headings import Outline
from ..structured_data.faqs import describe_questions
from ..structured_data.graph import Graph
from .content import ContentBlock


class FaqSectionRepresentation(TypedDict):
    heading: str
    anchor: str
    items: list[FaqItemRepresentation]


class FaqSectionBlock(ContentBlock):
    """Questions and answers, chosen from the clinic's FAQ snippets."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, default=_("Frequently asked questions"))
    items = blocks.ListBlock(
        SnippetChooserBlock("clinic_pages.FaqItem", label=_("Question")),
        label=_("Questions"),
        min_num=1,
        help_text=_("Edit an answer once, under Clinic content, and it changes on every page that shows it."),
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("Clinic")
        help_text = _("Questions and answers, edited in one place for all pages.")
        preview_template = "pages/block_previews/faq_section.html"
        preview_value = {"heading": "Frequently asked questions", "items": []}

    def check_parts(self, value: Any) -> Any:
        """At least one of the questions has to be visible."""
        if message := unseen_message(question for question in value["items"] if question is not None):
            raise blocks.StructBlockValidationError({"items": ValidationError(message)})
        return value

    def get_api_representation(self, value: Any, context: Mapping[str, Any] | None = None) -> FaqSectionRepresentation:
        return FaqSectionRepresentation(
            heading=value["heading"],
            anchor=Outline.of(context).claim(value["heading"]),
            items=represent_many(value["items"], context),
        )

    def add_structured_data(self, shown: Mapping[str, Any], graph: Graph) -> None:
        describe_questions(shown, graph)

    def get_markdown(self, value: FaqSectionRepresentation) -> str:
        questions = [md.join(md.heading(3, md.words(item["question"])), item["answer"]) for item in value["items"]]
        return md.join(md.heading(2, md.words(value["heading"])), *questions)
