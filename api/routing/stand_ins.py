"""Fallback pages: the page of another language at a path where a translation is missing."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page

from ..sites import SiteRoot
from ..visibility import public
from .asked_path import AskedPath
from .fallback import FallbackRepresentation
from .frontend import Frontend
from .outcomes import SentOn, StandIn
from .pages_by_path import pages_by_url_path, root_of, url_path_of
from .visit import Visit

# Deeper paths are not searched.
_MOST_COMPONENTS = 30


def stand_in(visit: Visit) -> StandIn | SentOn | None:
    """The public page in the language ``visit.fallback`` for a path in another one; a redirect if the requested page is
    published after all, at another path.

    Such a path combines the slugs that exist in its language with slugs of the other language: below the Spanish index
    page, an article has its English slug until it is translated (``/es/articulos/calm-mind/``). Also found are former
    translations (``/es/articulos/mente-en-calma/``), and the whole path of the original after the language code
    (``/es/articles/calm-mind/``).
    """
    frontend = visit.frontend
    target = next((root for root in frontend.roots if root.locale == visit.fallback), None)
    language, root, rest = _requested_language(visit.path, frontend)
    if target is None or language in ("", target.locale):
        return None
    page = _original_of_former(visit, target) or _original_at(root, rest, target)
    if page is None:
        return None
    mark = FallbackRepresentation(
        requested_locale=language, served_locale=target.locale, requested_html_path=visit.path.html_path
    )
    translation = translation_into(page, language)
    found = frontend.send_to_page(translation, is_permanent=False) if translation is not None else None
    return found or StandIn(page.pk, mark)


def translation_into(page: Page, code: str) -> Page | None:
    """The public translation of ``page`` into the language ``code``."""
    found = public(Page.objects.filter(translation_key=page.translation_key, locale__language_code=code))
    return found.first()


def _requested_language(path: AskedPath, frontend: Frontend) -> tuple[str, SiteRoot | None, list[str]]:
    """The language of a path, empty for none; its tree if it has one; and the rest of the path."""
    components = path.components[:_MOST_COMPONENTS]
    root, rest = root_of(frontend.roots, components)
    if components and (root is None or root.prefix == "") and components[0] in frontend.sites.locale_codes.values():
        return components[0], None, components[1:]
    return ("" if root is None else root.locale), root, rest


def _original_of_former(visit: Visit, target: SiteRoot) -> Page | None:
    """The original of the page that was once published at the path."""
    keys = Page.objects.filter(pk__in=visit.former_pks).values("translation_key")
    pages = public(Page.objects.filter(translation_key__in=keys, path__startswith=target.page.path))
    return pages.filter(locale__language_code=target.locale).first()


def _original_at(root: SiteRoot | None, rest: list[str], target: SiteRoot) -> Page | None:
    """The page in the other tree at the path, the beginning of which may be translated."""
    anchors = _translated_ancestors(root, rest, target) if root is not None else {}
    anchors.setdefault(0, target.page)
    # The url_path of each candidate; those below the deepest translated ancestor are first.
    wanted = [anchors[n].url_path + "".join(f"{part}/" for part in rest[n:]) for n in sorted(anchors, reverse=True)]
    found = {page.url_path: page for page in _public(pages_by_url_path(wanted)) if target.contains(page)}
    return next((found[url_path] for url_path in wanted if url_path in found), None)


def _translated_ancestors(root: SiteRoot, rest: list[str], target: SiteRoot) -> dict[int, Page]:
    """The public pages along ``rest``, as pages of the other tree, by the number of its components."""
    lengths = {url_path_of(root, rest[:length]): length for length in range(len(rest))}
    own = [page for page in _public(pages_by_url_path(lengths)) if root.contains(page)]
    by_key = {page.translation_key: lengths[page.url_path] for page in own}
    others = public(Page.objects.filter(translation_key__in=by_key, path__startswith=target.page.path))
    return {by_key[page.translation_key]: page for page in others}


def _public(pages: Iterable[Page]) -> list[Page]:
    return list(public(Page.objects.filter(pk__in=[page.pk for page in pages])))
