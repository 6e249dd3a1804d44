"""Shapes that several page types and blocks send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.models import Page

from api.represent.references import get_references
from api.represent.representations import PageReference, page_reference
from media.representations import ImageRepresentation

from .images import represent_image


class PageCard(PageReference):
    """A page in a list of pages: what a link needs, with a summary and a picture."""

    summary: str
    hero_image: ImageRepresentation | None


def represent_card(page: Page, context: Mapping[str, Any] | None) -> PageCard:
    """The card of a page that is known to be public. Pages of other apps may have neither summary nor picture."""
    hero_image_id = getattr(page, "hero_image_id", None)
    return PageCard(
        **page_reference(page, get_references(context), context),
        summary=getattr(page, "summary", ""),
        hero_image=represent_image(hero_image_id, context, "card", page=page),
    )
