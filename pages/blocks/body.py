from __future__ import annotations

from .clinics import ClinicContactBlock
from .faq import FaqSectionBlock
from .headings import HeadingBlock
from .links import CallToActionBlock, RelatedPagesBlock
from .media import DocumentDownloadBlock, EmbedBlock, ImageBlock
from .stream import ResilientStreamBlock
from .tables import TableBlock
from .text import CalloutBlock, QuoteBlock, TextBlock


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
