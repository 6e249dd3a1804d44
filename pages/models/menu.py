from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..blocks.navigation import LANGUAGE_NAME, MenuItemRepresentation, MenuItemsBlock
from ..stream_field import StreamField
from .site_text import SiteText

LEVELS = 3


class MenuRepresentation(TypedDict):
    """A menu of a site. ``locale`` is the language in which it was written; ``is_fallback`` says that this is not the
    requested language. Its links still lead to pages in the requested language, if they are translated.
    """

    title: str
    locale: str
    is_fallback: bool
    items: list[MenuItemRepresentation]


class Menu(SiteText):
    """Ordered links on up to three levels, for one place on every page of a site, in one language."""

    slug = models.SlugField(
        _("place"),
        max_length=50,
        help_text=_(
            "Where the website shows it: “header” or “footer”. Use another word, such as “legal”, only if the "
            "developers of the website ask for it."
        ),
    )
    title = models.CharField(
        _("title"),
        max_length=80,
        help_text=_("The name of the menu, such as “Main menu”. Screen readers announce it, and footers may show it."),
    )
    items = StreamField(MenuItemsBlock(LEVELS), verbose_name=_("links"), blank=True)

    unique_by = ("site", "slug")
    link_fields = ("items",)
    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("site")]),
        FieldPanel("items"),
    ]

    class Meta(SiteText.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["slug", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slug", "locale"],
                name="clinic_pages_menu_place",
                violation_error_message=_("The site already has a menu for this place in this language."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def taken_message(self) -> str:
        return _("The site already has a menu for “%(slug)s” in this language. Edit that one.") % {"slug": self.slug}

    def place_message(self) -> str:
        return _("Shown on every page of %(site)s.")

    def represent(self, locale: str, is_fallback: bool, context: Mapping[str, Any]) -> MenuRepresentation:
        """The menu with the links that visitors may follow.

        :param locale: the code of its language.
        :param context: the context of the response; its ``page`` decides the site and language of the links.
        """
        block = self.items.stream_block
        return MenuRepresentation(
            title=self.title,
            locale=locale,
            is_fallback=is_fallback,
            items=block.get_api_representation(self.items, {**context, LANGUAGE_NAME: locale}),
        )
