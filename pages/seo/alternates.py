from __future__ import annotations

from typing import TYPE_CHECKING

from api.references import References
from pages.seo.representations import AlternateRepresentation

if TYPE_CHECKING:
    from pages.models.base import BasePage

DEFAULT = "x-default"


def represent_alternates(page: BasePage, references: References) -> list[AlternateRepresentation]:
    """The page and its translations, by language; ``x-default`` is the one in the site's own language.

    Search engines take a set only where every page of it names all others and itself. So a page has none while it is
    in one language, asks not to be indexed, or says that its text belongs to another address.
    """
    translations = translations_of(page, references)
    if not translations:
        return []
    urls: dict[str, str] = {}
    own_language: str | None = None
    for each in [page, *translations]:
        location = references.sites.locate(each)
        if location is not None:
            urls.setdefault(references.sites.locale_codes[each.locale_id], location.html_url)
            if each.locale_id == location.site.root_page.locale_id:
                own_language = own_language or location.html_url
    found = [AlternateRepresentation(hreflang=code, href=url) for code, url in sorted(urls.items())]
    return [*found, AlternateRepresentation(hreflang=DEFAULT, href=own_language)] if own_language else found


def translations_of(page: BasePage, references: References) -> list[BasePage]:
    """The public translations that search engines may know of, where the page itself is one of these."""
    if not _stands_for_itself(page):
        return []
    return [found for found in references.alternates(page) if _stands_for_itself(found)]


def _stands_for_itself(page: BasePage) -> bool:
    """Aliases hold the text of another page, in its language."""
    return not (page.alias_of_id or getattr(page, "no_index", False) or getattr(page, "canonical_url", ""))
