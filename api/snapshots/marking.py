"""Marks what depends on a change as stale, in the transaction of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import StartsWith
from django.db.models.sql.where import AND
from wagtail.models import Page

from ..dependencies.keys import EVERYTHING, Key, key_of_all
from .models import Dependency, Snapshot, StaleMark, UnseenMark
from .version import gather, move_on

Listener = Callable[[frozenset[Key]], None]
#: Queries per statement. SQLite allows 1000 conditions side by side.
_MOST_OTHERS = 100


@dataclass(frozen=True)
class Tree:
    """A page and all its descendants, by its place in the tree."""

    path: str

    def pages(self) -> QuerySet[Page]:
        return Page.objects.filter(path__startswith=self.path)

    def holds(self, pages: QuerySet) -> bool:
        """Whether all of ``pages`` are in this tree. The database is only queried if the query itself does not say
        so.
        """
        where = pages.query.where
        if where.connector == AND and not where.negated and any(self._is_below(child) for child in where.children):
            return True
        return not pages.exclude(path__startswith=self.path).exists()

    def _is_below(self, condition: Any) -> bool:
        """Whether a condition of a query on pages restricts them to this tree, or to a part of it."""
        return (
            isinstance(condition, StartsWith)
            and isinstance(condition.lhs, Col)
            and condition.lhs.target == Page._meta.get_field("path")
            and isinstance(condition.rhs, str)
            and condition.rhs.startswith(self.path)
        )


# Called with the keys of each change: within its transaction, and after the commit.
_within: list[Listener] = []
_after: list[Listener] = []


def listen(*, within: Listener | None = None, after: Listener | None = None) -> None:
    """Call these functions with the keys of each change: ``within`` its transaction, and ``after`` the commit.

    One transaction may call ``within`` several times; ``after`` is called once, with all keys.
    """
    for listeners, listener in ((_within, within), (_after, after)):
        if listener is not None and listener not in listeners:
            listeners.append(listener)


def mark(keys: Iterable[Key], others: Iterable[QuerySet | Tree] = (), using: str | None = None) -> None:
    """Mark the snapshots that depend on any of ``keys`` as stale, and advance the version of the content.

    :param keys: ``EVERYTHING`` for all snapshots.
    :param others: further objects, as queries of topmost concrete models, or trees of pages. They may be many, so
        listeners get ``EVERYTHING``.
    :param using: the alias of the database; by default that of the snapshots.
    """
    using = using or router.db_for_write(Snapshot)
    connection = connections[using]
    others = list(others)
    trees = frozenset(tree.path for tree in others if isinstance(tree, Tree) and not is_marked(tree, connection))
    others = [other for other in others if isinstance(other, QuerySet)] + [Tree(path).pages() for path in trees]
    known = marked(connection)
    new = frozenset(keys) - known
    if EVERYTHING in known or (not new and not others):
        return
    with transaction.atomic(using=using, savepoint=False):
        add = _add_marks if move_on(using) else _note_unseen
        add(new, others, using)
        touched = new | {EVERYTHING} if others else new
        for listener in _within:
            listener(touched)
        transaction.on_commit(Mark(new, touched, _batch(connection), trees), using=using)


def is_marked(tree: Tree, connection: BaseDatabaseWrapper) -> bool:
    """Whether the current transaction has marked all of ``tree``."""
    return any(tree.path.startswith(path) for path in marked_trees(connection))


def follow(trees: Iterable[Tree], using: str) -> None:
    """Update the places of marked trees, after the current transaction has moved them."""
    paths = frozenset(tree.path for tree in trees)
    transaction.on_commit(Mark(frozenset(), frozenset(), _batch(connections[using]), paths), using=using)


def mark_snapshots(snapshots: QuerySet[Snapshot], using: str) -> None:
    """Mark these snapshots, whatever they depend on: caches and listeners are not notified."""
    with transaction.atomic(using=using, savepoint=False):
        if move_on(using):
            _insert_marks(snapshots.using(using).order_by(), "pk", using)
        else:
            _note_unseen([EVERYTHING], [], using)


def settle(using: str) -> None:
    """Make the marks that changes could not make, as part of a transaction during which no change is in progress."""
    unseen = UnseenMark.objects.using(using)
    if not unseen.exists():
        return
    if unseen.filter(kind=EVERYTHING.kind).exists():
        _insert_marks(Snapshot.objects.using(using).order_by(), "pk", using)
    else:
        touched = Exists(unseen.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id")))
        _insert_marks(Dependency.objects.using(using).filter(touched).order_by(), "snapshot_id", using)
    unseen.all()._raw_delete(using)
    gather(using)


def marked(connection: BaseDatabaseWrapper) -> frozenset[Key]:
    """The keys that the current transaction has marked, except those rolled back with a savepoint."""
    return frozenset().union(*(entry.keys for entry in _marks(connection)))


def marked_trees(connection: BaseDatabaseWrapper) -> frozenset[str]:
    """The places of the trees that the current transaction has marked."""
    return frozenset().union(*(entry.trees for entry in _marks(connection)))


def forget_marks(connection: BaseDatabaseWrapper) -> None:
    """Make the current transaction mark again what it marked before, since a snapshot was stored meanwhile."""
    for entry in _marks(connection):
        entry.keys = entry.trees = frozenset()


def depending_on(keys: Iterable[Key]) -> Q:
    """The dependencies on any of ``keys``."""
    by_kind: dict[int, list[int]] = defaultdict(list)
    for key in keys:
        by_kind[key.kind].append(key.object_id)
    return reduce(or_, (Q(kind=kind, object_id__in=pks) for kind, pks in by_kind.items()), Q(pk__in=[]))


class Batch:
    """All that one transaction affects. Listeners are called once; keys that were rolled back are included, which is
    harmless.
    """

    def __init__(self) -> None:
        self.touched: set[Key] = set()

    def tell(self) -> None:
        touched, self.touched = frozenset(self.touched), set()
        if touched:
            for listener in _after:
                listener(touched)


class Mark:
    """The keys that were marked together, as an on-commit callback of Django, which drops it when its savepoint is
    rolled back.
    """

    keys: frozenset[Key]
    trees: frozenset[str]

    def __init__(
        self, keys: frozenset[Key], touched: frozenset[Key], batch: Batch, trees: frozenset[str] = frozenset()
    ) -> None:
        self.keys = keys
        self.trees = trees
        self.batch = batch
        batch.touched |= touched

    def __call__(self) -> None:
        self.batch.tell()


def _marks(connection: BaseDatabaseWrapper) -> list[Mark]:
    return [function for _, function, *_ in connection.run_on_commit if isinstance(function, Mark)]


def _batch(connection: BaseDatabaseWrapper) -> Batch:
    marks = _marks(connection)
    return marks[0].batch if marks else Batch()


def _add_marks(keys: Collection[Key], querysets: Collection[QuerySet], using: str) -> None:
    """Add a mark to each snapshot that depends on ``keys`` and has none, in one statement unless others are many."""
    if EVERYTHING in keys:
        _insert_marks(Snapshot.objects.using(using).order_by(), "pk", using)
        return
    others = [
        Q(kind=key_of_all(queryset.model).kind, object_id__in=queryset.order_by().values("pk"))
        for queryset in querysets
    ]
    for start in range(0, len(others) or 1, _MOST_OTHERS):
        part = others[start : start + _MOST_OTHERS]
        touched = reduce(or_, part, Q(pk__in=[]) if start else depending_on(keys))
        _insert_marks(Dependency.objects.using(using).filter(touched).order_by(), "snapshot_id", using)


def _note_unseen(keys: Collection[Key], querysets: Collection[QuerySet], using: str) -> None:
    """Record the keys for a later transaction that sees which snapshots depend on them."""
    if not querysets or EVERYTHING in keys:
        noted = [EVERYTHING] if EVERYTHING in keys else keys
        UnseenMark.objects.using(using).bulk_create(UnseenMark(kind=key.kind, object_id=key.object_id) for key in noted)
        return
    _note_unseen([EVERYTHING], [], using)


def _insert_marks(rows: QuerySet, snapshot_column: str, using: str) -> None:
    """Mark the snapshots that ``rows`` refer to, unless they are marked. Each is looked up among the marks once,
    however many rows refer to it.
    """
    connection = connections[using]
    sql, parameters = rows.values(named=F(snapshot_column)).distinct().query.get_compiler(using).as_sql()
    table, column, named = map(connection.ops.quote_name, (StaleMark._meta.db_table, "snapshot_id", "named"))
    unmarked = f"NOT EXISTS (SELECT 1 FROM {table} m WHERE m.{column} = r.{named})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({column}) SELECT r.{named} FROM ({sql}) r WHERE {unmarked}",  # noqa: S608
            parameters,
        )
