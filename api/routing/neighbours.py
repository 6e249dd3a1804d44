"""The siblings and children of a page, and the keys of responses that show them.

A page that appears, disappears or moves changes three responses besides its own: that of its parent, which counts its
children, and those of the public pages before and after it. Each depends on a key of its own, and no others do.
"""

from __future__ import annotations

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Left
from wagtail.models import Page

from ..dependencies.keys import Key, label_of
from ..visibility import public


def children_key(pk: int) -> Key:
    """The key for which public children a page has, in which order."""
    return Key(f"{label_of(Page)}children", str(pk))


def neighbours_key(pk: int) -> Key:
    """The key for which public pages are before and after a page."""
    return Key(f"{label_of(Page)}neighbours", str(pk))


def keys_beside_page(page: Page) -> set[Key]:
    """The keys of the responses that change when ``page`` appears at its place in the tree, or disappears."""
    if page.depth <= 1:
        return set()
    parent = Page.objects.filter(path=parent_path(page)).values_list("pk", flat=True).first()
    found = [public(siblings).values_list("pk", flat=True).first() for siblings in (before(page), after(page))]
    keys = {neighbours_key(pk) for pk in found if pk is not None}
    return keys if parent is None else keys | {children_key(parent)}


def before(page: Page) -> QuerySet[Page]:
    """The siblings before ``page``, the nearest first."""
    parent = parent_path(page)
    earlier = Page.objects.filter(path__gt=parent, path__lt=page.path).order_by("-path")
    # The page that precedes this one in the tree is its sibling, or a descendant of that: so start at the sibling.
    nearest = Subquery(earlier.values(sibling=Left("path", len(page.path)))[:1])
    return Page.objects.filter(path__gt=parent, path__lte=nearest, depth=page.depth).order_by("-path")


def after(page: Page) -> QuerySet[Page]:
    """The siblings after ``page``, the nearest first."""
    beyond = Page._get_children_path_interval(parent_path(page))[1]
    return Page.objects.filter(path__gt=page.path, path__lte=beyond, depth=page.depth).order_by("path")


def children(page: Page) -> QuerySet[Page]:
    """The children of ``page``, in the order of the tree."""
    first, last = Page._get_children_path_interval(page.path)
    return Page.objects.filter(path__range=(first, last), depth=page.depth + 1).order_by("path")


def parent_path(page: Page) -> str:
    return page.path[: -Page.steplen]
