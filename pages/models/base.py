from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinLengthValidator, URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.encoding import iri_to_uri
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.api import APIField
from wagtail.images import get_image_model_string
from wagtail.models import Page, Site
from wagtail.search import index

from api.represent.blocks import searchable_content
from api.represent.markdown import text as md
from api.represent.page_markdown import field_markdown
from api.represent.references import References, get_references
from api.search.fields import WordsField, without_replaced
from api.sites import SiteMap

from ..blocks.body import BodyBlock
from ..contents import ContentsField, TableOfContentsField
from ..drafts.forms import DraftPageForm
from ..images import ImageField
from ..previews.serving import PlainPreview
from ..reading import count_words, reading_time_minutes
from ..scheduling.panels import SchedulePanel
from ..seo.head import SeoField, prime_seo
from ..seo.representations import OpenGraphArticleRepresentation
from ..stream_field import StreamField
from ..structured_data.graph import Graph
from ..structured_data.json_ld import JsonLdField
from .followed_drafts import FollowedDrafts
from .kept_drafts import KeptDrafts
from .lasting_revisions import LastingRevisions
from .organisation import OrganisationSettings
from .overtaken_saves import OvertakenSaves

SUMMARY_MIN_LENGTH = 50
SUMMARY_MAX_LENGTH = 300


def page_tabs(
    content: Sequence[Any],
    promotion: Sequence[Any],
    settings: Sequence[Any],
    between: Sequence[tuple[str, Sequence[Any]]] = (),
) -> TabbedInterface:
    """The editor's tabs: content first, then promotion and settings.

    :param between: further tabs after the content, each a heading and its panels.
    """
    tabs = [(_("Content"), content), *between, (_("Promotion"), promotion), (_("Settings"), settings)]
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in tabs])


def panels_without(panels: Sequence[Any], *names: str) -> list[Any]:
    """``panels`` without the :class:`FieldPanel` of each named field."""
    return [panel for panel in panels if getattr(panel, "field_name", None) not in names]


class BasePage(KeptDrafts, FollowedDrafts, OvertakenSaves, LastingRevisions, PlainPreview, Page):
    """What all page types share: a summary, a picture, a body, and metadata for search engines and social networks."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MinLengthValidator(SUMMARY_MIN_LENGTH), MaxLengthValidator(SUMMARY_MAX_LENGTH)],
        help_text=_(
            "What a reader learns here, in one or two sentences (50 to 300 characters). Shown in lists, and by "
            "search engines where no search description is given."
        ),
    )
    hero_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("main image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown at the top of the page and in lists. At least 1,600 pixels wide."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("social image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when the page is shared. Empty: the main image."),
    )
    canonical_url = models.URLField(
        _("canonical URL"),
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Only if the same text was first published elsewhere: its full URL there."),
    )
    no_index = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("Visitors still see it; search engines skip it."),
    )

    base_form_class = DraftPageForm
    #: The page's streams, in reading order; their headings form the table of contents.
    stream_fields = ("body",)
    #: The page's type in schema.org: WebPage, or one of its subtypes.
    structured_data_type = "WebPage"

    #: The fields below the title.
    body_panels = [FieldPanel("summary"), FieldPanel("hero_image"), FieldPanel("body")]
    content_panels = [*Page.content_panels, *body_panels]
    promote_panels = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], _("For search engines")),
        MultiFieldPanel([FieldPanel("social_image"), FieldPanel("canonical_url")], _("Sharing")),
    ]
    settings_panels = [
        FieldPanel("slug"),
        FieldPanel("show_in_menus"),
        FieldPanel("no_index"),
        SchedulePanel(),
    ]

    #: The page's content, and what is derived from it; a page type's own fields are in between.
    api_content_fields = [
        APIField("summary"),
        APIField("hero_image", serializer=ImageField("hero", "card")),
        APIField("toc", serializer=TableOfContentsField()),
        APIField("body", serializer=ContentsField()),
    ]
    api_reading_fields = [APIField("word_count"), APIField("reading_time_minutes")]
    api_fields = [*api_content_fields, *api_reading_fields]
    #: The further fields of a page in a list, besides those of a link.
    api_reference_fields = ["hero_image"]
    api_meta_fields = [APIField("seo", serializer=SeoField()), APIField("json_ld", serializer=JsonLdField())]
    api_detail_only_fields = ["json_ld"]

    search_fields = [
        *Page.search_fields,
        WordsField("title", boost=5),
        WordsField("summary", boost=2),
        index.AutocompleteField("summary"),
        WordsField("body"),
    ]
    # api.search.indexing updates the index with the page, immediately.
    search_auto_update = False

    class Meta:
        abstract = True

    @classmethod
    def get_search_fields(cls) -> list[index.BaseField]:
        return without_replaced(super().get_search_fields())

    @classmethod
    def get_indexable_condition(cls) -> Q:
        """Pages that search engines should index: neither hidden by staff nor marked as copies."""
        return Q(no_index=False, canonical_url="")

    def clean(self) -> None:
        super().clean()
        if self._is_own_address(self.canonical_url):
            self.canonical_url = ""

    def _check_slug_is_unique(self) -> None:
        """Wagtail calls this in every validation of a page, and names the parent by a URL that it may not have."""
        parent = self.get_parent()
        if not self._slug_is_available(self.slug, parent, self):
            message = _("A page below “%(parent)s” already has the slug “%(slug)s”. Choose another.")
            raise ValidationError({"slug": message % {"parent": parent.title, "slug": self.slug}})

    def _is_own_address(self, url: str) -> bool:
        """Whether ``url`` is the page's own, at its current place."""
        location = SiteMap().locate(self) if url and self.path else None
        return location is not None and iri_to_uri(url).rstrip("/") == iri_to_uri(location.html_url).rstrip("/")

    @cached_property
    def word_count(self) -> int:
        """The number of words in the page's own text, without that of other objects that it shows."""
        return count_words(self.texts())

    @property
    def reading_time_minutes(self) -> int:
        return reading_time_minutes(self.word_count)

    def texts(self) -> list[str]:
        """The page's own texts, without markup."""
        streams = [getattr(self, name) for name in self.stream_fields]
        return [text for stream in streams for text in searchable_content(stream.stream_block, stream)]

    def add_structured_data(self, graph: Graph) -> None:
        """Add the page's main subject to its structured data."""

    def represent_open_graph_article(self, context: Mapping[str, Any] | None) -> OpenGraphArticleRepresentation | None:
        """The Open Graph data of an article; None for other pages."""
        return None

    @classmethod
    def api_prime(cls, pages: Sequence[BasePage], references: References) -> None:
        """Prefetch what the ``meta`` of all ``pages`` shows."""
        prime_seo(pages, references)

    @classmethod
    def get_markdown(cls, document: Mapping[str, Any]) -> str:
        """The page as Markdown: its title and summary, its facts, its streams, and what follows them."""
        image = document.get("hero_image")
        return md.join(
            md.heading(1, md.words(document.get("title") or "")),
            md.paragraphs(document.get("summary") or ""),
            cls.markdown_facts(document),
            md.image(image["alt_text"], image["url"]) if image else "",
            document.get("introduction"),
            *(field_markdown(cls, name, document) for name in cls.stream_fields),
            cls.markdown_end(document),
        )

    @classmethod
    def markdown_facts(cls, document: Mapping[str, Any]) -> str:
        """The part between the summary and the text."""
        return ""

    @classmethod
    def markdown_end(cls, document: Mapping[str, Any]) -> str:
        """The part below the text."""
        return ""

    def find_organisation(self, references: References) -> OrganisationSettings | None:
        """The organisation behind the page's site; None outside of every site."""
        return OrganisationSettings.of_page(self, references)

    def default_clinic(self, context: Mapping[str, Any] | None) -> Page | None:
        """The organisation's default clinic for blocks without one, in this page's language if it is translated."""
        references = get_references(context)
        organisation = self.find_organisation(references)
        if organisation is None:
            return None
        clinic = references.public(organisation.default_clinic)
        return references.public(references.localized(clinic, self))

    def add_child(self, **kwargs: Any) -> Page:
        """Add a page below the current state of this one: concurrent calls wait for each other."""
        with transaction.atomic():
            row = Page._base_manager.select_for_update().only("path", "depth", "numchild").get(pk=self.pk)
            self.path, self.depth, self.numchild = row.path, row.depth, row.numchild
            return super().add_child(**kwargs)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """The page's URL on its frontend, to which Wagtail's admin links."""
        location = _site_map(request).locate(self)
        if location is None:
            return None
        root_url = location.html_url.removesuffix(location.html_path)
        # Percent-encoded, like Wagtail's own: its previews cannot handle other letters.
        return location.site.pk, root_url, iri_to_uri(location.html_path)

    def get_url(self, request: Any = None, current_site: Site | None = None) -> str | None:
        """The page's absolute URL on its frontend, also if Wagtail would omit the host: in a headless project the
        admin's host shows no page.
        """
        parts = self.get_url_parts(request)
        return parts and parts[1] + parts[2]

    url = property(get_url)

    def get_site(self) -> Site | None:
        location = SiteMap().locate(self)
        return location and location.site


def _site_map(request: Any) -> SiteMap:
    """The sites, loaded once per request of the admin."""
    if request is None:
        return SiteMap()
    if not hasattr(request, "_clinic_site_map"):
        request._clinic_site_map = SiteMap()
    return request._clinic_site_map
