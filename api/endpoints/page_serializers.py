"""A page, with fields that depend on its place in the tree."""

from __future__ import annotations

from wagtail.models import Page

from ..contract.serializers import ObjectField, ObjectSerializer
from ..formats import WebAddress
from ..represent.references import References, get_references
from ..represent.representations import Breadcrumb, PageReference, page_reference
from ..routing.page_fields import ChildrenField, SiblingsField, TranslationsField


class PageMetaField(ObjectField):
    """A member of a page's ``meta`` that depends on its place in the tree."""

    @property
    def references(self) -> References:
        return get_references(self.context)


class HtmlUrlField(PageMetaField):
    """The page's URL on its frontend."""

    #: Pages have endpoints on their sites only; a page that another object refers to may be outside of every site.
    may_be_null_when_nested = True

    def to_representation(self, page: Page) -> WebAddress:
        location = self.references.sites.locate(page)
        return location.html_url if location else None  # type: ignore[return-value]


class HtmlPathField(PageMetaField):
    """The page's path on its frontend, the key for ``find/``."""

    may_be_null_when_nested = True

    def to_representation(self, page: Page) -> str:
        location = self.references.sites.locate(page)
        return location.html_path if location else None  # type: ignore[return-value]


class LocaleField(PageMetaField):
    """The page's language code."""

    def to_representation(self, page: Page) -> str:
        return self.references.sites.locale_codes[page.locale_id]


class ParentField(PageMetaField):
    """The parent, if it is public."""

    def to_representation(self, page: Page) -> PageReference | None:
        ancestors = self.references.ancestors(page)
        if not ancestors or ancestors[-1].depth != page.depth - 1:
            return None
        return page_reference(ancestors[-1], self.references, self.context)


class AliasOfField(PageMetaField):
    """The page that this one is an alias of, if it is public."""

    def to_representation(self, page: Page) -> PageReference | None:
        source = page.alias_of_id and self.references.get(Page, page.alias_of_id)
        return page_reference(source, self.references, self.context) if source else None


class BreadcrumbsField(PageMetaField):
    """The public ancestors below the site's root page, the topmost first: ``[{"title", "html_path"}]``."""

    def to_representation(self, page: Page) -> list[Breadcrumb]:
        sites = self.references.sites
        roots = {root.page.pk for root in sites.roots}
        return [
            Breadcrumb(title=ancestor.title, html_path=sites.locate(ancestor).html_path)
            for ancestor in self.references.ancestors(page)
            if ancestor.pk not in roots
        ]


class PageSerializer(ObjectSerializer):
    """A page."""

    html_url = HtmlUrlField()
    html_path = HtmlPathField()
    locale = LocaleField()
    parent = ParentField()
    alias_of = AliasOfField()
    breadcrumbs = BreadcrumbsField()
    translations = TranslationsField()
    children = ChildrenField()
    siblings = SiblingsField()
