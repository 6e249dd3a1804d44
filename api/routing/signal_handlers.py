"""Which changes are recorded in the journal, or mark responses that show a page's siblings. Handlers only delegate."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move, pre_page_move

from ..dependencies.keys import Key
from ..snapshots import bulk_writes, saves
from ..snapshots.before import Before
from ..snapshots.marking import mark
from ..snapshots.saves import Facts, SaveListener
from .deletions import begins
from .journal import note_arrived, note_left, note_tree_left
from .moves import forget_place, move_of, remember_place
from .neighbours import keys_beside_page
from .standing import DECIDING_ON_ALL, Standings, note_difference, noting, standings

_FIELDS = ("url_path", "live", "expire_at", "locale_id")
# The restrictions before they are saved, and the pages' locations before all may move; None if none will.
_restrictions_before: Before[str | None] = Before()
_standings_before: Before[Standings | None] = Before()


def register_signal_handlers() -> None:
    uid = "clinic_api.routing"
    bulk_writes.extend(keys_beside)
    bulk_writes.surround(noting)
    saves.listen(SaveListener(note_before_page_saved, note_page_saved))
    pre_delete.connect(note_page_deleted, dispatch_uid=uid)
    pre_page_move.connect(remember_place, dispatch_uid=uid)
    post_page_move.connect(forget_place, dispatch_uid=uid)
    for signal, receiver in (
        (pre_save, note_before_restricted),
        (post_save, note_restricted),
        (post_delete, note_restriction_lifted),
    ):
        signal.connect(receiver, sender=PageViewRestriction, dispatch_uid=uid)
    for model in DECIDING_ON_ALL:
        pre_save.connect(note_before_all_move, sender=model, dispatch_uid=uid)
        post_save.connect(note_all_moved, sender=model, dispatch_uid=uid)
    pre_delete.connect(note_before_site_deleted, sender=Site, dispatch_uid=uid)
    post_delete.connect(note_all_moved, sender=Site, dispatch_uid=uid)


def note_before_page_saved(instance: Model, before: Facts, update_fields: Collection[str] | None) -> None:
    """A page that is renamed, moved or unpublished leaves its path, and so do its descendants.

    Rows from fixtures are not recorded: their paths, parents and sites may be loaded later.
    """
    if not isinstance(instance, Page) or not before:
        return
    after = _after(instance, before, update_fields)
    if before["url_path"] != after["url_path"]:
        move = move_of(instance, before)
        if move is None:
            note_tree_left(before["path"])
        elif not move.was_hidden:
            note_tree_left(before["path"], within=before["path"])
    elif (
        before["locale_id"] != after["locale_id"]
        or (before["live"] and not after["live"])
        or (_is_there(before) and not _is_there(after))
    ):
        note_left(Page.objects.filter(pk=instance.pk))


def note_page_saved(instance: Model, before: Facts, update_fields: Collection[str] | None, using: str) -> None:
    """A page that was not public before arrives."""
    if not isinstance(instance, Page):
        return
    move = move_of(instance, before)
    was_there, is_there = _is_there(before), _is_there(_after(instance, before, update_fields))
    if move is not None and move.was_hidden:
        note_arrived(_below(instance.path))
    elif is_there and not was_there:
        note_arrived(Page.objects.filter(pk=instance.pk))
    if move is not None or is_there != was_there:
        mark({*keys_beside_page(instance), *(move.keys if move is not None else ())}, using=using)


def note_page_deleted(sender: type[Model], instance: Model, using: str, origin: Any = None, **kwargs: Any) -> None:
    """Record all pages of one deletion at once, before the first of them is deleted."""
    if sender is not Page:
        return
    pages: QuerySet[Page] = Page.objects.filter(pk=instance.pk)
    if isinstance(origin, QuerySet) and issubclass(origin.model, Page):
        if not begins(origin, connections[using]):
            return
        pages = Page.objects.filter(pk__in=origin.order_by().values("pk"))
    note_left(pages)
    keys: set[Key] = set()
    for page in _topmost(pages):
        keys |= keys_beside_page(page)
    mark(keys, using=using)


def note_before_restricted(instance: PageViewRestriction, using: str, **kwargs: Any) -> None:
    """Pages that come under a restriction are no longer public."""
    if kwargs.get("raw"):
        return
    before = PageViewRestriction.objects.filter(pk=instance.pk).values_list("restriction_type", flat=True).first()
    _restrictions_before.remember(instance, before)
    if instance.restriction_type != BaseViewRestriction.NONE and (page := _page_of(instance)) is not None:
        note_tree_left(page.path)


def note_restricted(instance: PageViewRestriction, using: str, **kwargs: Any) -> None:
    if kwargs.get("raw"):
        return
    before = _restrictions_before.take(instance)
    page = _page_of(instance)
    if page is None:
        return
    if before not in (None, BaseViewRestriction.NONE):
        note_arrived(_below(page.path))
    mark(keys_beside_page(page), using=using)


def note_restriction_lifted(instance: PageViewRestriction, using: str, **kwargs: Any) -> None:
    page = _page_of(instance)
    if page is not None and instance.restriction_type != BaseViewRestriction.NONE:
        note_arrived(_below(page.path))
        mark(keys_beside_page(page), using=using)


def note_before_all_move(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Pages below the root of a site are published there only: a new root takes them from their former paths. And the
    paths of translations begin with their language code.
    """
    if kwargs.get("raw"):
        return
    before = sender._base_manager.filter(pk=instance.pk).values(*DECIDING_ON_ALL[sender]).first() or {}
    will_move = any(getattr(instance, name) != value for name, value in before.items())
    _standings_before.remember(instance, standings(None) if will_move else None)


def note_all_moved(instance: Model, **kwargs: Any) -> None:
    before = None if kwargs.get("raw") else _standings_before.take(instance)
    if before is not None:
        note_difference(before, standings(None))


def note_before_site_deleted(instance: Site, **kwargs: Any) -> None:
    _standings_before.remember(instance, standings(None))


def keys_beside(row: Model) -> set[Key]:
    """The keys of responses that show the place of a page that was written, or restricted, without a signal."""
    page = _page_of(row) if isinstance(row, PageViewRestriction) else row
    return keys_beside_page(page) if isinstance(page, Page) else set()


def _after(page: Page, before: Facts, update_fields: Collection[str] | None) -> Facts:
    """The row of a page after it is saved."""
    saved = [name for name in _FIELDS if update_fields is None or {name, name.removesuffix("_id")} & set(update_fields)]
    return {**before, **{name: getattr(page, name) for name in saved}}


def _is_there(facts: Facts) -> bool:
    """Whether a page with this row is live and has not expired."""
    return bool(facts) and facts["live"] and (facts["expire_at"] is None or facts["expire_at"] > timezone.now())


def _below(path: str) -> QuerySet[Page]:
    return Page.objects.filter(path__startswith=path)


def _page_of(restriction: PageViewRestriction) -> Page | None:
    return Page.objects.filter(pk=restriction.page_id).first()


def _topmost(pages: QuerySet[Page]) -> list[Page]:
    """Those of ``pages`` that have no ancestor among ``pages``."""
    found: list[Page] = []
    for page in pages.only("path", "depth").order_by("path").iterator():
        if not found or not page.path.startswith(found[-1].path):
            found.append(page)
    return found
