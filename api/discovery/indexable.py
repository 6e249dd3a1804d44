from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models

from ..sites import SiteMap, SiteRoot
from ..visibility import public


def indexable_pages(roots: Sequence[SiteRoot], sites: SiteMap, model: type[Page] = Page) -> QuerySet[Page]:
    """The pages in these trees that search engines should index.

    These are the public pages that are canonical: neither aliases, nor pages that belong to another site whose tree is
    nested in these. A page type excludes some of its pages by a class method ``get_indexable_condition()``, which
    returns a ``Q`` on its fields.
    """
    pages = public(model._default_manager.filter(_within(roots, sites), alias_of=None))
    for page_type in get_page_models():
        condition = getattr(page_type, "get_indexable_condition", None)
        if condition is not None and issubclass(page_type, model):
            left_out = page_type._default_manager.exclude(condition()).order_by().values("pk")
            pages = pages.exclude(pk__in=left_out)
    return pages


def _within(roots: Sequence[SiteRoot], sites: SiteMap) -> Q:
    return reduce(or_, (_read_at(root, sites) for root in roots), Q(pk__in=[]))


def _read_at(root: SiteRoot, sites: SiteMap) -> Q:
    """The pages of a tree, without nested trees whose pages belong to other sites."""
    within = Q(path__startswith=root.page.path)
    for other in sites.roots[: sites.roots.index(root)]:
        if root.contains(other.page):
            within &= ~Q(path__startswith=other.page.path)
    return within
