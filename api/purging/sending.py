"""Sends what is noted to all caches."""

from __future__ import annotations

import datetime
import logging
from math import ceil

from django.db.models import F
from django.utils import timezone
from wagtail.contrib.frontend_cache.utils import get_backends as get_url_backends

from api.purging.backends import PurgeFailed, get_backends
from api.purging.models import PendingPurge
from api.snapshots.surrogate_keys import EVERYTHING

logger = logging.getLogger(__name__)

BATCH = 2000
#: Seconds after which a purge is sent once more, for answers that were on their way at the first time.
REPEAT_AFTER_S = 5
FIRST_WAIT_S, LONGEST_WAIT_S = 2, 300


def send_pending(*, can_wait: bool) -> tuple[int, int | None]:
    """Sends all that is due; returns how many notes all caches have taken, and in how many seconds to come again.

    :param can_wait: whether somebody comes again, so that what was sent can be noted for the second time.
    """
    now = timezone.now()
    due = list(PendingPurge.objects.filter(due_at__lte=now).order_by("pk")[:BATCH])
    if not due:
        return 0, _seconds_to_next(now)
    pks = [pending.pk for pending in due]
    try:
        send(keys=sorted({pending.surrogate_key for pending in due} - {""}), urls=[p.url for p in due if p.url])
    except PurgeFailed as failure:
        attempts = max(pending.attempts for pending in due)
        wait = min(FIRST_WAIT_S * 2**attempts, LONGEST_WAIT_S)
        logger.error("A cache was not purged (attempt %d): %s", attempts + 1, failure)
        later = now + datetime.timedelta(seconds=wait)
        PendingPurge.objects.filter(pk__in=pks).update(attempts=F("attempts") + 1, due_at=later)
        return 0, wait
    repeated = [pending.pk for pending in due if pending.is_repeat or not can_wait]
    PendingPurge.objects.filter(pk__in=repeated).delete()
    again = now + datetime.timedelta(seconds=REPEAT_AFTER_S)
    PendingPurge.objects.filter(pk__in=pks).update(is_repeat=True, due_at=again, attempts=0)
    return len(due), _seconds_to_next(now)


def send(*, keys: list[str], urls: list[str]) -> None:
    """Has all caches drop the answers with these surrogate keys, and those at these addresses.

    :raises PurgeFailed: when one of them did not confirm; the others are told all the same.
    """
    failures = []
    for backend in get_backends().values():
        try:
            backend.purge([EVERYTHING] if EVERYTHING in keys else keys)
        except PurgeFailed as failure:
            failures.append(str(failure))
    for url_backend in get_url_backends().values() if urls else ():
        url_backend.purge_batch(urls)
    if failures:
        raise PurgeFailed("; ".join(failures))


def _seconds_to_next(now: datetime.datetime) -> int | None:
    following = PendingPurge.objects.order_by("due_at").values_list("due_at", flat=True).first()
    return None if following is None else max(ceil((following - now).total_seconds()), 0)
