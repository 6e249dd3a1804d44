"""Sends what is noted to all caches."""

from __future__ import annotations

import datetime
import logging
from math import ceil
from typing import NamedTuple

from django.db import connections, transaction
from django.db import router as databases
from django.db.models import F, Q
from wagtail.contrib.frontend_cache.utils import get_backends as get_url_backends

from ..snapshots.clock import database_now
from ..snapshots.surrogate_keys import EVERYTHING, purged_names
from .backends import PurgeFailed, get_backends
from .models import PendingPurge

logger = logging.getLogger(__name__)

BATCH = 2000
#: Batches that one call of ``send_due_purges`` sends at most.
MOST_BATCHES = 5
#: Seconds after which a purge is sent once more, for answers that were on their way at the first time.
REPEAT_AFTER_S = 5
FIRST_WAIT_S, LONGEST_WAIT_S = 2, 300
#: Seconds for which notes belong to who sends them. Those of a process that was killed meanwhile are due again then.
CLAIM_S = 60


def send_due_purges() -> int:
    """Sends what caches have still to drop and is due; returns how many notes all caches have taken.

    For a worker's start, and for every few seconds of its life. Several may call it at the same time: each takes other
    notes. A cache that does not confirm is logged, and told again later.
    """
    total = 0
    for _ in range(MOST_BATCHES):
        sent = try_to_send(can_wait=True).sent
        total += sent
        if sent < BATCH:
            break
    return total


def send_pending(*, can_wait: bool) -> tuple[int, int | None]:
    """Sends what is due; returns how many notes all caches have taken, and in how many seconds to come again.

    :param can_wait: whether somebody comes again, so that what was sent can be noted for the second time.
    """
    attempt = try_to_send(can_wait=can_wait)
    return attempt.sent, attempt.come_again_in


class Attempt(NamedTuple):
    """How many notes all caches have taken, whether one of them did not confirm, and in how many seconds something is
    due again; None for nothing.
    """

    sent: int
    has_failed: bool
    come_again_in: int | None


def try_to_send(*, can_wait: bool, limit: int = BATCH, seconds: float | None = None) -> Attempt:
    """Sends what is due, the newest notes first.

    :param can_wait: as for :func:`send_pending`.
    :param limit: the number of notes that are sent at most.
    :param seconds: for how long caches are waited for; as long as they may take unless given.
    """
    using = databases.db_for_write(PendingPurge)
    due = _claim(using, limit)
    if not due:
        return Attempt(0, False, _seconds_to_next(using))
    notes = PendingPurge.objects.using(using).filter(pk__in=[pending.pk for pending in due])
    keys = sorted({pending.surrogate_key for pending in due} - {""})
    try:
        send(keys=keys, urls=[pending.url for pending in due if pending.url], seconds=seconds)
    except PurgeFailed as failure:
        attempts = max(pending.attempts for pending in due)
        wait = min(FIRST_WAIT_S * 2**attempts, LONGEST_WAIT_S)
        logger.error("A cache was not purged (attempt %d): %s", attempts + 1, failure)
        notes.update(attempts=F("attempts") + 1, due_at=_in(wait, using))
        return Attempt(0, True, wait)
    notes.filter(pk__in=[pending.pk for pending in due if pending.is_repeat or not can_wait]).delete()
    notes.update(is_repeat=True, due_at=_in(REPEAT_AFTER_S, using), attempts=0)
    return Attempt(len(due), False, _seconds_to_next(using))


def send(*, keys: list[str], urls: list[str], seconds: float | None = None) -> None:
    """Has all caches drop the answers with these surrogate keys, and those at these addresses.

    :param keys: as they are noted; caches are told the names that stand in headers.
    :param seconds: for how long they are waited for, all together.
    :raises PurgeFailed: when one of them did not confirm; the others are told all the same.
    """
    names = [EVERYTHING] if EVERYTHING in keys else [name for key in keys for name in purged_names(key)]
    failures = []
    for backend in get_backends(seconds).values() if keys else ():
        try:
            backend.purge(names)
        except PurgeFailed as failure:
            failures.append(str(failure))
    for url_backend in get_url_backends().values() if urls else ():
        url_backend.purge_batch(urls)
    if failures:
        raise PurgeFailed("; ".join(failures))


def _claim(using: str, limit: int) -> list[PendingPurge]:
    """Notes that are due, and that nobody else sends for now."""
    now = database_now(using)
    # No note is ever put off for longer: one that seems to be was dated by a clock that was wrong.
    latest = now + datetime.timedelta(seconds=LONGEST_WAIT_S + CLAIM_S)
    with transaction.atomic(using=using):
        due = PendingPurge.objects.using(using).filter(Q(due_at__lte=now) | Q(due_at__gt=latest)).order_by("-pk")
        if connections[using].features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        claimed = list(due[:limit])
        pks = [pending.pk for pending in claimed]
        PendingPurge.objects.using(using).filter(pk__in=pks).update(due_at=now + datetime.timedelta(seconds=CLAIM_S))
    return claimed


def _in(seconds: float, using: str) -> datetime.datetime:
    return database_now(using) + datetime.timedelta(seconds=seconds)


def _seconds_to_next(using: str) -> int | None:
    notes = PendingPurge.objects.using(using)
    following = notes.order_by("due_at").values_list("due_at", flat=True).first()
    return None if following is None else max(ceil((following - database_now(using)).total_seconds()), 0)
