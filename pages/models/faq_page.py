from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField

from api.represent.fields import RichTextField as RichTextAPIField
from api.search.fields import WordsField

from ..blocks.faq import FaqSectionBlock
from ..blocks.stream import ResilientStreamBlock
from ..contents import ContentsField
from ..rich_text_features import SHORT_TEXT_FEATURES
from ..stream_field import StreamField
from .base import BasePage, page_tabs, panels_without


class FaqSectionsBlock(ResilientStreamBlock):
    """Sections of questions."""

    faq_section = FaqSectionBlock()


class FaqPage(BasePage):
    """Questions and answers in sections. The questions themselves are snippets."""

    introduction = RichTextField(_("introduction"), blank=True, features=SHORT_TEXT_FEATURES)
    sections = StreamField(FaqSectionsBlock(), verbose_name=_("sections"), blank=True)

    stream_fields = ("sections", "body")
    structured_data_type = "FAQPage"

    parent_page_types = ["clinic_pages.HomePage"]
    subpage_types: list[str] = []
    page_description = _("Questions and answers, in sections.")

    content_panels = [
        *panels_without(BasePage.content_panels, "body"),
        FieldPanel("introduction"),
        FieldPanel("sections"),
        FieldPanel("body", heading=_("After the questions")),
    ]
    edit_handler = page_tabs(content_panels, BasePage.promote_panels, BasePage.settings_panels)

    api_fields = [
        APIField("introduction", serializer=RichTextAPIField()),
        APIField("sections", serializer=ContentsField()),
        *BasePage.api_fields,
    ]
    search_fields = [*BasePage.search_fields, WordsField("introduction"), WordsField("sections")]

    class Meta:
        verbose_name = _("FAQ page")
