"""Random sequences of everything that can happen, each step followed by a look at the answers: at those that show most,
and at a part of the others, which take turns. What is stale stays so until it is asked for, or changes again; the last
look is at all of them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest import mock

from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from freezegun import freeze_time
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from treebeard.exceptions import InvalidMoveToDescendant

from api.routing import journal
from api.snapshots import clock, memory
from tests.freshness.oracle import Oracle
from tests.freshness.world import World

number = st.integers(0, 11)

# What the content's own rules answer to what makes no sense: a title that is taken, a person who is needed elsewhere.
REFUSALS = (ValidationError, PermissionDenied, ProtectedError, InvalidMoveToDescendant, ObjectDoesNotExist)


class Freshness(RuleBasedStateMachine):
    """Whatever happens, in whatever order: each answer is what the serializers would make now."""

    @initialize(chance=st.integers(0, 999))
    def begin(self, chance: int) -> None:
        # Hypothesis begins with the simplest sequence, which is one step again and again: it would be the only one.
        assume(chance)
        cache.clear()
        memory.forget()
        # Time is held still here; PostgreSQL's clock would go on.
        self.clock = mock.patch.object(journal, "now_ms", clock.now_ms)
        self.clock.start()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.folder = tempfile.TemporaryDirectory()
        with freeze_time("2026-03-01 09:00:00"):
            self.world = World(has_everything=True)
            self.oracle = Oracle()
            self.oracle.begin()

    def teardown(self) -> None:
        """A last look at everything, then as if nothing had been."""
        if not hasattr(self, "outer"):
            return
        try:
            with freeze_time(self.world.now):
                self.oracle.check(everything=True)
        finally:
            self.clock.stop()
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)
            self.folder.cleanup()

    def step(self, act: Callable[[], object]) -> None:
        """Does something, unless the content's own rules refuse it, and looks at every answer."""
        with freeze_time(self.world.now):
            with suppress(*REFUSALS), transaction.atomic():
                act()
            self.oracle.check()

    @rule()
    def create(self) -> None:
        self.step(self.world.create)

    @rule(number=number, publish=st.booleans())
    def edit(self, number: int, publish: bool) -> None:
        self.step(lambda: self.world.edit(number, publish=publish))

    @rule(number=number)
    def rename(self, number: int) -> None:
        self.step(lambda: self.world.rename(number))

    @rule(number=number)
    def publish(self, number: int) -> None:
        self.step(lambda: self.world.publish(number))

    @rule(number=number)
    def unpublish(self, number: int) -> None:
        self.step(lambda: self.world.unpublish(number))

    @rule(number=number)
    def schedule(self, number: int) -> None:
        self.step(lambda: self.world.schedule(number))

    @rule(number=number)
    def expire(self, number: int) -> None:
        self.step(lambda: self.world.expire(number))

    @rule(number=number)
    def expire_question(self, number: int) -> None:
        self.step(lambda: self.world.expire_question(number))

    @rule()
    def run_schedule(self) -> None:
        self.step(self.world.run_schedule)

    @rule(minutes=st.sampled_from([1, 61, 125, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.step(lambda: self.world.wait(minutes))

    @rule(number=number, to=number)
    def move(self, number: int, to: int) -> None:
        self.step(lambda: self.world.move(number, to))

    @rule(to=number)
    def move_section(self, to: int) -> None:
        self.step(lambda: self.world.move_section(to))

    @rule(number=number)
    def reorder(self, number: int) -> None:
        self.step(lambda: self.world.reorder(number))

    @rule(number=number)
    def swap(self, number: int) -> None:
        self.step(lambda: self.world.swap(number))

    @rule(number=number, to=number)
    def add_typed_redirect(self, number: int, to: int) -> None:
        self.step(lambda: self.world.add_typed_redirect(number, to))

    @rule(number=number, alias=st.booleans())
    def copy(self, number: int, alias: bool) -> None:
        self.step(lambda: self.world.copy(number, alias=alias))

    @rule(number=number)
    def delete(self, number: int) -> None:
        self.step(lambda: self.world.delete(number))

    @rule(number=number)
    def translate(self, number: int) -> None:
        self.step(lambda: self.world.translate(number))

    @rule(number=number, kind=st.sampled_from(["login", "password", "none"]))
    def restrict(self, number: int, kind: str) -> None:
        self.step(lambda: self.world.restrict(number, kind))

    @rule(number=number)
    def restrict_group(self, number: int) -> None:
        self.step(lambda: self.world.restrict_group(number))

    @rule(number=number)
    def unrestrict(self, number: int) -> None:
        self.step(lambda: self.world.unrestrict(number))

    @rule(publish=st.booleans())
    def bulk(self, publish: bool) -> None:
        self.step(lambda: self.world.bulk(publish=publish))

    @rule(number=number)
    def edit_image(self, number: int) -> None:
        self.step(lambda: self.world.edit_image(number))

    @rule(number=number)
    def tag_image(self, number: int) -> None:
        self.step(lambda: self.world.tag_image(number))

    @rule(number=number)
    def replace_image(self, number: int) -> None:
        self.step(lambda: self.world.replace_image(number))

    @rule(number=number)
    def translate_image(self, number: int) -> None:
        self.step(lambda: self.world.translate_image(number))

    @rule(number=number)
    def move_focal_point(self, number: int) -> None:
        self.step(lambda: self.world.move_focal_point(number))

    @rule(number=number)
    def delete_image(self, number: int) -> None:
        self.step(lambda: self.world.delete_image(number))

    @rule()
    def delete_document(self) -> None:
        self.step(self.world.delete_document)

    @rule(number=number)
    def collect(self, number: int) -> None:
        self.step(lambda: self.world.collect(number))

    @rule(number=number)
    def collect_in_bulk(self, number: int) -> None:
        self.step(lambda: self.world.collect_in_bulk(number))

    @rule(number=number)
    def update_in_bulk(self, number: int) -> None:
        self.step(lambda: self.world.update_in_bulk(number))

    @rule(number=number)
    def hide_in_bulk(self, number: int) -> None:
        self.step(lambda: self.world.hide_in_bulk(number))

    @rule(number=number)
    def restrict_in_bulk(self, number: int) -> None:
        self.step(lambda: self.world.restrict_in_bulk(number))

    @rule()
    def toggle_private_collection(self) -> None:
        self.step(self.world.toggle_private_collection)

    @rule(number=number)
    def edit_snippet(self, number: int) -> None:
        self.step(lambda: self.world.edit_snippet(number))

    @rule(number=number)
    def edit_anything(self, number: int) -> None:
        self.step(lambda: self.world.edit_anything(number))

    @rule(number=number)
    def toggle_snippet(self, number: int) -> None:
        self.step(lambda: self.world.toggle_snippet(number))

    @rule(number=number)
    def delete_snippet(self, number: int) -> None:
        self.step(lambda: self.world.delete_snippet(number))

    @rule()
    def edit_clinic(self) -> None:
        self.step(self.world.edit_clinic)

    @rule()
    def edit_hours(self) -> None:
        self.step(self.world.edit_hours)

    @rule()
    def edit_clinic_in_admin(self) -> None:
        self.step(self.world.edit_clinic_in_admin)

    @rule()
    def edit_settings(self) -> None:
        self.step(self.world.edit_settings)

    @rule()
    def choose_default_clinic(self) -> None:
        self.step(self.world.choose_default_clinic)

    @rule(number=number)
    def edit_menu(self, number: int) -> None:
        self.step(lambda: self.world.edit_menu(number))

    @rule(number=number)
    def translate_menu(self, number: int) -> None:
        self.step(lambda: self.world.translate_menu(number))

    @rule()
    def edit_not_found_text(self) -> None:
        self.step(self.world.edit_not_found_text)

    @rule()
    def rename_host(self) -> None:
        self.step(self.world.rename_host)

    @rule(number=number)
    def move_site(self, number: int) -> None:
        self.step(lambda: self.world.move_site(number))

    @rule(number=number)
    def add_redirect(self, number: int) -> None:
        self.step(lambda: self.world.add_redirect(number))

    @rule(number=number)
    def load_data(self, number: int) -> None:
        self.step(lambda: self.world.load_data(number, Path(self.folder.name)))

    @rule(number=number)
    def change_without_looking(self, number: int) -> None:
        """Two changes between looks, of which the second undoes the first."""
        with freeze_time(self.world.now), suppress(*REFUSALS), transaction.atomic():
            self.world.edit(number, publish=True)

    @rule(number=number)
    def roll_back(self, number: int) -> None:
        """A change that is taken back leaves nothing behind."""

        def change_and_fail() -> None:
            with suppress(ZeroDivisionError), transaction.atomic():
                self.world.edit(number, publish=True)
                self.oracle.check(follow=False)
                raise ZeroDivisionError

        self.step(change_and_fail)
