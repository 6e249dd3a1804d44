from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from api.contract.serializers import ObjectField
from api.represent.fields import ReadOnlyField, RepresentationField, RepresentationListField
from api.represent.markdown import text as md
from api.represent.references import References, get_references

from ..blocks.links import RelatedPagesBlock
from ..cards import PageCard, represent_card
from ..citations import CitationRepresentation
from ..contents import blocks_in
from ..drafts.unseen import unseen_message
from ..markdown.articles import cards_markdown, citations_markdown, review_markdown
from ..markdown.words import word
from ..moments import as_answered
from ..people.filters import AuthorFilter
from ..scheduling.time_zone import today
from ..seo.representations import OpenGraphArticleRepresentation
from ..structured_data.articles import describe_article
from ..structured_data.graph import Graph
from ..topics.filters import TopicFilter
from .article_form import ArticlePageForm
from .base import SUMMARY_MAX_LENGTH, SUMMARY_MIN_LENGTH, BasePage, page_tabs
from .person import Person

TITLE_MAX_LENGTH = 110
MAX_RELATED_PAGES = 6
MAX_TOPICS = 3
LONGEST_REVIEW_PERIOD_IN_YEARS = 3


class CitationsField(ReadOnlyField):
    """The sources, in their order."""

    def to_representation(self, value: Any) -> list[CitationRepresentation]:
        return [citation.get_api_representation(self.context) for citation in value.all()]


class RelatedPagesField(ObjectField):
    """What to read next, as cards; pages that are not public are left out."""

    def to_representation(self, page: ArticlePage) -> list[PageCard]:
        return [represent_card(related, self.context) for related in page.public_related_pages(self.context)]


class ArticlePage(BasePage):
    """An article, with who wrote it, who reviewed it and what it rests on."""

    summary = models.TextField(
        _("summary"),
        validators=[MinLengthValidator(SUMMARY_MIN_LENGTH), MaxLengthValidator(SUMMARY_MAX_LENGTH)],
        help_text=BasePage._meta.get_field("summary").help_text,
    )
    medical_reviewer = models.ForeignKey(
        "clinic_pages.Person",
        verbose_name=_("medical reviewer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviewed_articles",
        limit_choices_to={"may_review": True},
        help_text=_("Who checked the facts. You can only choose people who may review."),
    )
    last_reviewed = models.DateField(
        _("last reviewed"), null=True, blank=True, help_text=_("The day on which the reviewer approved this text.")
    )
    next_review_due = models.DateField(
        _("next review due"), null=True, blank=True, help_text=_("At most 36 months after the last review.")
    )
    topics = ParentalManyToManyField(
        "clinic_pages.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="articles",
        help_text=_("One to three."),
    )

    structured_data_type = "MedicalWebPage"
    #: The to-many relations of which readers must see at least one object.
    needed_relations = ("topics",)

    base_form_class = ArticlePageForm
    parent_page_types = ["clinic_pages.ArticleIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article about a condition, a treatment or living with it.")

    content_panels = [
        TitleFieldPanel("title", help_text=_("The reader's question, in at most 110 characters.")),
        *BasePage.body_panels,
    ]
    review_panels = [
        InlinePanel("author_rows", heading=_("Authors"), label=_("Author")),
        FieldPanel("medical_reviewer"),
        FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("next_review_due")]),
        InlinePanel("citations", heading=_("Sources"), label=_("Source")),
    ]
    promote_panels = [
        FieldPanel("topics"),
        InlinePanel("related_rows", heading=_("Related pages"), label=_("Page"), max_num=MAX_RELATED_PAGES),
        *BasePage.promote_panels,
    ]
    edit_handler = page_tabs(
        content_panels, promote_panels, BasePage.settings_panels, between=[(_("Review"), review_panels)]
    )

    api_fields = [
        *BasePage.api_content_fields,
        APIField("authors", serializer=RepresentationListField(source="author_rows", through="person")),
        APIField("medical_reviewer", serializer=RepresentationField()),
        APIField("last_reviewed"),
        APIField("next_review_due"),
        APIField("topics", serializer=RepresentationListField()),
        APIField("citations", serializer=CitationsField()),
        APIField("related_pages", serializer=RelatedPagesField()),
        *BasePage.api_reading_fields,
    ]
    api_prefetch_related = ["author_rows", "related_rows"]
    api_filters = {"topic": TopicFilter, "author": AuthorFilter}
    api_reference_prefetch_related: list[str] = []

    search_fields = [
        *BasePage.search_fields,
        index.FilterField("last_reviewed"),
        index.FilterField("next_review_due"),
        index.FilterField("medical_reviewer_id"),
    ]

    class Meta:
        verbose_name = _("article")
        constraints = [
            models.CheckConstraint(
                name="article_review_is_due_after_it_was_done",
                condition=Q(next_review_due__isnull=True) | Q(next_review_due__gt=F("last_reviewed")),
                violation_error_message=_("The next review is due after the last one."),
            ),
            models.CheckConstraint(
                name="article_reviewed_by_somebody_on_a_day",
                condition=Q(medical_reviewer__isnull=True) | Q(last_reviewed__isnull=False),
                violation_error_message=_("Enter the day on which the medical reviewer approved this text."),
            ),
        ]

    def clean(self) -> None:
        faults: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as error:
            error.update_error_dict(faults)
        if len(self.title) > TITLE_MAX_LENGTH:
            faults["title"] = _("The title has %(length)d characters. Shorten it to at most %(max)d.") % {
                "length": len(self.title),
                "max": TITLE_MAX_LENGTH,
            }
        faults |= self._review_faults()
        if faults:
            raise ValidationError(faults)

    def publication_faults(self) -> dict[str, list[ValidationError]]:
        faults = super().publication_faults()
        if fault := self._topics_fault():
            faults["topics"] = [ValidationError(fault)]
        return faults

    def add_structured_data(self, graph: Graph) -> None:
        describe_article(self, graph)

    def represent_open_graph_article(self, context: Mapping[str, Any] | None) -> OpenGraphArticleRepresentation:
        references = get_references(context)
        found = references.public_many(self.topics.all(), self)
        topics = [topic.name for topic in found if topic.locale_id == self.locale_id]  # A tag has no language.
        return OpenGraphArticleRepresentation(
            published_time=as_answered(self.first_published_at),
            modified_time=as_answered(self.last_published_at),
            authors=[author.name for author in self.find_authors(references)],
            section=topics[0] if topics else None,
            tags=topics,
        )

    def find_authors(self, references: References) -> list[Person]:
        """The public ones among the authors, in their order."""
        keys = (row.person_id for row in self.author_rows.all())
        found = (references.get(Person, key) for key in keys if key is not None)
        return [author for author in found if author is not None]

    def find_medical_reviewer(self, references: References) -> Person | None:
        """The reviewer, if public."""
        return None if self.medical_reviewer_id is None else references.get(Person, self.medical_reviewer_id)

    def public_related_pages(self, context: Mapping[str, Any] | None) -> list[Page]:
        """The public related pages, in their order, and in this page's language if they are translated."""
        references = get_references(context)
        found = (references.get(Page, row.page_id) for row in self.related_rows.all())
        return references.localized_many((page for page in found if page is not None), self)

    @classmethod
    def markdown_facts(cls, document: Mapping[str, Any]) -> str:
        return review_markdown(document)

    @classmethod
    def markdown_end(cls, document: Mapping[str, Any]) -> str:
        shown = any(isinstance(block, RelatedPagesBlock) for block, _shown in blocks_in(cls, document))
        related = () if shown else document.get("related_pages") or ()
        return md.join(citations_markdown(document.get("citations") or ()), cards_markdown(word("related"), related))

    def _topics_fault(self) -> str | None:
        chosen = list(self.topics.all())
        if len(chosen) > MAX_TOPICS:
            return _("%(number)d topics are chosen. Keep one to three that fit best.") % {"number": len(chosen)}
        topics = self._meta.get_field("topics").related_model.objects
        if chosen or not topics.filter(live=True, locale=self.locale_id).exists():
            return unseen_message(chosen)
        # Articles that were published without topics, before they were required, can be corrected without.
        if ArticlePage.objects.filter(pk=self.pk, live=True, topics=None).exists():
            return None
        return _("Choose one to three topics: visitors use them to find the article.")

    def _review_faults(self) -> dict[str, str]:
        last, due = self.last_reviewed, self.next_review_due
        if last is None:
            if due is not None:
                return {"last_reviewed": _("Enter when the text was last reviewed, or leave the next review empty.")}
            if self.medical_reviewer_id:
                return {"last_reviewed": _("Enter the day on which the medical reviewer approved this text.")}
            return {}
        if last > today():
            return {"last_reviewed": _("This day is in the future. Enter the day on which the review took place.")}
        if due is not None and due <= last:
            return {"next_review_due": _("The next review is due after the last one.")}
        if due is not None and due > _years_after(last, LONGEST_REVIEW_PERIOD_IN_YEARS):
            return {"next_review_due": _("A text is reviewed at least every 36 months. Choose an earlier day.")}
        return {}


def _years_after(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
