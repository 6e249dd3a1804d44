"""What it costs to rename, and to move, a section with thousands of pages, with the engine and without it."""

from __future__ import annotations

import time
import uuid
from statistics import median

from django.db import transaction
from wagtail.models import Page

from api.snapshots.models import StaleMark
from bench import corpus
from bench.engine import without_engine


def measure(section: Page, rounds: int) -> dict[str, float]:
    """Median seconds to rename and to move ``section``, whose pages have snapshots, in turns.

    Its marks are taken off between rounds, so that each change marks all of its pages again.
    """
    times: dict[str, list[float]] = {"rename": [], "plain_rename": [], "move": [], "plain_move": []}
    places = [corpus.home(), corpus.home().add_child(instance=Page(title="Elsewhere", slug=_slug("elsewhere")))]
    marked = 0
    for _ in range(rounds):
        for number in (1, 0):
            with without_engine():
                times["plain_rename"].append(_rename(section.pk))
                times["plain_move"].append(_move(section.pk, places[number].pk))
            times["rename"].append(_rename(section.pk))
            marked = StaleMark.objects.count()
            times["move"].append(_move(section.pk, places[1 - number].pk))
            with without_engine():
                _move(section.pk, places[number].pk)
    return {
        "pages": Page.objects.get(pk=section.pk).get_descendant_count(),
        "marked": marked,
        **{k: median(v) for k, v in times.items()},
    }


def _rename(pk: int) -> float:
    _forget_marks()
    page = Page.objects.get(pk=pk).specific
    page.slug = _slug("section")
    began = time.perf_counter()
    with transaction.atomic():
        page.save_revision().publish()
    return time.perf_counter() - began


def _move(pk: int, target: int) -> float:
    _forget_marks()
    page, parent = Page.objects.get(pk=pk), Page.objects.get(pk=target)
    began = time.perf_counter()
    page.move(parent, pos="last-child")
    return time.perf_counter() - began


def _forget_marks() -> None:
    StaleMark.objects.all()._raw_delete("default")


def _slug(start: str) -> str:
    return f"{start}-{uuid.uuid4().hex[:8]}"
