"""Marks what is affected by a write that sends no signal: ``QuerySet.update()``, ``bulk_create()``, ``bulk_update()``,
fast deletes, and SQL.

For up to ``MOST`` rows, their state before and after is compared, and the same is marked as if each had been saved. For
more, one statement marks the rows themselves; and everything is marked if they affect other objects.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.models import Model, QuerySet
from wagtail.models import BaseViewRestriction, Page, TranslatableMixin
from wagtail.models import Collection as WagtailCollection

from ..dependencies.content import is_content
from ..dependencies.keys import EVERYTHING, Key, key_of, key_of_all, root_model
from ..dependencies.ownership import owner_fields
from .marking import Tree, follow, mark, marked_trees
from .touched import generic_links, keys_of, restricted

MOST = 200

# Called with the rows that were written: their model, their primary keys if known, and the names of the fields, if
# known.
Listener = Callable[[type[Model], Sequence[Any] | None, Collection[str] | None, str], None]
_listeners: list[Listener] = []
# Each returns the keys that a row affects besides its own, as the database is at that time.
Reach = Callable[[Model], Iterable[Key]]
_reaches: list[Reach] = []
# Entered before a write and left after it, in its transaction: the model, the rows (a query of stored ones, or new
# ones; None if unknown), the names of the fields (None for all), and the alias of the database.
Around = Callable[
    [type[Model], QuerySet | Sequence[Model] | None, Collection[str] | None, str], AbstractContextManager[None]
]
_around: list[Around] = []

# Fields of a page that affect its descendants and siblings.
_TREE_FIELDS = ("path", "url_path", "live", "expire_at")
# Fields that only affect its siblings: those remain when an ancestor is renamed.
_PLACE_FIELDS = {"path", "live", "expire_at"}


def listen(listener: Listener) -> None:
    """Call a function with the rows that were written, in the transaction of the write."""
    if listener not in _listeners:
        _listeners.append(listener)


def extend(reach: Reach) -> None:
    """Call a function that returns what else a row affects: before the write, and after it."""
    if reach not in _reaches:
        _reaches.append(reach)


def surround(around: Around) -> None:
    """Enter a context around each write."""
    if around not in _around:
        _around.append(around)


@contextmanager
def writing(
    model: type[Model], rows: QuerySet | Sequence[Model] | None, fields: Collection[str] | None, using: str
) -> Iterator[None]:
    """The contexts around a write; the caller opens the transaction."""
    with ExitStack() as stack:
        for around in _around:
            stack.enter_context(around(model, rows, fields, using))
        yield


def update_rows(rows: QuerySet, fields: Collection[str], write: Callable[[], int]) -> int:
    """Change rows, and mark what that affects; return what ``write`` returns.

    :param rows: the rows, as a query on their model that selects the same before and after.
    """
    model: Any = rows.model
    using = rows.db
    with transaction.atomic(using=using, savepoint=False), writing(model, rows, fields, using):
        before = _known(rows)
        if before is None:
            written = _update_many(rows, fields, write)
        else:
            deciding = _deciding(before, fields)
            beside = _beside(deciding)
            written = write()
            after = list(_light(model, using).filter(pk__in=[row.pk for row in before]))
            if _moves_only(model, fields) and not _moved_along(before, after):
                beside.add(EVERYTHING)
            keys = {row.pk for row in deciding}
            beside |= _beside(row for row in after if row.pk in keys)
            _mark_few([*before, *after], using, moved=_moved(before, after), beside=beside)
        _tell(model, None if before is None else [row.pk for row in before], fields, using)
    return written


def delete_rows(rows: QuerySet, write: Callable[[], Any]) -> Any:
    """Delete rows, and mark what that affects; return what ``write`` returns."""
    using = rows.db
    with transaction.atomic(using=using, savepoint=False), writing(rows.model, rows, None, using):
        before = _known(rows)
        if before is None:
            mark([EVERYTHING], using=using)
        else:
            _mark_few(before, using, moved=[row for row in before if isinstance(row, Page)], beside=_beside(before))
        return write()


def create_rows(model: type[Model], objects: Sequence[Model], using: str, write: Callable[[], Any]) -> Any:
    """Create rows, and mark what that affects; return what ``write`` returns."""
    with transaction.atomic(using=using, savepoint=False), writing(model, objects, None, using):
        created = write()
        are_few = len(objects) <= MOST and all(each.pk is not None for each in objects)
        if are_few:
            _mark_few(objects, using, beside=_beside(objects))
        else:
            mark([EVERYTHING], using=using)
        if objects:
            _tell(model, [each.pk for each in objects] if are_few else None, None, using)
    return created


def _known(rows: QuerySet) -> list[Model] | None:
    """The rows, if they are few."""
    found = list(_light(rows.model, rows.db).filter(pk__in=rows.order_by().values("pk"))[: MOST + 1])
    return found if len(found) <= MOST else None


def _light(model: type[Model], using: str) -> QuerySet:
    """All rows of ``model``, with only the columns that say where they belong."""
    names = [field.name for field in model._meta.concrete_fields if field.is_relation or field.primary_key]
    wanted = {"translation_key", *(link.fk_field for link in generic_links(model))}
    wanted |= {"depth", *_TREE_FIELDS} if issubclass(model, (Page, WagtailCollection)) else set()
    names += [field.name for field in model._meta.concrete_fields if field.name in wanted]
    return model._base_manager.using(using).only(*names)


def _moved(before: list[Model], after: list[Model]) -> list[Page]:
    """The pages whose effect on their descendants changes, before and after."""
    now = {row.pk: row for row in after if isinstance(row, Page)}
    pairs = [(row, now[row.pk]) for row in before if isinstance(row, Page) and row.pk in now]
    changed = [pair for pair in pairs if any(getattr(pair[0], name) != getattr(pair[1], name) for name in _TREE_FIELDS)]
    return [page for pair in changed for page in pair]


def _decides(model: type[Model], fields: Collection[str]) -> bool:
    """Whether these fields of ``model`` affect siblings."""
    return issubclass(model, BaseViewRestriction) or (issubclass(model, Page) and bool(_PLACE_FIELDS & set(fields)))


def _deciding(rows: list[Model], fields: Collection[str]) -> list[Model]:
    """Those of the rows whose fields affect siblings: of pages that move, the topmost ones, since their descendants
    keep their order.
    """
    model: Any = type(rows[0]) if rows else None
    if model is None or not _decides(model, fields):
        return []
    return [page for top, page in _with_tops(rows) if page is top] if _moves_only(model, fields) else rows


def _moves_only(model: type[Model], fields: Collection[str]) -> bool:
    """Whether a change of these fields moves pages, and has no other effect on siblings."""
    return issubclass(model, Page) and _PLACE_FIELDS & set(fields) == {"path"}


def _moved_along(before: list[Model], after: list[Model]) -> bool:
    """Whether all pages have the same place below the topmost ones among them as before."""
    now = {page.pk: page.path for page in after if isinstance(page, Page)}
    return all(now.get(page.pk) == now.get(top.pk, "") + page.path[len(top.path) :] for top, page in _with_tops(before))


def _with_tops(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each page, after the topmost one of the pages that it is or is below."""
    top = None
    for page in sorted(rows, key=lambda row: row.path):
        if top is None or not page.path.startswith(top.path):
            top = page
        yield top, page


def _beside(rows: Iterable[Model]) -> set[Key]:
    return {key for row in rows for reach in _reaches for key in reach(row)}


def _mark_few(rows: Iterable[Model], using: str, moved: Iterable[Page] = (), beside: Iterable[Key] = ()) -> None:
    rows = list(rows)
    keys = {*beside, *(key for row in rows for key in _keys_of_row(row))}
    trees = {page.path: page for page in moved}
    tops = [page for path, page in trees.items() if not any(path != top and path.startswith(top) for top in trees)]
    others = [query for row in rows for query in restricted(row)] + [Tree(page.path) for page in tops]
    if keys or others:
        mark(keys, others, using=using)


def _keys_of_row(row: Model) -> Iterator[Key]:
    model: Any = type(row)
    if not model._meta.auto_created:
        yield from keys_of(row)
        return
    for field in model._meta.concrete_fields:  # A row of a many-to-many relation changes both ends.
        end: Any = field.related_model
        if end is not None and is_content(end):
            yield key_of(end, getattr(row, field.attname))


def _update_many(rows: QuerySet, fields: Collection[str], write: Callable[[], int]) -> int:
    model: Any = rows.model
    using = rows.db
    reaches_beyond = _reaches_beyond(model, fields)
    tops = _tops(rows) if not reaches_beyond and _decides(model, fields) else []
    if tops is None or reaches_beyond:
        mark([EVERYTHING], using=using)
        return write()
    root: Any = root_model(model)
    mark([key_of_all(root), *_beside(tops)], _to_mark(rows, root, tops), using=using)
    written = write()
    if tops:
        after = list(_light(model, using).filter(pk__in=[page.pk for page in tops]))
        mark(_beside(after), using=using)
        follow([Tree(page.path) for page in after], using)
    return written


def _to_mark(rows: QuerySet, root: Any, tops: list[Any]) -> list[QuerySet | Tree]:
    """What to mark for many rows: the tree if they form one, and nothing if their tree is marked already, as when
    Wagtail updates the paths of all pages below one that it has just saved.
    """
    if tops:
        return [Tree(page.path) for page in tops]
    marked = marked_trees(connections[rows.db]) if root is Page else ()
    if any(Tree(path).holds(rows) for path in marked):
        return []
    return [root._base_manager.using(rows.db).filter(pk__in=rows.order_by().values("pk"))]


def _tops(pages: QuerySet) -> list[Any] | None:
    """The common ancestor of all of these, as when a section moves; None if there is none."""
    found = list(_light(pages.model, pages.db).filter(pk__in=pages.order_by().values("pk")).order_by("depth")[:2])
    if not found or any(page.depth == found[0].depth for page in found[1:]):
        return None
    return found[:1] if Tree(found[0].path).holds(pages) else None


def _reaches_beyond(model: type[Model], fields: Collection[str]) -> bool:
    """Whether a change of these fields affects objects other than those changed, and those that show them."""
    if owner_fields(model) or model._meta.auto_created or generic_links(model):
        return True
    if issubclass(model, (BaseViewRestriction, WagtailCollection)):
        return True
    deciding = {"live", "expire_at", "locale_id", "translation_key"}
    return issubclass(model, (Page, TranslatableMixin)) and bool(deciding & set(fields))


def _tell(model: type[Model], pks: Sequence[Any] | None, fields: Collection[str] | None, using: str) -> None:
    for listener in _listeners:
        listener(model, pks, fields, using)
