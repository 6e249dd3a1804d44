"""The error of a failed save, for the form that is then shown again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError

_refused: ContextVar[ValidationError | None] = ContextVar("clinic_refused", default=None)


@contextmanager
def refused(error: ValidationError) -> Iterator[None]:
    """Within the context, forms that would be valid are invalid, with ``error``."""
    token = _refused.set(error)
    try:
        yield
    finally:
        _refused.reset(token)


def what_was_refused() -> ValidationError | None:
    return _refused.get()
