"""Protocols: what search engines, social networks and messengers show of a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from api.represent.references import References


class Organisation(Protocol):
    """The organisation behind a site."""

    name: str
    legal_name: str
    logo_id: Any
    profile_urls: list[str]


class PresentedPage(Protocol):
    """A page with a summary, a picture, and metadata for search engines and social networks."""

    pk: Any
    locale_id: Any
    alias_of_id: Any
    title: str
    summary: str
    seo_title: str
    search_description: str
    canonical_url: str
    no_index: bool
    hero_image_id: Any
    social_image_id: Any
    first_published_at: datetime | None
    last_published_at: datetime | None

    def find_organisation(self, references: References) -> Organisation | None:
        """The organisation behind the page's site; None outside of every site."""
