from datetime import datetime
from uuid import uuid4

from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.api import APIField
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.documents import get_document_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import DraftStateMixin, Orderable, Page, RevisionMixin
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.models import register_snippet

from api.represent.fields import ReadOnlyField, RepresentationField, UnstoredField


@register_snippet
class Venue(DraftStateMixin, RevisionMixin, models.Model):
    title = models.CharField(max_length=100)
    directions = RichTextField(blank=True)
    picture = models.ForeignKey(get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL)

    api_fields = ["title", "directions", "picture"]

    def __str__(self) -> str:
        return self.title


@register_snippet
class Sponsor(models.Model):
    """Has no number for a key."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=100)

    api_fields = ["name"]

    def __str__(self) -> str:
        return self.name


class EventBody(StreamBlock):
    """Wagtail's own blocks only, as another project would use them."""

    text = RichTextBlock()
    page = PageChooserBlock()
    image = ImageChooserBlock()
    described_image = ImageBlock()
    document = DocumentChooserBlock()
    venue = SnippetChooserBlock(Venue)
    sponsor = SnippetChooserBlock(Sponsor)
    sponsors = ListBlock(StructBlock([("sponsor", SnippetChooserBlock(Sponsor))]))
    steps = ListBlock(CharBlock())
    links = ListBlock(StructBlock([("label", CharBlock()), ("page", PageChooserBlock())]))


class EventTag(TaggedItemBase):
    content_object = ParentalKey("EventPage", on_delete=models.CASCADE, related_name="tagged_items")


class EventPage(Page):
    starts_on = models.DateField(null=True, blank=True)
    seats = models.PositiveIntegerField(default=0)
    is_free = models.BooleanField(default=False)
    teaser = RichTextField(blank=True)
    body = StreamField(EventBody(), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    programme = models.ForeignKey(
        get_document_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    series = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    venues = ParentalManyToManyField(Venue, blank=True)
    tags = ClusterTaggableManager(through=EventTag, blank=True)

    search_auto_update = False

    api_fields = [
        "starts_on",
        "seats",
        "is_free",
        "teaser",
        "body",
        "picture",
        "programme",
        "series",
        "venues",
        "speakers",
        "tags",
        APIField("headline"),
    ]
    search_fields = [*Page.search_fields, index.FilterField("seats"), index.SearchField("teaser")]

    @property
    def headline(self) -> str:
        return self.title.upper()


class Speaker(Orderable):
    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=100)
    portrait = models.ForeignKey(
        get_image_model_string(), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    api_fields = ["name", "portrait"]

    def __str__(self) -> str:
        return self.name


class GreetingField(ReadOnlyField):
    """Greets who asks, by the name in the request."""

    def get_attribute(self, instance: Page) -> Page:
        return instance

    def to_representation(self, instance: Page) -> str:
        return f"{self.context['request'].headers.get('Visitor', 'Nobody')} at {instance.title}"


class OpenDayPage(Page):
    """Fields that follow the clock and the request, beside those that follow from the content."""

    begins_at = models.DateTimeField(null=True, blank=True)
    notice = RichTextField(blank=True)
    host = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    search_auto_update = False

    api_fields = [
        "begins_at",
        UnstoredField("has_begun", max_age=60),
        "host",
        UnstoredField("notice", max_age=3600),
        UnstoredField("host_now", serializer=RepresentationField(source="host"), max_age=60),
        UnstoredField("greeting", serializer=GreetingField()),
    ]
    api_meta_fields = [UnstoredField("asked_at", max_age=5)]

    @property
    def has_begun(self) -> bool:
        return self.begins_at is not None and self.begins_at <= timezone.now()

    @property
    def asked_at(self) -> datetime:
        return timezone.now()
