"""Notes what to purge, in the transaction of the change."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.db.models.functions import Now

from .. import conf
from ..builds.rebuilding import source_named
from ..dependencies.keys import Key
from ..router import absolute_url, router
from ..snapshots.marking import depending_on, listen
from ..snapshots.models import Dependency, Snapshot
from ..snapshots.surrogate_keys import LISTINGS
from . import sending, tasks
from .at_once import is_paused, send_at_once
from .models import PendingPurge

logger = logging.getLogger(__name__)

#: The most URLs that one change notes; caches of more are purged by key, or expire.
MOST_URLS = 2000


def register() -> None:
    listen(within=note, after=tell_caches)


def note(keys: frozenset[Key]) -> None:
    """Note the keys, and the URLs of the objects that depend on them, for the configured caches."""
    noted: list[dict[str, str]] = []
    if conf.cache_purge():
        noted += [{"surrogate_key": name} for name in sorted({LISTINGS, *(key.surrogate for key in keys)})]
    if purges_by_url():
        noted += [{"url": url} for url in sorted(set(urls_of(keys)))]
    if noted:
        # Dated by the database: the machine that sends them may have another clock.
        PendingPurge.objects.bulk_create(PendingPurge(due_at=Now(), **each) for each in noted)


def tell_caches(keys: frozenset[Key]) -> None:
    """Send what is noted; leave what could not be sent, and the second time, to the task. Errors are logged; the notes
    remain.
    """
    if not (conf.cache_purge() or purges_by_url()):
        return
    can_wait = tasks.can_wait()
    try:
        is_sent = bool(conf.cache_purge()) and not purges_by_url() and send_at_once(can_wait=can_wait)
        if can_wait:
            tasks.enqueue_in(sending.REPEAT_AFTER_S if is_sent else 0)
        elif not (is_sent or is_paused()):  # The task would run here and now, and wait for the same cache.
            tasks.purge_pending.enqueue()
    except Exception:
        logger.exception(
            "Caches could not be purged after a change; the next change, or manage.py purge_caches, will do it."
        )


def purges_by_url() -> bool:
    """Whether ``wagtail.contrib.frontend_cache`` has a backend."""
    names = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    return any(getattr(settings, name, None) for name in names)


def urls_of(keys: frozenset[Key]) -> Iterator[str]:
    """The URLs of the objects that depend on ``keys``, by id and by path, as frontends write them."""
    dependent = Dependency.objects.filter(depending_on(keys)).values("snapshot_id")
    for snapshot in Snapshot.objects.filter(pk__in=dependent).order_by("pk")[:MOST_URLS]:
        source = source_named(snapshot)
        model = source.get_snapshot_model() if source is not None else None
        detail = router.detail_url(model, snapshot.pk_text) if model is not None else None
        if detail is None:
            continue
        yield detail
        if snapshot.html_path:
            listing = detail.removesuffix(f"{snapshot.pk_text}/")
            yield absolute_url(f"{listing}find/?html_path={quote(snapshot.html_path)}")
            yield absolute_url(f"{listing}find/?html_path={quote(snapshot.html_path, safe='')}")
