"""Moves of pages in progress: what only the tree before a move shows."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from weakref import ReferenceType, ref

from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from ..dependencies.keys import Key
from .neighbours import keys_beside_page


@dataclass(frozen=True)
class Move:
    """A page that is about to move: its place, whether it was public, and its siblings.

    Wagtail does not signal that a move has failed: it is over when the page object is garbage-collected.
    """

    path: str
    was_hidden: bool
    keys: frozenset[Key]
    page: ReferenceType[Page]


_moves: ContextVar[Mapping[int, Move]] = ContextVar("clinic_api_moves")


def remember_place(instance: Page, **kwargs: Any) -> None:
    page = Page.objects.get(pk=instance.pk)
    above = [page.path[:length] for length in range(Page.steplen, len(page.path), Page.steplen)]
    hiding = PageViewRestriction.objects.exclude(restriction_type=BaseViewRestriction.NONE)
    was_hidden = hiding.filter(page__path__in=above).exists()
    move = Move(page.path, was_hidden, frozenset(keys_beside_page(page)), ref(instance))
    _moves.set({**_under_way(), page.pk: move})


def forget_place(instance: Page, **kwargs: Any) -> None:
    _moves.set({pk: move for pk, move in _under_way().items() if pk != instance.pk})


def move_of(page: Page, before: Mapping[str, Any]) -> Move | None:
    """The move in progress, if the page is already at another place.

    :param before: the page's row before it was saved.
    """
    move = _under_way().get(page.pk)
    return move if move is not None and before and move.path != before["path"] else None


def is_moving() -> bool:
    """Whether a page is being moved by ``Page.move()``."""
    return bool(_under_way())


def moved_trees() -> list[str]:
    """The new places of pages that are being moved; not those whose move failed."""
    moves = _under_way()
    places = Page.objects.filter(pk__in=moves.keys()).values_list("pk", "path")
    return [path for pk, path in places if path != moves[pk].path]


def _under_way() -> dict[int, Move]:
    return {pk: move for pk, move in _moves.get({}).items() if move.page() is not None}
