"""Rebuilds marked snapshots after a change is committed."""

from __future__ import annotations

import logging

from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend

from .. import conf
from ..dependencies.keys import Key
from ..snapshots.marking import listen
from ..snapshots.models import StaleMark, UnseenMark
from .tasks import BATCH, rebuild_marked

logger = logging.getLogger(__name__)

#: A backend that runs tasks immediately keeps the editor waiting, so only the first few are rebuilt; the others are
#: built when they are requested.
AT_ONCE = 5


def register() -> None:
    listen(after=enqueue_rebuild)


def enqueue_rebuild(keys: frozenset[Key]) -> None:
    """Enqueue the rebuild of marked snapshots. An unreachable queue is logged, and nothing else fails."""
    if not (
        conf.snapshots_enabled() and conf.base_url() and (StaleMark.objects.exists() or UnseenMark.objects.exists())
    ):
        return
    at_once = isinstance(task_backends[rebuild_marked.backend], ImmediateBackend)
    try:
        rebuild_marked.enqueue(limit=AT_ONCE if at_once else BATCH)
    except Exception:
        logger.exception(
            "Marked snapshots could not be added to the task queue; they are rebuilt when they are next read."
        )
