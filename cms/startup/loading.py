"""Loads the project for processes that run for long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import django
from django.core.cache import caches
from django.db import connections

APPLICATION = "cms.wsgi"


def load_project() -> None:
    """Sets Django up."""
    with without_collection():
        django.setup()


def load_application() -> None:
    """Loads what answers requests, so that the processes that are copied from this one have it. Nothing is left open
    that they would share.
    """
    with without_collection():
        import_module(APPLICATION)
    connections.close_all()
    caches.close_all()


@contextmanager
def without_collection() -> Iterator[None]:
    """Keeps the garbage collector from going through all that is loaded again and again, a fifth of the time, and for
    good: it stays until the end.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
