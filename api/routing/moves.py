"""The moves of pages that are under way: what only the tree before a move can tell."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from ..dependencies.keys import Key
from .neighbours import keys_beside_page


@dataclass(frozen=True)
class Move:
    """A page that is about to move: where it stood, whether visitors could get there, and what stood beside it."""

    path: str
    was_hidden: bool
    keys: frozenset[Key]


_moves: ContextVar[Mapping[int, Move]] = ContextVar("clinic_api_moves")


def remember_place(instance: Page, **kwargs: Any) -> None:
    page = Page.objects.get(pk=instance.pk)
    above = [page.path[:length] for length in range(Page.steplen, len(page.path), Page.steplen)]
    hiding = PageViewRestriction.objects.exclude(restriction_type=BaseViewRestriction.NONE)
    move = Move(page.path, hiding.filter(page__path__in=above).exists(), frozenset(keys_beside_page(page)))
    _moves.set({**_moves.get({}), page.pk: move})


def forget_place(instance: Page, **kwargs: Any) -> None:
    _moves.set({pk: move for pk, move in _moves.get({}).items() if pk != instance.pk})


def move_of(page: Page, before: Mapping[str, Any]) -> Move | None:
    """The move that is under way, where the page stands at another place by now.

    :param before: what the database said of the page before it was saved.
    """
    move = _moves.get({}).get(page.pk)
    return move if move is not None and before and move.path != before["path"] else None


def is_moving() -> bool:
    """Whether a page is being moved by ``Page.move()``."""
    return bool(_moves.get({}))


def moved_trees() -> list[str]:
    """Where pages stand by now that are being moved; not those whose move was refused."""
    moves = _moves.get({})
    places = Page.objects.filter(pk__in=moves.keys()).values_list("pk", "path")
    return [path for pk, path in places if path != moves[pk].path]
