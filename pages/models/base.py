from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, Site
from wagtail.search import index

from api.contract.serializers import ObjectField
from api.references import get_references
from api.sites import SiteMap
from media.representations import ImageRepresentation
from pages.blocks.body import BodyBlock
from pages.contents import ContentsField, TableOfContentsField
from pages.images import ImageField, represent_image
from pages.models.organisation import OrganisationSettings
from pages.models.overtaken_saves import OvertakenSaves
from pages.reading import count_words, reading_time_minutes

SUMMARY_MIN_LENGTH = 50
SUMMARY_MAX_LENGTH = 300


class SeoRepresentation(TypedDict):
    """What a frontend puts into the head of the page. ``robots`` is the content of the meta element of that name."""

    title: str
    description: str
    canonical_url: str | None
    robots: str
    image: ImageRepresentation | None


class SeoField(ObjectField):
    """The page's ``meta.seo``."""

    def to_representation(self, page: BasePage) -> SeoRepresentation:
        return page.represent_seo(self.context)


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


class BasePage(OvertakenSaves, Page):
    """What all page types share: a summary, a picture, a body, and how the page presents itself elsewhere."""

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
        _("canonical address"),
        blank=True,
        help_text=_("Only where the same text stands elsewhere first: its whole address there."),
    )
    no_index = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("Visitors still see it; search engines skip it."),
    )

    #: The page's streams, in the order in which a reader meets them; their headings form the table of contents.
    stream_fields = ("body",)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("hero_image"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], _("For search engines")),
        MultiFieldPanel([FieldPanel("social_image"), FieldPanel("canonical_url")], _("Sharing")),
    ]
    settings_panels = [
        FieldPanel("slug"),
        FieldPanel("show_in_menus"),
        FieldPanel("no_index"),
        PublishingPanel(),
    ]

    api_fields = [
        APIField("summary"),
        APIField("hero_image", serializer=ImageField("hero", "card")),
        APIField("toc", serializer=TableOfContentsField()),
        APIField("body", serializer=ContentsField()),
        APIField("word_count"),
        APIField("reading_time_minutes"),
    ]
    #: What other answers show of a page, besides what a link needs.
    api_reference_fields = ["hero_image"]
    api_meta_fields = [APIField("seo", serializer=SeoField())]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
    ]

    #: Pages are shown by the frontends; previews there come with a later version.
    preview_modes: list[tuple[str, str]] = []

    class Meta:
        abstract = True

    @cached_property
    def word_count(self) -> int:
        """The number of words in the page's own text; what it shows of other objects does not count."""
        return count_words(self.texts())

    @property
    def reading_time_minutes(self) -> int:
        return reading_time_minutes(self.word_count)

    def texts(self) -> list[str]:
        """The page's own texts, without markup."""
        streams = [getattr(self, name) for name in self.stream_fields]
        return [text for stream in streams for text in stream.stream_block.get_searchable_content(stream)]

    def represent_seo(self, context: Mapping[str, Any] | None) -> SeoRepresentation:
        """What goes into the head of the page, each value with what stands in for it where staff gave none."""
        location = get_references(context).sites.locate(self)
        return SeoRepresentation(
            title=self.seo_title or self.title,
            description=self.search_description or self.summary,
            canonical_url=self.canonical_url or (location and location.html_url),
            robots="noindex,follow" if self.no_index else "index,follow",
            image=represent_image(self.social_image_id or self.hero_image_id, context, "social", page=self),
        )

    def default_clinic(self, context: Mapping[str, Any] | None) -> Page | None:
        """The clinic that the organisation names for blocks that choose none, in this page's language where it is."""
        references = get_references(context)
        location = references.sites.locate(self)
        if location is None:
            return None
        organisation = references.once(
            (OrganisationSettings, location.site.pk), lambda: OrganisationSettings.read_for_site(location.site)
        )
        clinic = references.public(organisation.default_clinic)
        return references.public(references.localized(clinic, self))

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Where the page is read: on its frontend. Wagtail's admin leads there."""
        location = _site_map(request).locate(self)
        if location is None:
            return None
        root_url = location.html_url.removesuffix(location.html_path)
        return location.site.pk, root_url, location.html_path

    def get_site(self) -> Site | None:
        location = SiteMap().locate(self)
        return location and location.site


def _site_map(request: Any) -> SiteMap:
    """The sites, loaded once for each request of the admin."""
    if request is None:
        return SiteMap()
    if not hasattr(request, "_clinic_site_map"):
        request._clinic_site_map = SiteMap()
    return request._clinic_site_map
