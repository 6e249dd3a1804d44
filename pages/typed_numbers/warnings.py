"""Warns staff after saving about typed numbers for which they could choose the clinic."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .places import typed_numbers_in

#: After these, the saved object is available.
HOOKS = ("after_create_page", "after_edit_page", "after_create_snippet", "after_edit_snippet", "after_edit_setting")
MOST_TOLD = 5


def register_warnings() -> None:
    for name in HOOKS:
        hooks.register(name, warn_of_typed_numbers)


def warn_of_typed_numbers(request: HttpRequest, saved: Model) -> None:
    """Autosave shows no message: nobody would see it."""
    if not request.accepts("text/html"):
        return
    found = typed_numbers_in(saved)
    for typed in found[:MOST_TOLD]:
        messages.warning(request, f"{typed.reference.describe_source_field()}: {typed.sentence} {_advice()}")


def _advice() -> str:
    return _("Choose the clinic instead: “A clinic's number” in a menu or button, or a “Clinic contact” block in text.")
