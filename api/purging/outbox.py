"""Notes what caches have to drop, in the transaction of the change."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q

from api import conf
from api.purging.models import PendingPurge
from api.purging.tasks import purge_pending
from api.router import absolute_url, router
from api.snapshots.keys import Key
from api.snapshots.marking import listen
from api.snapshots.models import Dependency, Snapshot
from api.snapshots.rebuilding import source_named
from api.snapshots.surrogate_keys import LISTINGS

logger = logging.getLogger(__name__)

#: Addresses that one change notes; the caches of more are told by key, or run out.
MOST_URLS = 2000


def register() -> None:
    listen(within=note, after=enqueue_purge)


def note(keys: frozenset[Key]) -> None:
    """Notes the keys, and the addresses of what depends on them, for the caches that the settings name."""
    pending = []
    if conf.cache_purge():
        names = {LISTINGS, *(key.surrogate for key in keys)}
        pending += [PendingPurge(surrogate_key=name) for name in sorted(names)]
    if purges_by_url():
        pending += [PendingPurge(url=url) for url in sorted(set(urls_of(keys)))]
    if pending:
        PendingPurge.objects.bulk_create(pending)


def enqueue_purge(keys: frozenset[Key]) -> None:
    """Has the task send what is noted. A queue that cannot be reached is logged; the notes stay."""
    if not (conf.cache_purge() or purges_by_url()):
        return
    try:
        purge_pending.enqueue()
    except Exception:
        logger.exception("The purge of caches could not be queued; the next one, or manage.py purge_caches, sends it.")


def purges_by_url() -> bool:
    """Whether ``wagtail.contrib.frontend_cache`` has a backend."""
    names = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    return any(getattr(settings, name, None) for name in names)


def urls_of(keys: frozenset[Key]) -> Iterator[str]:
    """The addresses of the objects that depend on ``keys``, by id and by path, as frontends write them."""
    touched = Q(pk__in=[])
    for key in keys:
        touched |= Q(kind=key.kind, object_id=key.object_id)
    dependent = Dependency.objects.filter(touched).values("snapshot_id")
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
