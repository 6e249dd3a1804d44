"""Sends the noted purges to all caches."""

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
#: The most batches that one call of ``send_due_purges`` sends.
MOST_BATCHES = 5
#: Seconds after which a purge is sent again, for responses that were in transit the first time.
REPEAT_AFTER_S = 5
FIRST_WAIT_S, LONGEST_WAIT_S = 2, 300
#: Seconds for which a process claims notes. Afterwards those of a process that was killed are due again.
CLAIM_S = 60


def send_due_purges() -> int:
    """Send the purges that are due; return how many notes all caches have confirmed.

    A worker calls it when it starts and then every few seconds. Concurrent calls are safe: each claims other notes. A
    cache that does not confirm is logged, and retried later.
    """
    total = 0
    for _ in range(MOST_BATCHES):
        sent = try_to_send(can_wait=True).sent
        total += sent
        if sent < BATCH:
            break
    return total


def send_pending(*, can_wait: bool) -> tuple[int, int | None]:
    """Send what is due; return how many notes all caches have confirmed, and in how many seconds to call again.

    :param can_wait: whether a call follows, so that what was sent can be noted for the second time.
    """
    attempt = try_to_send(can_wait=can_wait)
    return attempt.sent, attempt.come_again_in


class Attempt(NamedTuple):
    """How many notes all caches have confirmed, whether one of them failed, and in how many seconds the next is due;
    None if nothing is.
    """

    sent: int
    has_failed: bool
    come_again_in: int | None


def try_to_send(*, can_wait: bool, limit: int = BATCH, seconds: float | None = None) -> Attempt:
    """Send what is due, the newest notes first.

    :param can_wait: as for :func:`send_pending`.
    :param limit: the maximum number of notes to send.
    :param seconds: how long to wait for caches; by default as long as their timeouts allow.
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
    """Purge the responses with these surrogate keys, and those at these URLs, from all caches.

    :param keys: as they are noted; caches get the hashed names that are in headers.
    :param seconds: how long to wait for all of them together.
    :raises PurgeFailed: if one of them did not confirm; the others are purged all the same.
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
    """Claim notes that are due, so that no other process sends them for now."""
    now = database_now(using)
    # No note is ever delayed longer: one that seems to be was dated by a wrong clock.
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
