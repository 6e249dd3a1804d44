from __future__ import annotations

from pages.blocks.clinics import ClinicContactBlock
from pages.blocks.faq import FaqSectionBlock
from pages.blocks.headings import HeadingBlock
from pages.blocks.links import CallToActionBlock, RelatedPagesBlock
from pages.blocks.media import DocumentDownloadBlock, EmbedBlock, ImageBlock
from pages.blocks.stream import ResilientStreamBlock
from pages.blocks.tables import TableBlock
from pages.blocks.text import CalloutBlock, QuoteBlock, TextBlock


class BodyBlock(ResilientStreamBlock):
    """The body of every page type. Names are part of the API: they never change."""

    heading = HeadingBlock()
    rich_text = TextBlock()
    image = ImageBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    table = TableBlock()
    embed = EmbedBlock()
    document_download = DocumentDownloadBlock()
    call_to_action = CallToActionBlock()
    faq_section = FaqSectionBlock()
    clinic_contact = ClinicContactBlock()
    related_pages = RelatedPagesBlock()
