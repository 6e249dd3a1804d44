from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from api.represent.fields import RepresentationListField
from api.search.fields import WordsField

from ..rich_text_features import RICH_TEXT_FEATURES
from ..scheduling.panels import SchedulePanel
from .searchable_rows import SearchableRows, searchable
from .snippet import Snippet

QUESTION_MARKS = ("?", "？")


class FaqItem(SearchableRows, Snippet, ClusterableModel):
    """A question with its answer. Many pages may show it, and it is edited once."""

    question = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("As a patient would ask it: “Will my insurance pay for treatment?”"),
    )
    answer = RichTextField(
        _("answer"),
        features=RICH_TEXT_FEATURES,
        help_text=_("Give the answer in the first sentence, then the details. Aim for 40 to 140 words."),
    )
    topics = ParentalManyToManyField("clinic_pages.Topic", blank=True, verbose_name=_("topics"))

    # Also an error in a draft, whose row is then called “Untitled”.
    question.required_on_save = True
    named_by = "question"

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("topics"), SchedulePanel()]

    search_fields = [
        *Snippet.search_fields,
        WordsField("title", boost=5),
        index.AutocompleteField("question"),
        index.FilterField("question"),
        *searchable("answer"),
        *searchable("topic_names"),
        index.RelatedFields("topics", [index.FilterField("slug")]),
    ]

    api_fields = [
        APIField("question"),
        APIField("answer"),
        APIField("topics", serializer=RepresentationListField()),
    ]
    api_prefetch_related = ["topics"]

    class Meta(Snippet.Meta):
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["question"]
        constraints = [
            models.UniqueConstraint(
                Lower("question"),
                "locale",
                condition=Q(live=True),
                name="clinic_pages_faqitem_question_locale",
                violation_error_message=_("This question already exists. Edit that one instead."),
            ),
            models.CheckConstraint(
                condition=Q(live=False)
                | Q(question__endswith=QUESTION_MARKS[0])
                | Q(question__endswith=QUESTION_MARKS[1]),
                name="clinic_pages_faqitem_question_mark",
                violation_error_message=_("End the question with a question mark."),
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def title(self) -> str:
        """The question, under the name that the search index boosts."""
        return self.question

    @property
    def topic_names(self) -> list[str]:
        """The names of the public topics, for the search index."""
        return [topic.name for topic in self.topics.all() if topic.live]

    def clean(self) -> None:
        """:raises ValidationError: on ``question``, if it is not a question, or duplicates a live one in its
        language.
        """
        super().clean()
        self.question = " ".join(self.question.split())
        if not self.question:
            return
        if not self.question.endswith(QUESTION_MARKS):
            raise ValidationError({"question": _("End the question with a question mark.")})
        locale_id = self.locale_id or self.get_default_locale().pk
        live = FaqItem.objects.filter(locale=locale_id, live=True)
        same = live.filter(question__iexact=self.question).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"question": _("This question already exists. Edit that one instead.")})
