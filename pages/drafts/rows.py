from __future__ import annotations

from typing import Any

from django.db.models import Model


def rows_beside(form: Any, relation: str) -> list[Model]:
    """The rows of an object that its form does not show: another window added them since the form was opened.

    The form adds its own rows to them, so that all are checked against each other.
    """
    formset = form.formsets.get(relation)
    if formset is None:
        return []
    shown = {row.instance.pk for row in formset.forms}
    return [row for row in getattr(form.instance, relation).all() if row.pk is not None and row.pk not in shown]
