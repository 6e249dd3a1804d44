"""An article as any Wagtail project would write it: only Wagtail's own blocks, fields and serializers."""

from __future__ import annotations

from django.db import models
from wagtail.api import APIField
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.search import index


class PlainBody(StreamBlock):
    heading = CharBlock()
    paragraph = RichTextBlock()
    image = ImageChooserBlock()
    quote = StructBlock([("text", TextBlock()), ("source", CharBlock())])


class PlainArticle(Page):
    summary = models.TextField(blank=True)
    hero_image = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(PlainBody(), blank=True)

    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    api_fields = [APIField("summary"), APIField("hero_image"), APIField("body")]
