"""An app of the stranger's: a page with a block of every kind that Wagtail has, and a snippet."""

from django.db import models
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet


@register_snippet
class Colour(models.Model):
    name = models.CharField(max_length=100)

    api_fields = ["name"]

    def __str__(self) -> str:
        return self.name


CHOICES = [("a", "A"), ("b", "B")]
BLOCKS = [
    ("char", blocks.CharBlock()),
    ("text", blocks.TextBlock()),
    ("email", blocks.EmailBlock()),
    ("integer", blocks.IntegerBlock()),
    ("float", blocks.FloatBlock()),
    ("decimal", blocks.DecimalBlock()),
    ("regex", blocks.RegexBlock(regex=r"\w+")),
    ("url", blocks.URLBlock()),
    ("boolean", blocks.BooleanBlock()),
    ("date", blocks.DateBlock()),
    ("time", blocks.TimeBlock()),
    ("date_time", blocks.DateTimeBlock()),
    ("rich_text", blocks.RichTextBlock()),
    ("raw_html", blocks.RawHTMLBlock()),
    ("quote", blocks.BlockQuoteBlock()),
    ("choice", blocks.ChoiceBlock(choices=CHOICES)),
    ("choices", blocks.MultipleChoiceBlock(choices=CHOICES)),
    ("page", blocks.PageChooserBlock()),
    ("document", DocumentChooserBlock()),
    ("picture", ImageChooserBlock()),
    ("described_picture", ImageBlock()),
    ("colour", SnippetChooserBlock(Colour)),
    ("video", EmbedBlock()),
    ("static", blocks.StaticBlock()),
    ("struct", blocks.StructBlock([("label", blocks.CharBlock()), ("page", blocks.PageChooserBlock())])),
    ("list", blocks.ListBlock(blocks.CharBlock())),
    ("stream", blocks.StreamBlock([("words", blocks.CharBlock())])),
    ("table", TableBlock()),
    ("typed_table", TypedTableBlock([("words", blocks.CharBlock()), ("page", blocks.PageChooserBlock())])),
]


class StockPage(Page):
    body = StreamField(BLOCKS, blank=True)

    content_panels = [*Page.content_panels, "body"]
    api_fields = ["body"]
