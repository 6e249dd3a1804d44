"""The locations of pages before and after a change: for the journal, on writes that send no signal and changes that
affect whole trees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from ..sites import SiteMap
from ..snapshots.marking import Tree
from .journal import LeftPath, left_trees, note, seen
from .moves import is_moving, moved_trees
from .routes import bare_page

_COLUMNS = ("pk", "path", "url_path", "locale_id", "content_type_id", "expire_at")
#: Pages per statement.
_PART = 1000
# Fields that affect locations: those of a page affect itself, or all pages below a site's root.
_OF_PAGES = {"path", "url_path", "live", "expire_at"}
_OF_ROOTS = {"translation_key", "locale_id"}
_OF_RESTRICTIONS = {"page_id", "restriction_type"}
# If two sites share a root, the pages' site depends on everything that sites are sorted by.
_OF_SITES = {"root_page_id", "is_default_site", "hostname", "port"}
#: Fields of other models that affect all pages.
DECIDING_ON_ALL: dict[type[Model], set[str]] = {Site: _OF_SITES, Locale: {"language_code"}}
# Whether all pages are being compared already, for a statement that writes to several tables.
_looks_at_all: ContextVar[bool] = ContextVar("clinic_api_looks_at_all_pages", default=False)


@dataclass(frozen=True)
class Standing:
    """The location of a page that is public, or was until it expired."""

    left: LeftPath
    is_public: bool


Standings = dict[int, Standing]


def standings(pks: Collection[int] | None) -> Standings:
    """The locations of those of the pages that are public; those outside of every site are left out.

    :param pks: the keys of the pages; None for all pages.
    """
    sites, now, found = SiteMap(), timezone.now(), {}
    for pages in _parts(pks):
        for row in seen(pages).values(*_COLUMNS).iterator():
            pk, location = row["pk"], sites.locate(bare_page(row))
            if location is not None:
                left = LeftPath(pk, location.site.pk, location.html_path, row["locale_id"], row["content_type_id"])
                found[pk] = Standing(left, row["expire_at"] is None or row["expire_at"] > now)
    return found


def note_difference(before: Standings, after: Standings) -> None:
    """Record which pages have left their paths, and which have become public."""
    public = {pk: standing.left for pk, standing in after.items() if standing.is_public}
    left = [standing.left for pk, standing in before.items() if public.get(pk) != standing.left]
    arrived = [pk for pk in public if pk not in before or not before[pk].is_public]
    note(left, arrived)


@contextmanager
def noting(
    model: type[Model], rows: QuerySet | Sequence[Model] | None, fields: Collection[str] | None, using: str
) -> Iterator[None]:
    """Record how a write without a signal changes the locations of pages.

    :param rows: what is written: stored rows, or new ones; None if unknown.
    :param fields: their names, as attributes; None for all.
    """
    if issubclass(model, Page) and isinstance(rows, Sequence):
        yield
        note_difference({}, standings([page.pk for page in rows]))
    elif not _decides(model, fields) or _is_noted(model, rows, fields, using):
        yield
    else:
        with _looking(_pages(model, rows, fields)):
            yield


@contextmanager
def _looking(pks: Collection[int] | None) -> Iterator[None]:
    if _looks_at_all.get():
        yield
        return
    before, outer = standings(pks), _looks_at_all.set(pks is None)
    try:
        yield
    finally:
        _looks_at_all.reset(outer)
    note_difference(before, standings(pks))


def _parts(pks: Collection[int] | None) -> Iterator[QuerySet[Page]]:
    if pks is None:
        yield Page.objects.all()
        return
    listed = list(pks)
    for start in range(0, len(listed), _PART):
        yield Page.objects.filter(pk__in=listed[start : start + _PART])


def _decides(model: type[Model], fields: Collection[str] | None) -> bool:
    if issubclass(model, Page):
        deciding = _OF_PAGES | _OF_ROOTS
    elif issubclass(model, PageViewRestriction):
        deciding = _OF_RESTRICTIONS
    else:
        deciding = DECIDING_ON_ALL.get(model, set())
    return bool(deciding if fields is None else deciding & set(fields))


def _is_noted(model: type[Model], rows: Any, fields: Collection[str] | None, using: str) -> bool:
    """Whether the write is part of a change that signals report: of ``Page.move()``, or of a page that is renamed, for
    which Wagtail updates the paths of all descendants.
    """
    if not issubclass(model, Page) or fields is None or not isinstance(rows, QuerySet):
        return False
    names = set(fields)
    if names <= {"path", "depth"}:
        return is_moving()
    if names != {"url_path"}:
        return False
    trees = [*moved_trees(), *left_trees(connections[using])]
    return any(Tree(path).holds(rows) for path in trees)


def _pages(
    model: type[Model], rows: QuerySet | Sequence[Model] | None, fields: Collection[str] | None
) -> list[int] | None:
    """The keys of the pages that the rows affect; None for all pages."""
    if rows is None:
        return None
    if issubclass(model, PageViewRestriction):
        return None if _moves_restrictions(rows, fields) else _below(_restricted_pages(rows))
    if not issubclass(model, Page) or isinstance(rows, Sequence) or (fields is not None and _OF_ROOTS & set(fields)):
        return None
    return list(rows.order_by().values_list("pk", flat=True))


def _moves_restrictions(rows: Any, fields: Collection[str] | None) -> bool:
    return isinstance(rows, QuerySet) and fields is not None and "page_id" in fields


def _restricted_pages(rows: QuerySet | Sequence[Model]) -> Iterable[Any]:
    if isinstance(rows, QuerySet):
        return rows.order_by().values_list("page_id", flat=True)
    return [restriction.page_id for restriction in rows if isinstance(restriction, PageViewRestriction)]


def _below(pks: Iterable[Any]) -> list[int]:
    """The keys of these pages and of all their descendants."""
    tops: list[str] = []
    for path in Page.objects.filter(pk__in=list(pks)).order_by("path").values_list("path", flat=True):
        if not tops or not path.startswith(tops[-1]):
            tops.append(path)
    return [pk for path in tops for pk in Page.objects.filter(path__startswith=path).values_list("pk", flat=True)]
