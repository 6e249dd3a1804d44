from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from api.represent.rich_text import display_html
from api.represent.rich_text.representations import RichText

from ..blocks.navigation import LANGUAGE_NAME, MenuItemRepresentation, MenuItemsBlock
from ..rich_text_features import SHORT_TEXT_FEATURES
from ..stream_field import StreamField
from .site_text import SiteText


class NotFoundRepresentation(TypedDict):
    """The text for missing pages. ``is_fallback`` is as in menus."""

    title: str
    text: RichText
    links: list[MenuItemRepresentation]
    locale: str
    is_fallback: bool


class NotFoundText(SiteText):
    """The text for visitors whose link leads nowhere, in one language."""

    title = models.CharField(
        _("title"), max_length=120, help_text=_("In plain words, such as “We could not find this page”.")
    )
    text = RichTextField(
        _("text"),
        blank=True,
        features=SHORT_TEXT_FEATURES,
        help_text=_("What may have happened, and what to do now. People in need may read this: give a number to call."),
    )
    links = StreamField(MenuItemsBlock(), verbose_name=_("useful links"), blank=True)

    link_fields = ("text", "links")
    panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("links"), FieldPanel("site")]

    class Meta(SiteText.Meta):
        verbose_name = _("text for missing pages")
        verbose_name_plural = _("texts for missing pages")
        ordering = ["site", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "locale"],
                name="clinic_pages_not_found_text_site",
                violation_error_message=_("The site already has a text for missing pages in this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def place_message(self) -> str:
        return _("Shown at every URL of %(site)s where nothing is found.")

    def represent(self, locale: str, is_fallback: bool, context: Mapping[str, Any]) -> NotFoundRepresentation:
        """The text, with the links that visitors may follow. Parameters as for menus."""
        within = {**context, LANGUAGE_NAME: locale}
        return NotFoundRepresentation(
            title=self.title,
            text=display_html(self.text, within),
            links=self.links.stream_block.get_api_representation(self.links, within),
            locale=locale,
            is_fallback=is_fallback,
        )
