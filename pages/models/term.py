from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from api.search.fields import WordsField

from ..scheduling.panels import SchedulePanel
from .snippet import Snippet


class Term(Snippet):
    """A name with a slug, to classify content: the base of topics and services."""

    name = models.CharField(_("name"), max_length=80, help_text=_("Short and plain, as visitors would say it."))
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        blank=True,
        help_text=_("Used in URLs and filters. Leave empty to create it from the name. Avoid changing it later."),
    )
    description = models.TextField(
        _("description"), max_length=500, blank=True, help_text=_("What it means, in one or two sentences.")
    )

    # Also an error in a draft, whose row is then called “Untitled”.
    name.required_on_save = True
    named_by = "name"

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("description"),
        SchedulePanel(),
    ]

    search_fields = [
        *Snippet.search_fields,
        WordsField("name", boost=5),
        index.AutocompleteField("name"),
        index.FilterField("name"),
        WordsField("description"),
        index.FilterField("slug"),
    ]

    class Meta(Snippet.Meta):
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                condition=Q(live=True),
                name="%(app_label)s_%(class)s_slug_locale",
                violation_error_message=_("This slug is already used in this language. Choose another."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """:raises ValidationError: on ``slug``, if another live term of this kind has it in this language."""
        super().clean()
        self.slug = self.slug or slugify(self.name)
        locale_id = self.locale_id or self.get_default_locale().pk
        live = type(self)._default_manager.filter(locale=locale_id, live=True)
        if namesake := live.filter(slug=self.slug).exclude(pk=self.pk).first():
            message = _("“%(slug)s” is the slug of “%(name)s”. Choose another, or use “%(name)s”.")
            raise ValidationError({"slug": message % {"slug": self.slug, "name": namesake.name}})
