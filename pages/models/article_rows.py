"""The rows of an article: its authors, its sources and related pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, Page

from ..citations import CitationRepresentation, clean_doi, clean_pmid, doi_url, pmid_url
from ..scheduling.time_zone import today

OLDEST_YEAR = 1500


class ArticleAuthor(Orderable):
    article = ParentalKey("clinic_pages.ArticlePage", on_delete=models.CASCADE, related_name="author_rows")
    person = models.ForeignKey(
        "clinic_pages.Person", verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        verbose_name = _("author")

    def __str__(self) -> str:
        return str(self.person)


class RelatedArticle(Orderable):
    article = ParentalKey("clinic_pages.ArticlePage", on_delete=models.CASCADE, related_name="related_rows")
    page = models.ForeignKey(Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")

    def __str__(self) -> str:
        return str(self.page)


class Citation(Orderable):
    article = ParentalKey("clinic_pages.ArticlePage", on_delete=models.CASCADE, related_name="citations")
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher or journal"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(OLDEST_YEAR), MaxValueValidator(2200)]
    )
    url = models.URLField(_("address"), blank=True, max_length=500)
    doi = models.CharField(_("DOI"), max_length=200, blank=True, help_text=_("Such as 10.1056/NEJMra1511480."))
    pmid = models.CharField(_("PubMed number"), max_length=20, blank=True, help_text=_("Such as 26816013."))

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("source")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        faults = {}
        for name, clean_identifier in (("doi", clean_doi), ("pmid", clean_pmid)):
            try:
                setattr(self, name, clean_identifier(getattr(self, name)) if getattr(self, name) else "")
            except ValidationError as error:
                faults[name] = error
        if self.year and self.year > today().year + 1:
            faults["year"] = ValidationError(_("This year is in the future."))
        if not (self.url or self.doi or self.pmid or self.publisher):
            faults["url"] = ValidationError(_("Say where the source is found: an address, a DOI or a publisher."))
        if faults:
            raise ValidationError(faults)

    def get_api_representation(self, context: Mapping[str, Any] | None = None) -> CitationRepresentation:
        return CitationRepresentation(
            title=self.title,
            publisher=self.publisher,
            year=self.year,
            url=self.url,
            doi=self.doi,
            doi_url=doi_url(self.doi),
            pmid=self.pmid,
            pmid_url=pmid_url(self.pmid),
        )
