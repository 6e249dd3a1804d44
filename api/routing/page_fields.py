"""The relatives of a page in its ``meta``: translations, children, siblings."""

from __future__ import annotations

from django.db.models import Count, Min, QuerySet
from typing_extensions import TypedDict
from wagtail.models import Page

from ..contract.serializers import ObjectField
from ..dependencies.recording import depend_on_key, expire_at
from ..dependencies.translations import translations_key
from ..represent.references import References, get_references
from ..represent.representations import PageReference, page_reference
from ..visibility import public
from .neighbours import after, before, children, children_key, neighbours_key

#: Children in a page's response; the listing ``pages/?child_of=`` has them all.
MOST_CHILDREN = 50


class TranslationRepresentation(TypedDict):
    """A page in one language, for ``<link rel="alternate" hreflang>``."""

    id: int
    locale: str
    title: str
    html_path: str
    html_url: str


class ChildrenRepresentation(TypedDict):
    """The number of public children, and the first of them in the order of the tree."""

    total_count: int
    items: list[PageReference]


class SiblingsRepresentation(TypedDict):
    """The public pages before and after a page, below the same parent."""

    previous: PageReference | None
    next: PageReference | None


class BesidePageField(ObjectField):
    @property
    def references(self) -> References:
        return get_references(self.context)

    def on_site(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """The public ones among ``pages``, without root pages of other sites."""
        roots = {root.page.pk for root in self.references.sites.roots}
        return public(pages.exclude(pk__in=roots))

    def represent(self, page: Page | None) -> PageReference | None:
        return None if page is None else page_reference(page, self.references, self.context)


class TranslationsField(BesidePageField):
    """All languages in which the page is published, including its own; that for readers of all others is first."""

    def to_representation(self, page: Page) -> list[TranslationRepresentation]:
        depend_on_key(translations_key(Page, page.translation_key))
        # All of them are loaded, so that the response also depends on those that are not public yet.
        every = list(Page.objects.filter(translation_key=page.translation_key).order_by("pk"))
        shown = {page.pk} if len(every) == 1 else set(_public_pks(every))
        sites = self.references.sites
        return [
            TranslationRepresentation(
                id=other.pk,
                locale=sites.locale_codes[other.locale_id],
                title=other.title,
                html_path=location.html_path,
                html_url=location.html_url,
            )
            for other, location in sites.by_precedence(other for other in every if other.pk in shown)
        ]


class ChildrenField(BesidePageField):
    """How many public children the page has, and the first 50 of them."""

    def to_representation(self, page: Page) -> ChildrenRepresentation:
        depend_on_key(children_key(page.pk))
        found = self.on_site(children(page))
        counted = found.order_by().aggregate(count=Count("pk"), expires=Min("expire_at"))
        expire_at(counted["expires"])
        items = [page_reference(child, self.references, self.context) for child in found[:MOST_CHILDREN]]
        return ChildrenRepresentation(total_count=counted["count"], items=items)


class SiblingsField(BesidePageField):
    """The public pages before and after the page; none for the root of a site."""

    def to_representation(self, page: Page) -> SiblingsRepresentation:
        depend_on_key(neighbours_key(page.pk))
        if any(root.page.pk == page.pk for root in self.references.sites.roots):
            return SiblingsRepresentation(previous=None, next=None)
        return SiblingsRepresentation(
            previous=self.represent(self.on_site(before(page)).first()),
            next=self.represent(self.on_site(after(page)).first()),
        )


def _public_pks(pages: list[Page]) -> list[int]:
    return list(public(Page.objects.filter(pk__in=[page.pk for page in pages])).order_by().values_list("pk", flat=True))
