"""Responses from the serializers alone. Stored ones must equal them, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .. import conf

_bypassed: ContextVar[bool] = ContextVar("clinic_api_store_bypassed", default=False)


@contextmanager
def store_bypassed() -> Iterator[None]:
    """Within the block, views in this thread neither read nor write snapshots, and cache nothing."""
    token = _bypassed.set(True)
    try:
        yield
    finally:
        _bypassed.reset(token)


def store_is_used() -> bool:
    """Whether responses may come from the store: not bypassed, and ``CLINIC_SNAPSHOTS`` is on."""
    return conf.snapshots_enabled() and not _bypassed.get()
