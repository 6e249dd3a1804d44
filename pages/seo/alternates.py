from __future__ import annotations

from api.represent.references import References

from ..presentation import PresentedPage
from .representations import AlternateRepresentation

DEFAULT = "x-default"


def represent_alternates(page: PresentedPage, references: References) -> list[AlternateRepresentation]:
    """The page and its translations, that for readers of all other languages first, and last as ``x-default``.

    Search engines ignore a set unless every page in it lists all others and itself. So a page has none while it is not
    translated, asks not to be indexed, or has another canonical URL.
    """
    translations = translations_of(page, references)
    if not translations:
        return []
    located = references.sites.by_precedence([page, *translations])
    codes = references.sites.locale_codes
    found = [AlternateRepresentation(hreflang=codes[each.locale_id], href=place.html_url) for each, place in located]
    return [*found, AlternateRepresentation(hreflang=DEFAULT, href=found[0]["href"])]


def translations_of(page: PresentedPage, references: References) -> list[PresentedPage]:
    """The public translations that search engines should index, if the page itself is one of these."""
    if not _stands_for_itself(page, references):
        return []
    return [found for found in references.alternates(page) if _stands_for_itself(found, references)]


def _stands_for_itself(page: PresentedPage, references: References) -> bool:
    """Aliases have the text of another page, in its language."""
    is_copy = page.alias_of_id or getattr(page, "canonical_url", "")
    return not (is_copy or getattr(page, "no_index", False)) and references.sites.locate(page) is not None
