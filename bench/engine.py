"""Takes the engine away for a moment, to see what it costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_init, post_save, pre_delete, pre_save
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import post_page_move, pre_page_move

from api.routing import signal_handlers as routing
from api.snapshots import interception, signal_handlers

_SIGNALS = (post_init, pre_save, post_save, pre_delete, post_delete, m2m_changed, pre_page_move, post_page_move)
_METHODS = ("update", "bulk_create", "_raw_delete", "delete")


@contextmanager
def without_engine() -> Iterator[None]:
    """Within it nothing is marked, and nothing is written down of addresses: plain Wagtail."""
    for signal in _SIGNALS:
        for uid in ("clinic_api.snapshots", "clinic_api.routing"):
            for sender in (None, PageViewRestriction, Site):
                signal.disconnect(sender=sender, dispatch_uid=uid)
    for name in _METHODS:
        setattr(QuerySet, name, getattr(QuerySet, name).__wrapped__)
    connection.execute_wrappers.remove(interception.see_statement)
    try:
        yield
    finally:
        signal_handlers.register_signal_handlers()
        routing.register_signal_handlers()
        interception.register()
