from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class NotFitToPublish(ValidationError):  # noqa: N818  (a refusal, as Django's own)
    """What prevents an object from going live, by field, stream and relation.

    :param instance: the object.
    """

    def __init__(self, faults: dict[str, Any], instance: models.Model) -> None:
        super().__init__(faults)
        self.instance = instance


def refusal_message(refusal: NotFitToPublish) -> str:
    """What was rejected and why, in sentences for staff."""
    reasons = [f"{_label(refusal.instance, name)}{' '.join(reasons)}" for name, reasons in refusal.message_dict.items()]
    title = _("“%(title)s” was not published.") % {"title": refusal.instance}
    return " ".join([title, *reasons])


def _label(instance: models.Model, name: str) -> str:
    try:
        field: Any = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return ""
    label = getattr(field, "verbose_name", None)
    return f"{capfirst(label)}: " if label else ""
