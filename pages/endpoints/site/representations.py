"""What every page of a frontend needs besides its own content, in one language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from typing_extensions import TypedDict
from wagtail.models import Page, Site

from api.contract.loading import load_streams
from api.dependencies.recording import depend_on_all
from api.represent.references import CONTEXT_NAME, References, reference_keys
from api.sites import SiteRoot

from ...blocks.clinic_numbers import DEFAULT_CLINIC_NAME
from ...models.menu import Menu, MenuRepresentation
from ...models.not_found_text import NotFoundRepresentation, NotFoundText
from ...models.organisation import OrganisationRepresentation, OrganisationSettings
from ...models.site_text import SiteText

T = TypeVar("T", bound=SiteText)


class LocaleRepresentation(TypedDict):
    """A language in which the site has a home page. ``html_path`` is that page's."""

    code: str
    html_path: str
    is_default: bool


class SiteRepresentation(TypedDict):
    """``locale`` is the language of this response. ``menus`` has the menus by their place: ``header``, ``footer``, ….
    ``not_found`` is null if staff have written no text for missing pages.
    """

    hostname: str
    html_url: str
    locale: str
    locales: list[LocaleRepresentation]
    organisation: OrganisationRepresentation
    menus: dict[str, MenuRepresentation]
    not_found: NotFoundRepresentation | None


def represent_site(site: Site, context: dict[str, Any]) -> dict[str, SiteRepresentation]:
    """What every page of the site's frontend needs, by language, the site's own language first."""
    references: References = context[CONTEXT_NAME]
    roots = references.sites.roots_of(site)
    public = {page.pk for page in references.public_many(root.page for root in roots)}
    shown = [root for root in roots if root.page.pk in public or not root.prefix]
    locales = [
        LocaleRepresentation(code=root.locale, html_path=f"{root.prefix}/", is_default=not root.prefix)
        for root in shown
        if root.page.pk in public
    ]
    organisation = OrganisationSettings.read_for_site(site)
    menus, not_found = _texts(Menu, site), _texts(NotFoundText, site)
    _load_links([*menus, *not_found], shown, references)
    answers = {}
    for root in shown:
        within = {**context, "page": root.page, DEFAULT_CLINIC_NAME: organisation.default_clinic}
        answers[root.locale] = SiteRepresentation(
            hostname=site.hostname,
            html_url=references.sites.frontend_url(site) + "/",
            locale=root.locale,
            locales=locales,
            organisation=organisation.get_api_representation(within),
            menus={menu.slug: _represent(menu, root, within) for menu in _chosen(menus, "slug", root, shown[0])},
            not_found=next(
                (_represent(text, root, within) for text in _chosen(not_found, "site_id", root, shown[0])), None
            ),
        )
    return answers


def _texts(model: type[T], site: Site) -> list[T]:
    depend_on_all(model)
    texts = list(model._default_manager.filter(site=site))
    if texts:
        load_streams(texts, model.link_fields)
    return texts


def _chosen(texts: Sequence[T], name: str, root: SiteRoot, own: SiteRoot) -> Iterator[T]:
    """Of the texts with the same value of ``name``, the one in the language of ``root``, else in the site's own."""
    by_value: dict[Any, dict[int, T]] = defaultdict(dict)
    for text in texts:
        by_value[getattr(text, name)][text.locale_id] = text
    for translations in by_value.values():
        text = translations.get(root.page.locale_id) or translations.get(own.page.locale_id)
        if text is not None:
            yield text


def _represent(text: Any, root: SiteRoot, context: dict[str, Any]) -> Any:
    locale = context[CONTEXT_NAME].sites.locale_codes[text.locale_id]
    return text.represent(locale, locale != root.locale, context)


def _load_links(texts: Sequence[SiteText], roots: Sequence[SiteRoot], references: References) -> None:
    """Load the targets of all links and their translations, in a fixed number of queries."""
    keys = {key for text in texts for key in reference_keys(text, text.link_fields)}
    references.prime(keys)
    pages = [page for model, pk in keys if issubclass(model, Page) and (page := references.get(model, pk)) is not None]
    links = [(page, root.page) for page in pages for root in roots if page.locale_id != root.page.locale_id]
    references.prime_translations(links)
    found = [references.localized(page, reader) for page, reader in links]
    references.prime((Page, page.pk) for page in found if page is not None)
