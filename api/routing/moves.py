"""The moves of pages that are under way: what only the tree before a move can tell."""

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
    """A page that is about to move: where it stood, whether visitors could get there, and what stood beside it.

    Wagtail tells nobody that a move has failed: it is over when the page that it was asked of is gone from memory.
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
    """The move that is under way, where the page stands at another place by now.

    :param before: what the database said of the page before it was saved.
    """
    move = _under_way().get(page.pk)
    return move if move is not None and before and move.path != before["path"] else None


def is_moving() -> bool:
    """Whether a page is being moved by ``Page.move()``."""
    return bool(_under_way())


def moved_trees() -> list[str]:
    """Where pages stand by now that are being moved; not those whose move was refused."""
    moves = _under_way()
    places = Page.objects.filter(pk__in=moves.keys()).values_list("pk", "path")
    return [path for pk, path in places if path != moves[pk].path]


def _under_way() -> dict[int, Move]:
    return {pk: move for pk, move in _moves.get({}).items() if move.page() is not None}
