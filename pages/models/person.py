from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from api.search.fields import WordsField

from ..images import ImageField
from ..people.serializers import CredentialsField, ProfileUrlsField
from ..rich_text_features import SHORT_TEXT_FEATURES
from ..scheduling.panels import SchedulePanel
from .row import Row
from .searchable_rows import SearchableRows, searchable
from .snippet import Snippet


class Person(SearchableRows, Snippet, ClusterableModel):
    """An author or reviewer."""

    name = models.CharField(_("name"), max_length=100, help_text=_("First and last name, without titles."))
    honorific_suffix = models.CharField(
        _("letters after the name"), max_length=60, blank=True, help_text=_("Such as “MD” or “LCSW”.")
    )
    job_title = models.CharField(
        _("job title"), max_length=120, blank=True, help_text=_("Such as “Psychiatrist and medical director”.")
    )
    biography = RichTextField(
        _("biography"),
        blank=True,
        features=SHORT_TEXT_FEATURES,
        help_text=_("Two short paragraphs: what the person does here, and where they trained."),
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("photo"),
        help_text=_("The face, looking into the camera."),
    )
    may_review = models.BooleanField(
        _("may review"),
        default=False,
        help_text=_(
            "Tick for people who are qualified to approve medical content. Only they can be chosen as reviewers."
        ),
    )

    # Also an error in a draft, whose row is then called “Untitled”.
    name.required_on_save = True
    named_by = "name"

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("honorific_suffix")]),
        FieldPanel("job_title"),
        FieldPanel("may_review"),
        FieldPanel("photo"),
        FieldPanel("biography"),
        InlinePanel("credentials", heading=_("Credentials"), label=_("Credential")),
        InlinePanel("profile_urls", heading=_("Profiles elsewhere"), label=_("Profile")),
        SchedulePanel(),
    ]

    search_fields = [
        *Snippet.search_fields,
        WordsField("title", boost=5),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        *searchable("job_title"),
        index.FilterField("job_title"),
        WordsField("biography"),
        index.FilterField("may_review"),
        index.RelatedFields("credentials", searchable("type")),
    ]

    api_fields = [
        APIField("name"),
        APIField("honorific_suffix"),
        APIField("job_title"),
        APIField("biography"),
        APIField("photo", serializer=ImageField("square")),
        APIField("credentials", serializer=CredentialsField()),
        APIField("profile_urls", serializer=ProfileUrlsField()),
        APIField("may_review"),
    ]
    api_reference_fields = [
        "name",
        "honorific_suffix",
        "job_title",
        "biography",
        "photo",
        "credentials",
        "profile_urls",
    ]
    api_prefetch_related = ["credentials", "profile_urls"]

    class Meta(Snippet.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    @property
    def title(self) -> str:
        """The name, under the name that the search index boosts."""
        return self.name

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.honorific_suffix) if part)


class Credential(Row):
    """A licence, degree or certificate of a person."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="credentials")
    type = models.CharField(_("type"), max_length=100, help_text=_("Such as “Medical licence”."))
    authority = models.CharField(_("authority"), max_length=200, help_text=_("Who granted it, by its full name."))
    number = models.CharField(_("number"), max_length=100, blank=True)
    expires = models.DateField(_("expires on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("type"), FieldPanel("authority")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("expires")]),
    ]

    class Meta(Row.Meta):
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()


class ProfileUrl(Row):
    """A page about the person elsewhere: a register, a university, a professional network."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="profile_urls")
    url = models.URLField(_("address"))

    panels = [FieldPanel("url")]

    class Meta(Row.Meta):
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return self.url
