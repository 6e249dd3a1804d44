from __future__ import annotations

from typing import Any

from wagtail.models import Page

from api.contract.serializers import ObjectField
from api.represent.references import References, get_references

from ..images import represent_image
from .alternates import represent_alternates
from .open_graph import SharedPage, represent_open_graph
from .representations import SeoRepresentation
from .x_card import represent_x_card

# Search engines may show the picture large beside a result.
INDEXED = "index,follow,max-image-preview:large"
NOT_INDEXED = "noindex,follow"


class SeoField(ObjectField):
    """The page's ``meta.seo``."""

    def to_representation(self, page: SharedPage) -> SeoRepresentation:
        return represent_seo(page, self.context)


def represent_seo(page: SharedPage, context: dict[str, Any]) -> SeoRepresentation:
    """The content of the page's head, with a default for each value that staff left empty."""
    references = get_references(context)
    head = {
        "title": page.seo_title or page.title,
        "description": page.search_description or page.summary,
        "canonical_url": canonical_url(page, references),
        "robots": NOT_INDEXED if page.no_index else INDEXED,
        "image": represent_image(page.social_image_id or page.hero_image_id, context, "social", page=page),
        "alternates": represent_alternates(page, references),
    }
    organisation = page.find_organisation(references)
    open_graph = represent_open_graph(page, head, organisation.name if organisation else "", context)
    profiles = organisation.profile_urls if organisation else []
    return SeoRepresentation(
        **head, open_graph=open_graph, twitter=represent_x_card(head, open_graph["image"], profiles)
    )


def canonical_url(page: SharedPage, references: References) -> str | None:
    """The canonical URL of this text: as staff entered it, else that of the original of an alias, else the page's
    own.
    """
    if page.canonical_url:
        return page.canonical_url
    original = references.get(Page, page.alias_of_id) if page.alias_of_id else None
    location = (original and references.sites.locate(original)) or references.sites.locate(page)
    return location and location.html_url


def prime_seo(pages: list[SharedPage], references: References) -> None:
    """Prefetch what the heads of all ``pages`` refer to, in a fixed number of queries."""
    references.prime_alternates(pages)
    references.prime((Page, page.alias_of_id) for page in pages if page.alias_of_id)
