"""Proof that no answer is ever stale. ``FRESHNESS_SECONDS`` makes it go on for that long; ``make test-long`` does."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from api.snapshots import signal_handlers
from tests.freshness.machine import Freshness
from tests.freshness.oracle import Oracle
from tests.freshness.world import World

SECONDS = int(os.environ.get("FRESHNESS_SECONDS", "0"))
#: Searches that go on side by side, each with sequences of its own.
SEARCHES = int(os.environ.get("FRESHNESS_SEARCHES", "1"))

PROFILE = settings(
    deadline=None,
    max_examples=1,
    stateful_step_count=10,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    database=None,
)
#: Each time another sequence, in CI too.
LONG = settings(PROFILE, stateful_step_count=30, derandomize=False)


@pytest.mark.django_db
@pytest.mark.parametrize("search", range(SEARCHES))
def test_every_answer_is_what_the_serializers_would_make_now(search):
    if not SECONDS:
        run_state_machine_as_test(Freshness, settings=PROFILE)
        return
    end = time.monotonic() + SECONDS
    runs = 0
    while time.monotonic() < end:
        run_state_machine_as_test(Freshness, settings=LONG)
        runs += 1
    print(f"{runs} sequences of up to 30 steps, no stale answer")  # noqa: T201


@pytest.mark.django_db
def test_the_oracle_notices_a_mark_that_is_missing(monkeypatch):
    world, oracle = World(), Oracle()
    oracle.begin()
    monkeypatch.setattr(signal_handlers, "mark", lambda *args, **kwargs: None)
    world.edit_clinic()
    with pytest.raises(AssertionError):
        oracle.check()
