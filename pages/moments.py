from __future__ import annotations

from datetime import datetime

from rest_framework.fields import DateTimeField

_FIELD = DateTimeField()


def as_answered(moment: datetime | None) -> str | None:
    """A datetime as in the fields of a response: ISO 8601 with an offset."""
    return None if moment is None else _FIELD.to_representation(moment)
