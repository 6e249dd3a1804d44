"""Records which pages left which paths, and which became public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connections, transaction
from django.db import router as databases
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat, Left, Substr
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from .. import conf
from ..sites import SiteMap, SiteRoot
from ..snapshots import clock
from ..visibility import unrestricted
from .models import START_LENGTH, RouteBatch, RouteChange

_HOUR = 3600 * 1000
_DAY = 24 * _HOUR
#: Rows per statement, if they are inserted one by one.
_ROWS = 1000
#: Restricted places per statement.
_FEW = 20


class _Tidying:
    """When this process last removed old rows, by the database's clock."""

    at = 0


@dataclass(frozen=True)
class LeftPath:
    """A page, and the path on a site that it leaves."""

    page_id: int
    site_id: int
    html_path: str
    locale_id: int
    content_type_id: int


def seen(pages: QuerySet[Page], within: str = "") -> QuerySet[Page]:
    """Those of ``pages`` that are public, or were until they expired.

    :param within: only restrictions at this place of the tree or below count.
    """
    live = pages.filter(live=True).order_by()
    hidden = PageViewRestriction.objects.exclude(restriction_type=BaseViewRestriction.NONE)
    paths = list(hidden.filter(page__path__startswith=within).values_list("page__path", flat=True)[: _FEW + 1])
    if len(paths) > _FEW:
        return unrestricted(live, within)
    # The same, without checking the restrictions for each of thousands of pages.
    return live.exclude(reduce(or_, (Q(path__startswith=path) for path in paths))) if paths else live


def note_left(pages: QuerySet[Page], within: str = "") -> None:
    """Record that the public ones among ``pages`` are about to leave their paths."""
    roots = SiteMap().roots
    for root in roots:
        here = _within(seen(pages, within), root)
        for other in roots:
            if len(other.page.path) > len(root.page.path) and root.contains(other.page):
                here = here.exclude(pk__in=_within(pages.order_by(), other).values("pk"))
        _insert(here, _columns_of_left(root))


def note_arrived(pages: QuerySet[Page]) -> None:
    """Record that the public ones among ``pages`` were not public before."""
    change = Value(RouteChange.Change.ARRIVED.value, output_field=CharField())
    empty = Value("", output_field=CharField())
    _insert(seen(pages), {"change": change, "page_id": F("pk"), "html_path": empty, "html_path_start": empty})


def note_tree_left(path: str, within: str = "") -> None:
    """Record that all public pages in a tree are about to leave their paths.

    :param path: the place of the topmost page in the tree of all pages.
    :param within: only restrictions at this place of the tree or below count.
    """
    using = databases.db_for_write(RouteChange)
    note_left(Page.objects.filter(path__startswith=path), within)
    if connections[using].in_atomic_block:
        transaction.on_commit(_LeftTree(path), using=using)


def note(left: Iterable[LeftPath], arrived: Iterable[int]) -> None:
    """Record the paths that are left, and the keys of the pages that have become public."""
    rows = [
        RouteChange(
            change=RouteChange.Change.LEFT,
            page_id=each.page_id,
            site_id=each.site_id,
            html_path=each.html_path,
            html_path_start=each.html_path[:START_LENGTH],
            locale_id=each.locale_id,
            content_type_id=each.content_type_id,
        )
        for each in left
    ]
    rows += [RouteChange(change=RouteChange.Change.ARRIVED, page_id=pk) for pk in arrived]
    if not rows:
        return
    using = databases.db_for_write(RouteChange)
    with _writing(using) as batch:
        for row in rows:
            row.batch_id = batch.pk
        batch.rows += len(RouteChange.objects.using(using).bulk_create(rows, batch_size=_ROWS))


def left_trees(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The places of the trees that the current transaction has recorded as left as a whole."""
    return frozenset(entry[1].path for entry in connection.run_on_commit if isinstance(entry[1], _LeftTree))


def now_ms() -> int:
    """The time by the database's clock, which all servers share, in milliseconds since 1970."""
    connection = connections[databases.db_for_write(RouteChange)]
    if connection.vendor != "postgresql":
        return clock.now_ms()
    with connection.cursor() as cursor:
        cursor.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")
        return cursor.fetchone()[0]


def date() -> None:
    """Date the batches committed since the last call, and once an hour remove those older than the retention period."""
    now, using = now_ms(), databases.db_for_write(RouteChange)
    RouteBatch.objects.using(using).filter(at__isnull=True).update(at=now)
    for batch in _begun(connections[using]):
        batch.is_open = False
    if abs(now - _Tidying.at) >= _HOUR:
        _Tidying.at = now
        _tidy(now - conf.route_history_days() * _DAY)


def _tidy(before: int) -> None:
    """Remove what was recorded before a timestamp.

    Old paths of pages that still exist are kept: links on other websites do not expire.
    """
    using = databases.db_for_write(RouteChange)
    old = RouteBatch.objects.using(using).filter(at__lt=before)
    changes = RouteChange.objects.using(using)
    there = Exists(Page.objects.order_by().filter(pk=OuterRef("page_id")))
    no_path = Q(change=RouteChange.Change.ARRIVED) | ~there
    changes.filter(no_path, batch__in=old.values("pk")).delete()
    old.exclude(Exists(changes.filter(batch=OuterRef("pk"))))._raw_delete(using)


class _Batch:
    """The batch of one transaction, as an on-commit callback of Django, which drops it when the savepoint in which it
    was created is rolled back.
    """

    def __init__(self, pk: int) -> None:
        self.pk = pk
        self.is_open = True
        self.rows = 0

    def __call__(self) -> None:
        date()


@dataclass(frozen=True)
class _LeftTree:
    """A tree that was recorded as left as a whole. Django drops it when its savepoint is rolled back."""

    path: str

    def __call__(self) -> None:
        """Do nothing after the commit."""


def _within(pages: QuerySet[Page], root: SiteRoot) -> QuerySet[Page]:
    """Those of ``pages`` that are published below ``root``, by their ``url_path``: during a move it still has its old
    value, while ``path`` is already new.
    """
    start = root.page.url_path
    return pages.alias(start=Left("url_path", len(start))).filter(start=start)


def _columns_of_left(root: SiteRoot) -> dict[str, Any]:
    below = Substr("url_path", len(root.page.url_path) + 1)
    html_path = Concat(Value(f"{root.prefix}/"), below, output_field=CharField())
    return {
        "change": Value(RouteChange.Change.LEFT.value, output_field=CharField()),
        "page_id": F("pk"),
        "site_id": Value(root.site.pk, output_field=BigIntegerField()),
        "html_path": html_path,
        "html_path_start": Left(html_path, START_LENGTH),
        "locale_id": F("locale_id"),
        "content_type_id": F("content_type_id"),
    }


def _insert(pages: QuerySet[Page], columns: Mapping[str, Any]) -> None:
    """Insert with one statement, whatever the number of pages."""
    using = databases.db_for_write(RouteChange)
    connection = connections[using]
    quote = connection.ops.quote_name
    with _writing(using) as batch:
        values = {**columns, "batch_id": Value(batch.pk, output_field=BigIntegerField())}
        names = ", ".join(quote(name) for name in values)
        sql, parameters = pages.using(using).values_list(*values.values()).query.get_compiler(using).as_sql()
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {quote(RouteChange._meta.db_table)} ({names}) {sql}", parameters)
            batch.rows += cursor.rowcount


@contextmanager
def _writing(using: str) -> Iterator[_Batch]:
    """The batch of the current transaction. A new one is only kept if it gets rows."""
    with transaction.atomic(using=using, savepoint=False):
        begun = next((batch for batch in _begun(connections[using]) if batch.is_open), None)
        batch = begun or _Batch(RouteBatch.objects.using(using).create().pk)
        yield batch
        if begun is None and batch.rows:
            transaction.on_commit(batch, using=using, robust=True)
        elif begun is None:
            RouteBatch.objects.using(using).filter(pk=batch.pk)._raw_delete(using)


def _begun(connection: BaseDatabaseWrapper) -> list[_Batch]:
    """The batches of the current transaction."""
    return [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Batch)]
