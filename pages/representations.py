"""Shapes that several page types and blocks send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api.references import get_references
from api.representations import PageReference, page_reference, represent_key
from media.representations import ImageRepresentation

if TYPE_CHECKING:
    from pages.models.base import BasePage


class PageCard(PageReference):
    """A page as a list of pages shows it: what a link needs, with a summary and a picture."""

    summary: str
    hero_image: ImageRepresentation | None


def represent_card(page: BasePage, context: Mapping[str, Any] | None) -> PageCard:
    """The card of a page that is known to be public."""
    hero_image = page._meta.get_field("hero_image")
    return PageCard(
        **page_reference(page, get_references(context), context),
        summary=page.summary,
        hero_image=represent_key(hero_image.related_model, page.hero_image_id, context),
    )
