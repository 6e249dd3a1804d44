"""What stands in where a translation is lacking: the page of another language, marked as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.request import Request
from typing_extensions import TypedDict
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, Site

from .. import problems
from ..parameters import QueryParameter
from ..sites import SiteMap, SiteRoot
from ..visibility import public
from .lookup import Place, pages_by_url_path, pages_that_left, root_of, url_path_of

# Deeper paths are not searched for what stands in.
_MOST_COMPONENTS = 30


FALLBACK_PARAMETER = QueryParameter(
    "fallback",
    "What may stand in for a page that is not published in the requested language: `true` for the site's own "
    "language, or the code of another one. The response then has `meta.fallback`. In listings, together with `locale`.",
    lambda _view: {"type": "string", "enum": ["true", "false", *get_content_languages()]},
)


class FallbackRepresentation(TypedDict):
    """``meta.fallback``: the answer stands in for one in another language, which is not published.

    ``requested_html_path`` is the path that was asked for; null where none was, as for a page by its id, or in a list.
    """

    requested_locale: str
    served_locale: str
    requested_html_path: str | None


def requested_fallback(request: Request, default: str) -> str | None:
    """The language that ``fallback`` names; None where it is not given, or ``false``.

    :param default: the language that ``true`` means.
    :raises InvalidParameter: when it is not one of the content's languages.
    """
    text = request.query_params.get("fallback")
    if text is None or text == "false":
        return None
    if text == "true":
        return default
    codes = sorted(Locale.objects.values_list("language_code", flat=True))
    if text not in codes:
        raise problems.InvalidParameter(
            f"'{text}' is not one of the content's languages", parameter="fallback", allowed=["true", "false", *codes]
        )
    return text


def stand_in(html_path: str, site: Site, sites: SiteMap, code: str) -> tuple[Page, str] | None:
    """The public page in the language ``code`` that answers for a path in another one, and the latter's code.

    Such a path is made of what there is in its language, and the slugs of the other for the rest: below the Spanish
    index page, an article has its English slug until it is translated (``/es/articulos/calm-mind/``). Also found is
    what was translated once (``/es/articulos/mente-en-calma/``), and what has the whole path of the original behind
    the language (``/es/articles/calm-mind/``).
    """
    components = [component for component in html_path.split("/") if component][:_MOST_COMPONENTS]
    asked = _asked_language(components, sites.roots_of(site), sites)
    target = next((root for root in sites.roots_of(site) if root.locale == code), None)
    if asked is None or target is None or asked[0] == code:
        return None
    language, root, rest = asked
    former = _original_of_former(Place(site.pk, html_path), target)
    if former is not None:
        return former, language
    anchors = _translated_ancestors(root, rest, target) if root is not None else {}
    anchors.setdefault(0, target.page)
    # Wagtail's url_path of each candidate, those below the deepest translated ancestor first.
    wanted = [anchors[n].url_path + "".join(f"{part}/" for part in rest[n:]) for n in sorted(anchors, reverse=True)]
    found = {page.url_path: page for page in _public(pages_by_url_path(wanted)) if target.contains(page)}
    page = next((found[url_path] for url_path in wanted if url_path in found), None)
    return None if page is None else (page, language)


def translation_into(page: Page, code: str) -> Page | None:
    """The public translation of ``page`` into the language ``code``."""
    found = public(Page.objects.filter(translation_key=page.translation_key, locale__language_code=code))
    return found.first()


def _asked_language(
    components: list[str], roots: list[SiteRoot], sites: SiteMap
) -> tuple[str, SiteRoot | None, list[str]] | None:
    """The language that a path asks for, its tree where it has one, and the rest of the path."""
    root, rest = root_of(roots, components)
    if components and (root is None or root.prefix == "") and components[0] in sites.locale_codes.values():
        return components[0], None, components[1:]
    return None if root is None else (root.locale, root, rest)


def _original_of_former(place: Place, target: SiteRoot) -> Page | None:
    """What the page that was once published at a path is a translation of."""
    pks = pages_that_left([place]).get(place, [])
    keys = Page.objects.filter(pk__in=pks).values("translation_key")
    pages = public(Page.objects.filter(translation_key__in=keys, path__startswith=target.page.path))
    return pages.filter(locale__language_code=target.locale).first()


def _translated_ancestors(root: SiteRoot, rest: list[str], target: SiteRoot) -> dict[int, Page]:
    """The public pages that ``rest`` begins with, as pages of the other tree, by the number of its components."""
    lengths = {url_path_of(root, rest[:length]): length for length in range(len(rest))}
    own = [page for page in _public(pages_by_url_path(lengths)) if root.contains(page)]
    by_key = {page.translation_key: lengths[page.url_path] for page in own}
    others = public(Page.objects.filter(translation_key__in=by_key, path__startswith=target.page.path))
    return {by_key[page.translation_key]: page for page in others}


def _public(pages: Iterable[Page]) -> list[Page]:
    return list(public(Page.objects.filter(pk__in=[page.pk for page in pages])))


def mark_fallback(document: dict[str, Any], mark: FallbackRepresentation) -> dict[str, Any]:
    """The document with ``meta.fallback``."""
    first = {"id": document["id"]} if "id" in document else {}
    return {**first, "meta": {**document.get("meta", {}), "fallback": mark}} | {
        name: value for name, value in document.items() if name not in ("id", "meta")
    }
